import { memory, type Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { facesOf } from '../../src/domain/analysis';
import { ATTRIBUTES } from '../../src/domain/attributes';
import { analyze } from '../../src/pipeline/analyze';
import type { Cascade, Net } from '../../src/pipeline/net';
import { buildPyramid } from '../../src/pipeline/pyramid';
import { MADE_MANIFEST, madeCascade, photoWithHeads } from './made-cascade';
import { greyPhoto } from './made-photos';

const cascade = madeCascade();
const analyzed = (photo: Parameters<typeof buildPyramid>[0], nets: Cascade = cascade) =>
  analyze(nets, buildPyramid(photo, 2048));

describe('a photo with one face', () => {
  let result: Awaited<ReturnType<typeof analyze>>;
  beforeAll(async () => {
    result = await analyzed(photoWithHeads([[96, 64]]));
  });

  it('has one face with its head square where LNeto answered', () => {
    const [face] = facesOf(result);
    expect(facesOf(result)).toHaveLength(1);
    expect(face.head.x).toBeCloseTo(96, 3);
    expect(face.head.y).toBeCloseTo(64, 3);
    expect(face.head.width).toBeCloseTo(32, 3);
    expect(face.score).toBeCloseTo(1, 5);
  });

  it('has the face box where LNets put it in the head, and its tilt', () => {
    const [{ face, rollDegrees }] = facesOf(result);
    expect(face.width).toBeCloseTo(16, 3);
    expect(face.height).toBeCloseTo(19.2, 3);
    expect(face.x + face.width / 2).toBeCloseTo(112 + 3.2, 3);
    expect(face.y + face.height / 2).toBeCloseTo(80, 3);
    expect(rollDegrees).toBeCloseTo(30, 3);
  });

  it('has calibrated probabilities, and as present what reaches its threshold', () => {
    const [{ attributes, present }] = facesOf(result);
    const probabilities = ATTRIBUTES.map((name) => attributes[name]);
    // Margins step by 1 from one attribute to the next, from −20; the first feature is bright red, 1. 22 is turned round.
    const sigmoid = (margin: number): number => 1 / (1 + Math.exp(-margin));
    expect(probabilities[20]).toBeCloseTo(sigmoid(1), 3);
    expect(probabilities[17]).toBeCloseTo(sigmoid(-2), 3);
    expect(probabilities[22]).toBeCloseTo(sigmoid(-3), 3);
    expect(present.slice(0, 4)).toEqual([ATTRIBUTES[19], ATTRIBUTES[20], ATTRIBUTES[21], ATTRIBUTES[23]]);
    expect(present).toEqual(ATTRIBUTES.filter((name) => attributes[name] >= 0.5));
  });

  it('has maps over the regions that the nets saw', () => {
    expect(result.responseMap.width).toBe(8);
    expect(result.responseMap.region).toEqual({ x: 0, y: 0, width: 256, height: 256 });
    // The patch is cell (3, 2) of LNeto's grid; heat comes from red, the response map from green.
    expect(result.heatMap.values[2 * 8 + 3]).toBeCloseTo(1, 5);
    expect(result.responseMap.values[2 * 8 + 3]).toBeCloseTo(1, 5);
    const [face] = facesOf(result);
    expect(face.responseMap.width).toBe(2);
    expect(face.responseMap.region).toEqual(face.head);
  });

  it('has times that add up', () => {
    const { sample, lneto, lnets, anet, total } = result.ms;
    expect(Math.min(sample, lneto, lnets, anet)).toBeGreaterThan(0);
    expect(sample + lneto + lnets + anet).toBeLessThanOrEqual(total + 1e-6);
  });
});

describe('other photos', () => {
  it('with several faces have them ordered from left to right', async () => {
    const corners = [
      [192, 0],
      [0, 192],
      [96, 96],
      [64, 0],
      [160, 192],
      [0, 32],
    ] as const;
    const centres = facesOf(await analyzed(photoWithHeads(corners))).map(({ head }) => Math.round(head.x));
    expect(centres).toEqual([0, 0, 64, 96, 160, 192]);
  });

  it('with a head but no face in it have no face', async () => {
    const result = await analyzed(photoWithHeads([], [[96, 64]]));
    expect(result.kind).toBe('no-face');
    expect(Math.max(...result.heatMap.values)).toBeCloseTo(1, 5);
  });

  it('keep their real faces among heads without one', async () => {
    const result = await analyzed(photoWithHeads([[0, 0]], [[128, 128]]));
    expect(facesOf(result).map(({ head }) => Math.round(head.x))).toEqual([0]);
  });

  it('without anything are an outcome of their own kind, with maps and times', async () => {
    const result = await analyzed(greyPhoto(100, 50, 20));
    expect(result.kind).toBe('no-face');
    expect(result.photo).toEqual({ width: 100, height: 50 });
    expect(result.heatMap.region).toEqual({ x: 0, y: -25, width: 100, height: 100 });
    expect(result.ms.total).toBeGreaterThan(0);
  });

  it('of one pixel are analysed like any other', async () => {
    expect((await analyzed(greyPhoto(1, 1, 0))).kind).toBe('no-face');
  });
});

describe('tensors', () => {
  it('are as many after a photo as before', async () => {
    const before = memory().numTensors;
    await analyzed(
      photoWithHeads(
        [
          [0, 0],
          [128, 0],
          [0, 128],
        ],
        [[128, 128]],
      ),
    );
    await analyzed(greyPhoto(10, 10, 0));
    expect(memory().numTensors).toBe(before);
  });

  const failing = (net: Net): Net => ({
    ...net,
    run: (input: Tensor) => {
      net.run(input);
      throw new Error('device lost');
    },
  });

  it.each(['lneto', 'lnets', 'anet', 'svm'] as const)('are as many when %s throws', async (id) => {
    const before = memory().numTensors;
    const broken = { ...cascade, [id]: failing(cascade[id]) };
    await expect(analyzed(photoWithHeads([[0, 0]]), broken)).rejects.toThrow('device lost');
    expect(memory().numTensors).toBe(before);
  });

  it('are as many when a net lacks an output, which is named', async () => {
    const before = memory().numTensors;
    const anet: Net = { ...cascade.anet, run: (input) => ({ embedding: cascade.anet.run(input).features }) };
    await expect(analyzed(photoWithHeads([[0, 0]]), { ...cascade, anet })).rejects.toThrow(/"features".*embedding/);
    expect(memory().numTensors).toBe(before);
  });
});

describe('thresholds of the manifest', () => {
  it('decide which faces are reported', async () => {
    const strict = { ...MADE_MANIFEST, detection: { ...MADE_MANIFEST.detection, scoreThreshold: 1.01 } };
    expect((await analyzed(photoWithHeads([[0, 0]]), { ...cascade, manifest: strict })).kind).toBe('no-face');
  });
});
