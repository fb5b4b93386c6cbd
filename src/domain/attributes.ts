/** The 40 CelebA attributes in the order of the data set's `list_attr_celeba.txt`. Every score array follows it. */
export const ATTRIBUTES = [
  '5_o_Clock_Shadow',
  'Arched_Eyebrows',
  'Attractive',
  'Bags_Under_Eyes',
  'Bald',
  'Bangs',
  'Big_Lips',
  'Big_Nose',
  'Black_Hair',
  'Blond_Hair',
  'Blurry',
  'Brown_Hair',
  'Bushy_Eyebrows',
  'Chubby',
  'Double_Chin',
  'Eyeglasses',
  'Goatee',
  'Gray_Hair',
  'Heavy_Makeup',
  'High_Cheekbones',
  'Male',
  'Mouth_Slightly_Open',
  'Mustache',
  'Narrow_Eyes',
  'No_Beard',
  'Oval_Face',
  'Pale_Skin',
  'Pointy_Nose',
  'Receding_Hairline',
  'Rosy_Cheeks',
  'Sideburns',
  'Smiling',
  'Straight_Hair',
  'Wavy_Hair',
  'Wearing_Earrings',
  'Wearing_Hat',
  'Wearing_Lipstick',
  'Wearing_Necklace',
  'Wearing_Necktie',
  'Young',
] as const;

/** CelebA's name of an attribute, as exported. */
export type AttributeName = (typeof ATTRIBUTES)[number];

/** One value per attribute. */
export type PerAttribute<T> = Record<AttributeName, T>;

/** Builds a record with one value per attribute, in {@link ATTRIBUTES} order. */
export const perAttribute = <T>(value: (name: AttributeName, index: number) => T): PerAttribute<T> =>
  Object.fromEntries(ATTRIBUTES.map((name, index) => [name, value(name, index)])) as PerAttribute<T>;
