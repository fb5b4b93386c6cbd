import type { Face } from '../../domain/analysis';
import { ATTRIBUTE_INFO } from '../../domain/attribute-info';
import { ATTRIBUTES, type AttributeName } from '../../domain/attributes';
import type { AttributeEntry, Manifest } from '../../domain/manifest';

/** How many scores the drawing of the cascade names. */
const STRONGEST = 5;

/** The most probable attributes of a face, those that judge a person left out. */
export const strongestOf = ({ attributes }: Face): readonly AttributeName[] =>
  ATTRIBUTES.filter((name) => !ATTRIBUTE_INFO[name].sensitive)
    .sort((a, b) => attributes[b] - attributes[a])
    .slice(0, STRONGEST);

/** Size of all nets, megabytes. */
export const megabytesOf = ({ nets }: Manifest): number =>
  Object.values(nets)
    .flatMap(({ files }) => files)
    .reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;

/** Measured attributes, the most reliable first: by balanced accuracy, which a rare attribute can't win by its rarity. */
export const byReliability = ({ attributes }: Manifest): readonly (AttributeEntry & Measured)[] =>
  attributes
    .filter((entry): entry is AttributeEntry & Measured => entry.measured !== undefined)
    .sort((a, b) => b.measured.balancedAccuracy - a.measured.balancedAccuracy);

type Measured = Required<Pick<AttributeEntry, 'measured'>>;
