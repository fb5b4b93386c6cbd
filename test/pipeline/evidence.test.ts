import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Face, type FaceEvidence, facesOf } from '../../src/domain/analysis';
import { ATTRIBUTES } from '../../src/domain/attributes';
import { analyze } from '../../src/pipeline/analyze';
import type { Cascade } from '../../src/pipeline/net';
import { buildPyramid } from '../../src/pipeline/pyramid';
import { decodePhoto } from '../../tools/lib/decode';
import { EXAMPLES_FOLDER } from '../../tools/lib/examples';
import { loadCascade, SHIPPED_MODELS } from '../../tools/lib/load-cascade';
import { madeCascade, photoWithHeads } from './made-cascade';

const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);

/** Largest difference between what the cells add up to and what the SVM said without its bias. */
const largestGap = ({ contributions, margins }: FaceEvidence, { svmWeights }: Cascade): number =>
  Math.max(...ATTRIBUTES.map((name, i) => Math.abs(sum(contributions[name]) - (margins[name] - svmWeights.bias[i]))));

describe('the evidence of the shipped cascade', () => {
  let cascade: Cascade;
  const facesIn = async (file: string): Promise<readonly Face[]> => {
    const photo = await decodePhoto(file, await readFile(join(EXAMPLES_FOLDER, file)));
    return facesOf(await analyze(cascade, buildPyramid(photo, cascade.manifest.sampler.maxSide)));
  };
  let one: readonly Face[] = [];
  let three: readonly Face[] = [];
  beforeAll(async () => {
    cascade = await loadCascade(SHIPPED_MODELS);
    one = await facesIn('grace-hopper.jpg');
    three = await facesIn('three-people.jpg');
  });

  it('adds up to the margin without the bias, for every face and attribute', () => {
    expect(one.length + three.length).toBeGreaterThan(1);
    for (const { evidence } of [...one, ...three]) expect(largestGap(evidence, cascade)).toBeLessThan(1e-3);
  });

  it('has one value a cell and all the features that the SVMs read', () => {
    const [{ evidence }] = one;
    const { width, height, contributions, features } = evidence;
    for (const name of ATTRIBUTES) expect(contributions[name]).toHaveLength(width * height);
    expect(features).toHaveLength(cascade.manifest.nets.svm.inputShape[1]);
    expect(features.length % (width * height)).toBe(0);
  });

  it('goes with the probability: the calibrated margin', () => {
    const [{ evidence, attributes }] = one;
    cascade.manifest.attributes.forEach(({ name, calibration: { slope, intercept } }) => {
      expect(attributes[name]).toBeCloseTo(1 / (1 + Math.exp(-(slope * evidence.margins[name] + intercept))), 6);
    });
  });

  it('covers the square that ANet saw, centred near the face', () => {
    const [{ evidence, face }] = one;
    const { x, y, width, height } = evidence.region;
    expect(width).toBe(height);
    const unit = Math.sqrt(face.width * face.height);
    expect(width / unit).toBeCloseTo(cascade.manifest.faceGeometry.side, 6);
    expect(Math.abs(x + width / 2 - (face.x + face.width / 2))).toBeLessThan(unit / 2);
    expect(Math.abs(y + height / 2 - (face.y + face.height / 2))).toBeLessThan(unit / 2);
  });

  it('differs between two faces of a photo and between two photos', () => {
    const maps = [one[0], three[0], three[1]].map(({ evidence }) => evidence.contributions.Smiling.join());
    expect(new Set(maps).size).toBe(3);
  });
});

describe('a made cascade', () => {
  it('shows the cell that the one weight looks at, and nothing elsewhere', async () => {
    const cascade = madeCascade();
    const [{ evidence }] = facesOf(await analyze(cascade, buildPyramid(photoWithHeads([[96, 64]]), 2048)));
    const { Smiling } = evidence.contributions;
    expect([evidence.width, evidence.height]).toEqual([4, 4]);
    expect(Smiling[0]).toBeCloseTo(1, 3);
    expect(Math.max(...Smiling.subarray(1).map(Math.abs))).toBe(0);
    expect(largestGap(evidence, cascade)).toBeLessThan(1e-5);
  });
});
