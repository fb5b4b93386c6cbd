import { ATTRIBUTE_INFO } from '../domain/attribute-info';
import type { AttributeName } from '../domain/attributes';

/** What a summary is made of, in the order in which it is told; a language turns it into a sentence. */
export interface SummaryFacts {
  readonly colors: readonly HairColor[];
  readonly textures: readonly HairTexture[];
  /** Everything else that can be named with a noun. */
  readonly features: readonly AttributeName[];
  readonly smiling: boolean;
  readonly mouthOpen: boolean;
  /** The picture, not the person. */
  readonly blurry: boolean;
  /** What judges the person; empty unless it was asked for. */
  readonly perceived: readonly AttributeName[];
}

const HAIR_COLORS = ['Black_Hair', 'Blond_Hair', 'Brown_Hair', 'Gray_Hair'] as const;
const HAIR_TEXTURES = ['Straight_Hair', 'Wavy_Hair'] as const;
export type HairColor = (typeof HAIR_COLORS)[number];
export type HairTexture = (typeof HAIR_TEXTURES)[number];

/** Without No_Beard: that something is missing, as in five of six photos, tells nothing. */
const FEATURES: readonly AttributeName[] = [
  'Bald',
  'Bangs',
  'Receding_Hairline',
  '5_o_Clock_Shadow',
  'Mustache',
  'Goatee',
  'Sideburns',
  'Eyeglasses',
  'Wearing_Hat',
  'Wearing_Earrings',
  'Wearing_Necklace',
  'Wearing_Necktie',
  'Wearing_Lipstick',
  'Heavy_Makeup',
  'Arched_Eyebrows',
  'Bushy_Eyebrows',
  'Bags_Under_Eyes',
  'High_Cheekbones',
  'Oval_Face',
  'Rosy_Cheeks',
];

/** First how the face as a whole seems, then its parts. */
const PERCEIVED: readonly AttributeName[] = [
  'Young',
  'Male',
  'Attractive',
  'Chubby',
  'Big_Lips',
  'Big_Nose',
  'Double_Chin',
  'Narrow_Eyes',
  'Pale_Skin',
  'Pointy_Nose',
];

/** @param unfolded whether what judges a person may be told */
export const summaryFacts = (present: readonly AttributeName[], unfolded: boolean): SummaryFacts => {
  const among = <Name extends AttributeName>(names: readonly Name[]): readonly Name[] =>
    names.filter((name) => present.includes(name));
  return {
    colors: among(HAIR_COLORS),
    textures: among(HAIR_TEXTURES),
    features: among(FEATURES),
    smiling: present.includes('Smiling'),
    mouthOpen: present.includes('Mouth_Slightly_Open'),
    blurry: present.includes('Blurry'),
    perceived: unfolded ? among(PERCEIVED).filter((name) => ATTRIBUTE_INFO[name].sensitive) : [],
  };
};
