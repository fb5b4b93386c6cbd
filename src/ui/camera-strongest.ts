import { ATTRIBUTE_INFO } from '../domain/attribute-info';
import type { AttributeName, PerAttribute } from '../domain/attributes';
import type { Box } from '../domain/geometry';
import type { AttributeEntry } from '../domain/manifest';

/** So many stand beside a face. */
const MOST = 3;

/**
 * The attributes that say most about a face: present, and likelier in it than in faces at large. Those that judge a person
 * are never among them.
 * @param attributes probabilities, 0–1.
 */
export const strongestOf = (
  attributes: PerAttribute<number>,
  entries: readonly AttributeEntry[],
): readonly AttributeName[] => {
  const lift = ({ name, measured }: AttributeEntry): number => attributes[name] - (measured?.baseRate ?? 0);
  return entries
    .filter(({ name, thresholds }) => !ATTRIBUTE_INFO[name].sensitive && attributes[name] >= thresholds.accurate)
    .sort((a, b) => lift(b) - lift(a))
    .slice(0, MOST)
    .map(({ name }) => name);
};

/** Where a box is in a mirror that is as wide as the frame. */
export const mirrored = (box: Box<'photo'>, frameWidth: number): Box<'photo'> => ({
  ...box,
  x: frameWidth - box.x - box.width,
});
