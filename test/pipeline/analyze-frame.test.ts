import { memory, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { FrameHint } from '../../src/domain/frames';
import { analyzeFrame } from '../../src/pipeline/analyze-frame';
import type { Cascade } from '../../src/pipeline/net';
import { buildPyramid } from '../../src/pipeline/pyramid';
import { madeCascade, photoWithHeads } from './made-cascade';

/** The made cascade, and how often LNeto ran. */
const counted = (): { cascade: Cascade; looks: () => number } => {
  const made = madeCascade();
  let count = 0;
  const run = (input: Tensor) => {
    count += 1;
    return made.lneto.run(input);
  };
  return { cascade: { ...made, lneto: { ...made.lneto, run } }, looks: () => count };
};

const frame = (...corners: readonly (readonly [number, number])[]) => buildPyramid(photoWithHeads(corners), 2048);
const SEARCH: FrameHint = { heads: [], search: true };

describe('a frame', () => {
  it('that is searched has every face, as a photo has', async () => {
    const { cascade } = counted();
    const { frame: size, faces } = await analyzeFrame(cascade, frame([0, 0], [160, 96]), SEARCH);
    expect(size).toEqual({ width: 256, height: 256 });
    expect(faces).toHaveLength(2);
    const [{ heat, score, attributes, rollDegrees }] = faces;
    expect([heat, score]).toEqual([expect.closeTo(1, 4), expect.closeTo(1, 4)]);
    expect(attributes.Male).toBeGreaterThan(attributes.Bald);
    expect(rollDegrees).toBeCloseTo(30, 3);
  });

  it('leaves none of what ANet found in a face but its attributes: nobody can be compared by features', async () => {
    const { cascade } = counted();
    const { faces } = await analyzeFrame(cascade, frame([0, 0]), SEARCH);
    expect(Object.keys(faces[0]).sort()).toEqual(['attributes', 'face', 'head', 'heat', 'rollDegrees', 'score']);
  });

  it('is looked at where heads are expected, without LNeto, and what came since is not seen', async () => {
    const { cascade, looks } = counted();
    const expected = { box: { x: 98, y: 62, width: 32, height: 32 }, heat: 0.9 };
    const { faces } = await analyzeFrame(cascade, frame([96, 64], [192, 192]), { heads: [expected], search: false });
    expect(looks()).toBe(0);
    expect(faces).toHaveLength(1);
    expect(faces[0].face.x + faces[0].face.width / 2).toBeCloseTo(98 + 16 + 3.2, 3);
    expect(faces[0].heat).toBe(0.9);
  });

  it('names the next head round the face, so that the look follows it', async () => {
    const { cascade } = counted();
    const expected = { box: { x: 98, y: 62, width: 32, height: 32 }, heat: 0.9 };
    const [{ head, face }] = (await analyzeFrame(cascade, frame([96, 64]), { heads: [expected], search: false })).faces;
    expect(head.x + head.width / 2).toBeCloseTo(face.x + face.width / 2, 3);
    expect(head.width).toBeCloseTo(2 * Math.sqrt(face.width * face.height), 3);
  });

  it('with an expected head that LNeto finds too has one face there', async () => {
    const { cascade } = counted();
    const expected = { box: { x: 97, y: 64, width: 32, height: 32 }, heat: 0.5 };
    const { faces } = await analyzeFrame(cascade, frame([96, 64]), { heads: [expected], search: true });
    expect(faces).toHaveLength(1);
    expect(faces[0].heat).toBeCloseTo(1, 4);
  });

  it('whose expected head is gone has no face, and no net runs for nothing', async () => {
    const { cascade, looks } = counted();
    const expected = { box: { x: 0, y: 0, width: 32, height: 32 }, heat: 0.9 };
    expect((await analyzeFrame(cascade, frame([192, 192]), { heads: [expected], search: false })).faces).toEqual([]);
    expect((await analyzeFrame(cascade, frame([192, 192]), { heads: [], search: false })).faces).toEqual([]);
    expect(looks()).toBe(0);
  });

  it('leaves no tensors', async () => {
    const before = memory().numTensors;
    await analyzeFrame(madeCascade(), frame([0, 0]), SEARCH);
    expect(memory().numTensors).toBe(before);
  });
});
