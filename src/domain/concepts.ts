import type { AttributeName, PerAttribute } from './attributes';

/** One of ANet's features that means something by itself. */
export interface ConceptNeuron {
  /** Index into a face's `evidence.features`. */
  readonly feature: number;
  /** Its mean over the faces that it was studied on. */
  readonly mean: number;
  /** The attribute that it separates best. */
  readonly attribute: AttributeName;
  /** Active when that attribute is absent. */
  readonly inverse: boolean;
  /** How well it ranks the faces by that attribute, 0–1. */
  readonly averagePrecision: number;
}

/** An attribute told by a few neurons. The share of one in a score is weight × (feature − mean). */
export interface ConceptCombination {
  readonly terms: readonly {
    /** Index into {@link Concepts.neurons}. */
    readonly neuron: number;
    readonly weight: number;
  }[];
  /** Accuracy of these few, and of all features, 0–1. */
  readonly accuracy: number;
  readonly fullAccuracy: number;
}

/** `public/models/concepts.json`, which need not be there: what ANet's neurons stand for. */
export interface Concepts {
  readonly schema: 1;
  /** Version of the manifest whose features it speaks of. */
  readonly modelsVersion: string;
  readonly neurons: readonly ConceptNeuron[];
  readonly combinations: PerAttribute<ConceptCombination>;
  /** Attributes whose SVMs are alike, found by clustering their weights. */
  readonly groups: readonly { readonly attributes: readonly AttributeName[] }[];
  /** Mean contribution of each cell of ANet's last map, row-major: where each attribute is usually seen. */
  readonly regions: PerAttribute<readonly number[]>;
}
