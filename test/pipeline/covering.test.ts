import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Face, facesOf } from '../../src/domain/analysis';
import type { Square } from '../../src/domain/geometry';
import { analyze } from '../../src/pipeline/analyze';
import { coverFace } from '../../src/pipeline/covering';
import type { Cascade } from '../../src/pipeline/net';
import { coverageOf, meanColor, PATCHES, spreadOverPlaces, writeCovered } from '../../src/pipeline/patches';
import { buildPyramid, type Pyramid } from '../../src/pipeline/pyramid';
import { decodePhoto } from '../../tools/lib/decode';
import { EXAMPLES_FOLDER } from '../../tools/lib/examples';
import { loadCascade, SHIPPED_MODELS } from '../../tools/lib/load-cascade';

const squareOf = ({ evidence: { region }, rollDegrees }: Face): Square<'photo'> => ({
  centerX: region.x + region.width / 2,
  centerY: region.y + region.height / 2,
  side: region.width,
  roll: (rollDegrees * Math.PI) / 180,
});

describe('patches', () => {
  it('cover their middle wholly, half at their edge, and nothing further away', () => {
    const coverage = coverageOf({ x: 0.5, y: 0.5, side: 0.25 }, 128);
    const at = (x: number, y: number): number => coverage[y * 128 + x] ?? Number.NaN;
    expect(at(64, 64)).toBeCloseTo(1, 3);
    expect((at(79, 64) + at(80, 64)) / 2).toBeCloseTo(0.5, 2);
    expect(at(64, 90)).toBe(0);
  });

  it('leave no place of the face uncovered', () => {
    expect(Math.min(...spreadOverPlaces(new Float32Array(PATCHES.length).fill(1)))).toBeCloseTo(1, 5);
  });

  it('are of the mean colour of the face', () => {
    const crop = Float32Array.from({ length: 4 * 3 }, (_, at) => (at % 3) + (at < 6 ? 1 : -1));
    const covered = new Float32Array(crop.length);
    expect(meanColor(crop)).toEqual([0, 1, 2]);
    writeCovered(crop, meanColor(crop), Float32Array.of(1, 0, 0.5, 0), covered, 0);
    expect([...covered]).toEqual([0, 1, 2, 1, 2, 3, -0.5, 0.5, 1.5, -1, 0, 1]);
  });
});

describe('covering a face', () => {
  let cascade: Cascade;
  let pyramid: Pyramid;
  let faces: readonly Face[];
  beforeAll(async () => {
    cascade = await loadCascade(SHIPPED_MODELS);
    const photo = await decodePhoto('astronaut', await readFile(join(EXAMPLES_FOLDER, 'astronaut.jpg')));
    pyramid = buildPyramid(photo, cascade.manifest.sampler.maxSide);
    faces = facesOf(await analyze(cascade, pyramid));
  });

  it('finds the smile at the mouth and leaves no tensor behind', async () => {
    const [face] = faces;
    if (!face) throw new Error('The example shows a face.');
    const before = memory().numTensors;
    const { width, height, falls, strongest, region } = await coverFace(cascade, pyramid, squareOf(face));
    expect(memory().numTensors).toBe(before);
    expect(falls.Smiling).toHaveLength(width * height);
    expect(region).toEqual(face.evidence.region);
    const { x, y, fall } = strongest.Smiling;
    expect(fall).toBeGreaterThan(0.1);
    // The mouth: in the middle, below the crop's middle, above its chin.
    expect(Math.abs(x - 0.5)).toBeLessThan(0.15);
    expect(y).toBeGreaterThan(0.55);
    expect(y).toBeLessThan(0.8);
  });

  it('stops between batches once nobody waits any more', async () => {
    const [face] = faces;
    if (!face) throw new Error('The example shows a face.');
    const before = memory().numTensors;
    let asked = 0;
    const isWanted = (): boolean => ++asked < 2;
    await expect(coverFace(cascade, pyramid, squareOf(face), isWanted)).rejects.toMatchObject({ name: 'Cancelled' });
    expect(asked).toBe(2);
    expect(memory().numTensors).toBe(before);
  });
});
