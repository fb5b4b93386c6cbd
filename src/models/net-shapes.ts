import { ATTRIBUTES } from '../domain/attributes';
import { NETS } from '../domain/contract';
import type { NetId } from '../domain/manifest';

/** The nets in the order in which the cascade runs them. */
export const NET_IDS = ['lneto', 'lnets', 'anet', 'svm'] as const satisfies readonly NetId[];

/** A dimension whose size the net is free to choose. */
export const FREE = -1;

/** LNet's maps have one cell for so many input pixels across and down. */
const STRIDE = NETS.lneto.stride;

const cells = (input: readonly number[], channels: number): readonly number[] => [
  (input[1] ?? 0) / STRIDE,
  (input[2] ?? 0) / STRIDE,
  channels,
];

type ShapeOf = (input: readonly number[]) => readonly number[];

/** What each net gives for one item of the batch: the output's name and its shape without the batch, NHWC or NC. */
const OUTPUTS: { readonly [N in NetId]: Readonly<Record<string, ShapeOf>> } = {
  lneto: { heat: (input) => cells(input, 1), box: (input) => cells(input, 3), response: (input) => cells(input, 1) },
  lnets: { face: () => [NETS.lnets.outputs], response: (input) => cells(input, 1) },
  anet: { features: () => [FREE, FREE, FREE] },
  svm: { margins: () => [ATTRIBUTES.length] },
};

/** Names of the outputs that the cascade reads from a net. */
export const outputNames = (id: NetId): readonly string[] => Object.keys(OUTPUTS[id]);

/** Shape of a named output without its batch, {@link FREE} where any size will do; undefined for unknown names. */
export const outputShape = (id: NetId, name: string, inputShape: readonly number[]): readonly number[] | undefined =>
  OUTPUTS[id][name]?.(inputShape);
