import type { AttributeName, PerAttribute } from './attributes';

/** Groups in the order in which they are shown. */
export const ATTRIBUTE_GROUPS = [
  'hair',
  'eyes',
  'mouth',
  'beard',
  'shape',
  'accessories',
  'expression',
  'overall',
] as const;

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
const sensitive = (label: string, group: AttributeGroup): AttributeInfo => ({ label, group, sensitive: true });

export const ATTRIBUTE_INFO: PerAttribute<AttributeInfo> = {
  '5_o_Clock_Shadow': plain("5 o'clock shadow", 'beard'),
  Arched_Eyebrows: plain('Arched eyebrows', 'eyes'),
  Attractive: sensitive('Attractive', 'overall'),
  Bags_Under_Eyes: plain('Bags under eyes', 'eyes'),
  Bald: plain('Bald', 'hair'),
  Bangs: plain('Bangs', 'hair'),
  Big_Lips: sensitive('Big lips', 'mouth'),
  Big_Nose: sensitive('Big nose', 'mouth'),
  Black_Hair: plain('Black hair', 'hair'),
  Blond_Hair: plain('Blond hair', 'hair'),
  Blurry: plain('Blurry', 'overall'),
  Brown_Hair: plain('Brown hair', 'hair'),
  Bushy_Eyebrows: plain('Bushy eyebrows', 'eyes'),
  Chubby: sensitive('Chubby', 'shape'),
  Double_Chin: sensitive('Double chin', 'shape'),
  Eyeglasses: plain('Eyeglasses', 'accessories'),
  Goatee: plain('Goatee', 'beard'),
  Gray_Hair: plain('Gray hair', 'hair'),
  Heavy_Makeup: plain('Heavy makeup', 'expression'),
  High_Cheekbones: plain('High cheekbones', 'shape'),
  Male: sensitive('Male', 'overall'),
  Mouth_Slightly_Open: plain('Mouth slightly open', 'mouth'),
  Mustache: plain('Mustache', 'beard'),
  Narrow_Eyes: sensitive('Narrow eyes', 'eyes'),
  No_Beard: plain('No beard', 'beard'),
  Oval_Face: plain('Oval face', 'shape'),
  Pale_Skin: sensitive('Pale skin', 'overall'),
  Pointy_Nose: sensitive('Pointy nose', 'mouth'),
  Receding_Hairline: plain('Receding hairline', 'hair'),
  Rosy_Cheeks: plain('Rosy cheeks', 'expression'),
  Sideburns: plain('Sideburns', 'beard'),
  Smiling: plain('Smiling', 'expression'),
  Straight_Hair: plain('Straight hair', 'hair'),
  Wavy_Hair: plain('Wavy hair', 'hair'),
  Wearing_Earrings: plain('Wearing earrings', 'accessories'),
  Wearing_Hat: plain('Wearing hat', 'accessories'),
  Wearing_Lipstick: plain('Wearing lipstick', 'expression'),
  Wearing_Necklace: plain('Wearing necklace', 'accessories'),
  Wearing_Necktie: plain('Wearing necktie', 'accessories'),
  Young: sensitive('Young', 'overall'),
};

/** The attribute's name as words. */
export const labelOf = (name: AttributeName): string => ATTRIBUTE_INFO[name].label;
