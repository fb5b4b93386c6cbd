import type { AttributeName } from '../../domain/attributes';
import { formats } from '../formats';
import type { HairColor, HairTexture, SummaryFacts } from '../sentence';

/** Commas and "and", without a comma before the "and" (as in British English). */
const { list } = formats('en-GB');

const COLORS: { readonly [C in HairColor]: string } = {
  Black_Hair: 'black',
  Blond_Hair: 'blond',
  Brown_Hair: 'brown',
  Gray_Hair: 'gray',
};

const TEXTURES: { readonly [T in HairTexture]: string } = { Straight_Hair: 'straight', Wavy_Hair: 'wavy' };

/** How an attribute is named inside a sentence. */
const NOUNS: { readonly [Name in AttributeName]?: string } = {
  '5_o_Clock_Shadow': "a 5 o'clock shadow",
  Arched_Eyebrows: 'arched eyebrows',
  Bags_Under_Eyes: 'bags under the eyes',
  Bald: 'a bald head',
  Bangs: 'bangs',
  Big_Lips: 'big lips',
  Big_Nose: 'a big nose',
  Bushy_Eyebrows: 'bushy eyebrows',
  Double_Chin: 'a double chin',
  Eyeglasses: 'eyeglasses',
  Goatee: 'a goatee',
  Heavy_Makeup: 'heavy makeup',
  High_Cheekbones: 'high cheekbones',
  Mustache: 'a mustache',
  Narrow_Eyes: 'narrow eyes',
  Oval_Face: 'an oval face',
  Pale_Skin: 'pale skin',
  Pointy_Nose: 'a pointy nose',
  Receding_Hairline: 'a receding hairline',
  Rosy_Cheeks: 'rosy cheeks',
  Sideburns: 'sideburns',
  Wearing_Earrings: 'earrings',
  Wearing_Hat: 'a hat',
  Wearing_Lipstick: 'lipstick',
  Wearing_Necklace: 'a necklace',
  Wearing_Necktie: 'a necktie',
};

const ADJECTIVES: { readonly [Name in AttributeName]?: string } = {
  Attractive: 'attractive',
  Chubby: 'chubby',
  Male: 'male',
  Young: 'young',
};

const wordsFrom = (
  words: { readonly [Name in AttributeName]?: string },
  names: readonly AttributeName[],
): readonly string[] => names.flatMap((name) => words[name] ?? []);

/** "wavy brown and gray hair"; two textures exclude each other, so it is one or the other. */
const hair = ({ colors, textures }: SummaryFacts): readonly string[] => {
  if (colors.length + textures.length === 0) return [];
  const texture = textures.map((name) => TEXTURES[name]).join(' or ');
  const color = list(colors.map((name) => COLORS[name]));
  return [[texture, color, 'hair'].filter(Boolean).join(' ')];
};

const expression = ({ smiling, mouthOpen }: SummaryFacts): readonly string[] => {
  if (smiling) return [mouthOpen ? 'smiling with the mouth slightly open' : 'smiling'];
  return mouthOpen ? ['the mouth slightly open'] : [];
};

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

const perceived = ({ perceived: names }: SummaryFacts): readonly string[] => {
  if (names.length === 0) return [];
  const nouns = list(wordsFrom(NOUNS, names));
  const adjectives = list(wordsFrom(ADJECTIVES, names));
  const parts = [adjectives && `as ${adjectives}`, nouns && `with ${nouns}`].filter(Boolean);
  return [sentence(`perceived ${parts.join(', ')}`)];
};

/** One face in plain English: "Wavy brown hair and eyeglasses, smiling." */
export const englishSummary = (facts: SummaryFacts): string => {
  const nouns = list([...hair(facts), ...wordsFrom(NOUNS, facts.features)]);
  const seen = [nouns, ...expression(facts)].filter(Boolean).join(', ');
  const sentences = [
    ...(seen ? [sentence(seen)] : []),
    ...perceived(facts),
    ...(facts.blurry ? ['The picture of this face is blurry.'] : []),
  ];
  return sentences.length > 0 ? sentences.join(' ') : 'Nothing stands out.';
};
