import type { AttributeName, PerAttribute } from './attributes';

/** Groups in the order in which they are shown. */
export const ATTRIBUTE_GROUPS = ['hair', 'beard', 'face', 'expression', 'wearing', 'photo'] as const;

export type AttributeGroup = (typeof ATTRIBUTE_GROUPS)[number];

/** What people read about an attribute; the CelebA name is for files. */
export interface AttributeInfo {
  readonly label: string;
  readonly group: AttributeGroup;
  /**
   * Judges a person, or guesses what a picture can't tell (gender, age, beauty, weight, ethnic features): shown only
   * when asked for, with a caution, and never part of a summary.
   */
  readonly sensitive: boolean;
}

const plain = (label: string, group: AttributeGroup): AttributeInfo => ({ label, group, sensitive: false });
const sensitive = (label: string, group: AttributeGroup = 'face'): AttributeInfo => ({ label, group, sensitive: true });

export const ATTRIBUTE_INFO: PerAttribute<AttributeInfo> = {
  '5_o_Clock_Shadow': plain("5 o'clock shadow", 'beard'),
  Arched_Eyebrows: plain('Arched eyebrows', 'face'),
  Attractive: sensitive('Attractive'),
  Bags_Under_Eyes: plain('Bags under eyes', 'face'),
  Bald: plain('Bald', 'hair'),
  Bangs: plain('Bangs', 'hair'),
  Big_Lips: sensitive('Big lips'),
  Big_Nose: sensitive('Big nose'),
  Black_Hair: plain('Black hair', 'hair'),
  Blond_Hair: plain('Blond hair', 'hair'),
  Blurry: plain('Blurry', 'photo'),
  Brown_Hair: plain('Brown hair', 'hair'),
  Bushy_Eyebrows: plain('Bushy eyebrows', 'face'),
  Chubby: sensitive('Chubby'),
  Double_Chin: sensitive('Double chin'),
  Eyeglasses: plain('Eyeglasses', 'wearing'),
  Goatee: plain('Goatee', 'beard'),
  Gray_Hair: plain('Gray hair', 'hair'),
  Heavy_Makeup: plain('Heavy makeup', 'wearing'),
  High_Cheekbones: plain('High cheekbones', 'face'),
  Male: sensitive('Male'),
  Mouth_Slightly_Open: plain('Mouth slightly open', 'expression'),
  Mustache: plain('Mustache', 'beard'),
  Narrow_Eyes: sensitive('Narrow eyes'),
  No_Beard: plain('No beard', 'beard'),
  Oval_Face: plain('Oval face', 'face'),
  Pale_Skin: sensitive('Pale skin'),
  Pointy_Nose: sensitive('Pointy nose'),
  Receding_Hairline: plain('Receding hairline', 'hair'),
  Rosy_Cheeks: plain('Rosy cheeks', 'face'),
  Sideburns: plain('Sideburns', 'beard'),
  Smiling: plain('Smiling', 'expression'),
  Straight_Hair: plain('Straight hair', 'hair'),
  Wavy_Hair: plain('Wavy hair', 'hair'),
  Wearing_Earrings: plain('Wearing earrings', 'wearing'),
  Wearing_Hat: plain('Wearing hat', 'wearing'),
  Wearing_Lipstick: plain('Wearing lipstick', 'wearing'),
  Wearing_Necklace: plain('Wearing necklace', 'wearing'),
  Wearing_Necktie: plain('Wearing necktie', 'wearing'),
  Young: sensitive('Young'),
};

/** The attribute's name as words. */
export const labelOf = (name: AttributeName): string => ATTRIBUTE_INFO[name].label;
