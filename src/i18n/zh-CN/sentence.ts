import type { AttributeName } from '../../domain/attributes';
import type { HairColor, HairTexture, SummaryFacts } from '../sentence';

const COLORS: { readonly [C in HairColor]: string } = {
  Black_Hair: '黑色',
  Blond_Hair: '金色',
  Brown_Hair: '棕色',
  Gray_Hair: '灰白',
};

const TEXTURES: { readonly [T in HairTexture]: string } = { Straight_Hair: '直发', Wavy_Hair: '卷发' };

/** How an attribute is named inside a sentence. */
const WORDS: { readonly [Name in AttributeName]?: string } = {
  '5_o_Clock_Shadow': '有胡茬',
  Arched_Eyebrows: '弯眉',
  Attractive: '有魅力',
  Bags_Under_Eyes: '有眼袋',
  Bald: '秃顶',
  Bangs: '有刘海',
  Big_Lips: '厚嘴唇',
  Big_Nose: '大鼻子',
  Bushy_Eyebrows: '浓眉',
  Chubby: '圆胖',
  Double_Chin: '双下巴',
  Eyeglasses: '戴眼镜',
  Goatee: '留山羊胡',
  Heavy_Makeup: '化浓妆',
  High_Cheekbones: '高颧骨',
  Male: '男性',
  Mustache: '留八字胡',
  Narrow_Eyes: '细长眼',
  Oval_Face: '鹅蛋脸',
  Pale_Skin: '肤色白皙',
  Pointy_Nose: '尖鼻子',
  Receding_Hairline: '发际线后移',
  Rosy_Cheeks: '面颊红润',
  Sideburns: '留鬓角',
  Wearing_Earrings: '戴耳环',
  Wearing_Hat: '戴帽子',
  Wearing_Lipstick: '涂口红',
  Wearing_Necklace: '戴项链',
  Wearing_Necktie: '系领带',
  Young: '年轻',
};

const wordsOf = (names: readonly AttributeName[]): readonly string[] => names.flatMap((name) => WORDS[name] ?? []);

const hair = ({ colors, textures }: SummaryFacts): readonly string[] => {
  if (colors.length + textures.length === 0) return [];
  const texture = textures.map((name) => TEXTURES[name]).join('或') || '头发';
  return [`${colors.map((name) => COLORS[name]).join('和')}${texture}`];
};

/** One face in Chinese: "棕色卷发、戴眼镜、面带微笑。" */
export const chineseSummary = (facts: SummaryFacts): string => {
  const expression = [...(facts.smiling ? ['面带微笑'] : []), ...(facts.mouthOpen ? ['嘴微张'] : [])];
  const seen = [...hair(facts), ...wordsOf(facts.features), ...expression].join('、');
  const perceived = wordsOf(facts.perceived).join('、');
  const sentences = [
    ...(seen ? [`${seen}。`] : []),
    ...(perceived ? [`看上去：${perceived}。`] : []),
    ...(facts.blurry ? ['这张脸拍得模糊。'] : []),
  ];
  return sentences.length > 0 ? sentences.join('') : '没有特别突出的地方。';
};
