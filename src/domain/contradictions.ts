import type { AttributeName } from './attributes';

/** Two attributes that can't both be right of one face. */
export type Contradiction = readonly [AttributeName, AttributeName];

const HAIR: readonly AttributeName[] = [
  'Bangs',
  'Black_Hair',
  'Blond_Hair',
  'Brown_Hair',
  'Gray_Hair',
  'Straight_Hair',
  'Wavy_Hair',
];
const BEARD: readonly AttributeName[] = ['5_o_Clock_Shadow', 'Goatee', 'Mustache', 'Sideburns'];

const allWith = (one: AttributeName, others: readonly AttributeName[]): Contradiction[] =>
  others.map((other) => [one, other]);

/**
 * What excludes what. Labels break these rules too (1,158 of CelebA's 202,599 photos are straight and wavy), so they are
 * told, never enforced. Hair colours are no pick-one: 2,926 photos have two, and over a third none.
 */
const EXCLUSIONS: readonly Contradiction[] = [
  ...allWith('No_Beard', BEARD),
  ...allWith('Bald', HAIR),
  ['Straight_Hair', 'Wavy_Hair'],
];

/** Every contradiction between attributes that count as present. */
export const contradictionsOf = (present: readonly AttributeName[]): readonly Contradiction[] =>
  EXCLUSIONS.filter(([one, other]) => present.includes(one) && present.includes(other));

/** The present attributes that contradict this one; none where it isn't present itself. */
export const contradicting = (name: AttributeName, present: readonly AttributeName[]): readonly AttributeName[] =>
  contradictionsOf(present).flatMap(([one, other]) => {
    if (one === name) return [other];
    return other === name ? [one] : [];
  });
