import { ATTRIBUTE_INFO } from '../domain/attribute-info';
import type { AttributeName, PerAttribute } from '../domain/attributes';
import type { Box } from '../domain/geometry';
import type { AttributeEntry } from '../domain/manifest';
import { type Strictness, thresholdOf } from '../domain/strictness';

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
  strictness: Strictness,
): readonly AttributeName[] => {
  const lift = ({ name, measured }: AttributeEntry): number => attributes[name] - (measured?.baseRate ?? 0);
  return entries
    .filter(
      (entry) => !ATTRIBUTE_INFO[entry.name].sensitive && attributes[entry.name] >= thresholdOf(entry, strictness),
    )
    .sort((a, b) => lift(b) - lift(a))
    .slice(0, MOST)
    .map(({ name }) => name);
};

/** Where a box is in a mirror that is as wide as the frame. */
export const mirrored = (box: Box<'photo'>, frameWidth: number): Box<'photo'> => ({
  ...box,
  x: frameWidth - box.x - box.width,
});
