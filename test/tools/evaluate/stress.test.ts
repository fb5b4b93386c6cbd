import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { facesOf } from '../../../src/domain/analysis';
import { analyze } from '../../../src/pipeline/analyze';
import type { Cascade } from '../../../src/pipeline/net';
import { buildPyramid } from '../../../src/pipeline/pyramid';
import type { EvaluationSet } from '../../../tools/evaluate/evaluate-set';
import { evaluateStress, type StressResult } from '../../../tools/evaluate/evaluate-stress';
import { openImages } from '../../../tools/evaluate/images';
import type { LabelledPhoto } from '../../../tools/evaluate/labels';
import { beyondEdge, closeUp } from '../../../tools/evaluate/stress/cuts';
import { crowd } from '../../../tools/evaluate/stress/long';
import { isLying, isProfile } from '../../../tools/evaluate/stress/poses';
import type { Subject } from '../../../tools/evaluate/stress/subject';
import { turned } from '../../../tools/evaluate/stress/turns';
import { STRESS, type StressRow } from '../../../tools/evaluate/stress/variations';
import { shortOf, stressReportOf } from '../../../tools/evaluate/stress-report';
import { decodePhoto } from '../../../tools/lib/decode';
import { EXAMPLES_FOLDER } from '../../../tools/lib/examples';
import { loadCascade, SHIPPED_MODELS } from '../../../tools/lib/load-cascade';
import { seededRandom } from '../../../tools/lib/seeded-random';
import { madePhoto } from '../../pipeline/made-photos';

/** A face of 20×40, white on black, one pixel of it grey. */
const SUBJECT: Subject = {
  pixels: madePhoto(100, 80, (x, y) => (x >= 30 && x < 50 && y >= 20 && y < 60 ? [255, 255, 255] : [0, 0, 0])),
  face: { x: 30, y: 20, width: 20, height: 40 },
  rollDegrees: 5,
  faces: [{ box: { x: 30, y: 20, width: 20, height: 40 }, score: 1 }],
};
const random = () => seededRandom(7);

/** The share of a box that is white. */
const whiteIn = ({ pixels, face }: Subject): number => {
  let [white, all] = [0, 0];
  for (let y = Math.max(0, face.y); y < Math.min(pixels.height, face.y + face.height); y++) {
    for (let x = Math.max(0, face.x); x < Math.min(pixels.width, face.x + face.width); x++) {
      all++;
      if (pixels.data[(y * pixels.width + x) * 4] === 255) white++;
    }
  }
  return white / all;
};

describe('a photo shown otherwise', () => {
  it.each([1, 2, 3])('turned by %i quarters has its face where the pixels show it', async (quarters) => {
    const varied = await turned(quarters)(SUBJECT, random());
    expect(whiteIn(varied)).toBe(1);
    expect(varied.face.width).toBe(quarters === 2 ? 20 : 40);
    expect(varied.rollDegrees).toBe(5 + 90 * quarters);
    expect(varied.faces).toEqual([{ box: varied.face, score: 1 }]);
  });

  it('as a close-up shows the middle of the face, whose box reaches beyond on each side', async () => {
    const varied = await closeUp(0.1)(SUBJECT, random());
    expect(varied.face).toEqual({ x: -2, y: -4, width: 20, height: 40 });
    expect([varied.pixels.width, varied.pixels.height]).toEqual([16, 32]);
    expect(whiteIn(varied)).toBe(1);
  });

  it('beyond an edge keeps the rest of the photo', async () => {
    const varied = await beyondEdge(0.35)(SUBJECT, random());
    expect(varied.pixels.height).toBe(80);
    expect(Math.max(-varied.face.x, varied.face.x + 20 - varied.pixels.width)).toBe(7);
    expect(whiteIn(varied)).toBe(1);
  });

  it.each(STRESS.filter(({ kind }) => kind === 'varied').map(({ name }) => name))(
    '%s is the same picture for the same seed',
    async (name) => {
      const row = STRESS.find((each) => each.name === name);
      if (row?.kind !== 'varied') throw new Error(name);
      const [first, second] = [await row.vary(SUBJECT, random()), await row.vary(SUBJECT, random())];
      expect(Buffer.compare(Buffer.from(first.pixels.data), Buffer.from(second.pixels.data))).toBe(0);
      expect(first.face).toEqual(second.face);
      expect(first.pixels.data).toHaveLength(first.pixels.width * first.pixels.height * 4);
    },
  );
});

describe('a hard pose', () => {
  const eyes = { rightEye: { x: 10, y: 10 }, leftEye: { x: 20, y: 10 } };
  const photo = (noseX: number): LabelledPhoto => ({
    file: 'a',
    labels: [],
    landmarks: { ...eyes, nose: { x: noseX, y: 15 }, mouth: { x: 15, y: 20 } },
  });

  it('is a profile where the nose stands beside the span of the eyes', () => {
    expect([9, 11, 19, 21].map((x) => isProfile(photo(x)))).toEqual([true, false, false, true]);
    expect(isProfile({ file: 'a', labels: [] })).toBe(false);
  });

  it('lies where the line between the eyes is tilted by more than 45 degrees', () => {
    const rolled = (rollDegrees: number): LabelledPhoto => ({ file: 'a', labels: [], rollDegrees });
    expect([-50, -40, 40, 50].map((roll) => isLying(rolled(roll)))).toEqual([true, false, false, true]);
  });
});

describe('the stress table of the examples', () => {
  let cascade: Cascade;
  let rows: readonly StressResult[];
  const names = ['as it is', 'upside down', 'light × 0.05', '8:1 with bars', '6 faces', 'tilted by more than 45°'];

  beforeAll(async () => {
    cascade = await loadCascade(SHIPPED_MODELS);
    const images = await openImages(EXAMPLES_FOLDER);
    const photos: LabelledPhoto[] = [];
    const faces: [string, { box: NonNullable<LabelledPhoto['box']>; score: number }[]][] = [];
    for (const file of ['astronaut.jpg', 'grace-hopper.jpg', 'luis-pedro.jpg']) {
      const pixels = await decodePhoto(file, await readFile(join(EXAMPLES_FOLDER, file)));
      const [{ face, rollDegrees }] = facesOf(
        await analyze(cascade, buildPyramid(pixels, cascade.manifest.sampler.maxSide)),
      );
      photos.push({ file, box: face, rollDegrees, labels: [] });
      faces.push([file, [{ box: face, score: 1 }]]);
    }
    const set: EvaluationSet = { images, labels: { hasPeople: true, photos }, faces: new Map(faces) };
    const few: StressRow = {
      kind: 'made',
      name: '6 faces',
      count: 1,
      make: crowd(6, 150),
      must: { found: 1, falseFaces: 0 },
    };
    const chosen = names.flatMap((name) => (name === few.name ? few : STRESS.filter((row) => row.name === name)));
    rows = (await evaluateStress(cascade, set, { limit: 2, seed: 1 }, chosen)).rows;
  }, 180_000);

  it('has a row for each variation, of no more photos than asked for', () => {
    expect(rows.map(({ name }) => name)).toEqual(names);
    expect(rows.map(({ photos }) => photos)).toEqual([2, 2, 2, 2, 1, 0]);
    expect(rows[4]).toMatchObject({ faces: 6, found: 1 });
  });

  it('finds the photos as they are, with the labels and the tilt that they have', () => {
    expect(rows[0]).toMatchObject({ found: 1, falseFaces: 0, labels: 0, rollError: 0 });
  });

  it('finds them upside down and in the dark as well', () => {
    for (const row of rows.slice(1, 4)) {
      expect(row.found).toBe(1);
      expect(row.labels).toBeLessThanOrEqual(4);
      expect(row.rollError).toBeLessThan(6);
    }
  });

  it('prints what each row is and must be, and marks what falls short', () => {
    const report = stressReportOf({ seed: 1, rows });
    expect(report.split('\n')).toHaveLength(1 + names.length);
    expect(report).toMatch(/upside down +2 +2 +100\.0 % +96 %/);
    expect(shortOf(rows[0])).toEqual([]);
    expect(shortOf({ ...rows[0], found: 0.5, falseFaces: 1, labels: 3 })).toEqual(['found', 'false', 'labels']);
    expect(shortOf(rows[5])).toEqual([]);
  });
});
