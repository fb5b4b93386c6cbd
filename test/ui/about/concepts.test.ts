import { describe, expect, it } from 'vitest';
import { perAttribute } from '../../../src/domain/attributes';
import type { Concepts } from '../../../src/domain/concepts';
import { conceptShares } from '../../../src/ui/about/concepts';
import { madeFace } from '../../state/page/made-state';

const neuron = (feature: number, inverse = false): Concepts['neurons'][number] => ({
  feature,
  mean: 1,
  attribute: feature < 2 ? 'Eyeglasses' : 'Smiling',
  inverse,
  averagePrecision: 0.9,
});

const conceptsOf = (weights: readonly number[]): Concepts => ({
  schema: 1,
  modelsVersion: 'made',
  neurons: [neuron(0), neuron(1), neuron(2), neuron(3, true)],
  combinations: perAttribute((name) => ({
    terms: name === 'Eyeglasses' ? weights.map((weight, index) => ({ neuron: index, weight })) : [],
    accuracy: 0.9,
    fullAccuracy: 0.95,
  })),
  groups: [],
  regions: perAttribute(() => [0]),
});

const evidence = { ...madeFace().evidence, features: new Float32Array([3, 2, 0, 1.5]) };

describe('the concepts behind a score', () => {
  it('share what speaks for and against it, the strongest first', () => {
    // 2 × 1, 1 × 2, −1 × 2 and 0.5 × −4: eight in all.
    expect(conceptShares(conceptsOf([1, 2, 2, -4]), evidence, 'Eyeglasses')).toEqual([
      { attribute: 'Eyeglasses', inverse: false, units: 2, share: 0.5 },
      { attribute: 'Smiling', inverse: false, units: 1, share: -0.25 },
      { attribute: 'Smiling', inverse: true, units: 1, share: -0.25 },
    ]);
  });

  it('are none where nothing differs from the usual, or nothing is known', () => {
    const usual = { ...evidence, features: new Float32Array([1, 1, 1, 1]) };
    expect(conceptShares(conceptsOf([1, 2]), usual, 'Eyeglasses')).toEqual([]);
    expect(conceptShares(conceptsOf([1, 2]), evidence, 'Bald')).toEqual([]);
  });

  it('leave out units that this face has no feature for', () => {
    const short = { ...evidence, features: new Float32Array([3]) };
    expect(conceptShares(conceptsOf([1, 2, 2]), short, 'Eyeglasses')).toMatchObject([{ share: 1, units: 1 }]);
  });
});
