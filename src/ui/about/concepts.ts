import type { FaceEvidence } from '../../domain/analysis';
import type { AttributeName } from '../../domain/attributes';
import type { Concepts } from '../../domain/concepts';

/** What ANet's units that answer to one thing add to a score. */
export interface ConceptShare {
  /** The attribute that these units answer to. */
  readonly attribute: AttributeName;
  /** They answer when it is absent. */
  readonly inverse: boolean;
  readonly units: number;
  /** Part of all that speaks for or against, −1…1; below 0 speaks against. */
  readonly share: number;
}

/** How many concepts are told of one score. */
const TOLD = 5;

/**
 * The strongest concepts behind one score of one face, the strongest first. Units that answer to the same thing count
 * as one concept.
 */
export const conceptShares = (
  { neurons, combinations }: Concepts,
  { features }: FaceEvidence,
  name: AttributeName,
): readonly ConceptShare[] => {
  const sums = new Map<string, ConceptShare>();
  let all = 0;
  for (const { neuron: index, weight } of combinations[name].terms) {
    const neuron = neurons[index];
    const feature = neuron && features[neuron.feature];
    if (!neuron || feature === undefined) continue;
    const { attribute, inverse, mean } = neuron;
    const value = weight * (feature - mean);
    all += Math.abs(value);
    const key = `${attribute} ${inverse}`;
    const before = sums.get(key);
    sums.set(key, { attribute, inverse, units: (before?.units ?? 0) + 1, share: (before?.share ?? 0) + value });
  }
  if (all === 0) return [];
  return [...sums.values()]
    .map((concept) => ({ ...concept, share: concept.share / all }))
    .sort((one, other) => Math.abs(other.share) - Math.abs(one.share))
    .slice(0, TOLD);
};
