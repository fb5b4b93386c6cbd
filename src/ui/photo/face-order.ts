import type { Face } from '../../domain/analysis';
import type { AttributeName } from '../../domain/attributes';

/**
 * The faces in the order in which they stand in the strip: from left to right, or by an attribute, the most likely first.
 * @returns indices into `faces`
 */
export const faceOrder = (faces: readonly Face[], compared: AttributeName | undefined): readonly number[] => {
  const order = faces.map((_, index) => index);
  if (compared === undefined) return order;
  const of = (index: number): number => faces[index]?.attributes[compared] ?? 0;
  return order.sort((one, other) => of(other) - of(one));
};

/** Where to go from a face. */
export type FaceStep = 'next' | 'previous' | 'first' | 'last';

/** @returns the face that a step leads to, round from the last to the first */
export const faceAfter = (order: readonly number[], chosen: number, step: FaceStep): number => {
  const at = order.indexOf(chosen);
  const last = order.length - 1;
  const to = { first: 0, last, next: at === last ? 0 : at + 1, previous: at <= 0 ? last : at - 1 }[step];
  return order[to] ?? chosen;
};

const KEYS: Readonly<Record<string, FaceStep>> = {
  ArrowLeft: 'previous',
  ArrowUp: 'previous',
  ArrowRight: 'next',
  ArrowDown: 'next',
  Home: 'first',
  End: 'last',
};

/** Where a key leads among faces, if it does. */
export const stepOfKey = (key: string): FaceStep | undefined => KEYS[key];
