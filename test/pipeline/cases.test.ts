import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Analysis, type Face, facesOf } from '../../src/domain/analysis';
import { ATTRIBUTES } from '../../src/domain/attributes';
import type { Box, Size } from '../../src/domain/geometry';
import { analyze } from '../../src/pipeline/analyze';
import { MOST_LOOKS } from '../../src/pipeline/config';
import type { Cascade } from '../../src/pipeline/net';
import { buildPyramid, type RgbaPixels } from '../../src/pipeline/pyramid';
import { overlap } from '../../src/pipeline/response-to-box';
import { countRuns } from '../../tools/evaluate/count-runs';
import { darkened } from '../../tools/evaluate/stress/light';
import type { Subject } from '../../tools/evaluate/stress/subject';
import { turned } from '../../tools/evaluate/stress/turns';
import { decodePhoto } from '../../tools/lib/decode';
import { EXAMPLES_FOLDER } from '../../tools/lib/examples';
import { loadCascade, SHIPPED_MODELS } from '../../tools/lib/load-cascade';
import { seededRandom } from '../../tools/lib/seeded-random';
import { greyPhoto, madePhoto } from './made-photos';

let cascade: Cascade;
let take: ReturnType<typeof countRuns>['take'];
beforeAll(async () => {
  ({ cascade, take } = countRuns(await loadCascade(SHIPPED_MODELS)));
});

const example = async (file: string): Promise<RgbaPixels> =>
  decodePhoto(file, await readFile(join(EXAMPLES_FOLDER, file)));

const look = (pixels: RgbaPixels): Promise<Analysis> =>
  analyze(cascade, buildPyramid(pixels, cascade.manifest.sampler.maxSide));

/** A photo and its faces as the cascade sees them upright. */
const subjectOf = async (file: string): Promise<{ subject: Subject; upright: readonly Face[] }> => {
  const pixels = await example(file);
  const upright = facesOf(await look(pixels));
  const faces = upright.map(({ face }) => ({ box: face, score: 1 }));
  return { subject: { pixels, face: upright[0].face, faces }, upright };
};

const nearest = (faces: readonly Face[], box: Box<'photo'>): Face =>
  [...faces].sort((a, b) => overlap(b.face, box) - overlap(a.face, box))[0];

const changes = (a: Face, b: Face): number =>
  ATTRIBUTES.filter((name) => a.present.includes(name) !== b.present.includes(name)).length;

const turnBetween = (from: Face, to: Face): number => (((to.rollDegrees - from.rollDegrees) % 360) + 360) % 360;

describe.each(['astronaut.jpg', 'grace-hopper.jpg', 'luis-pedro.jpg', 'three-people.jpg'])('%s turned', (file) => {
  it.each([1, 2, 3])(
    'by %i quarters has the same faces with the same labels, their tilt that of the photo',
    async (quarters) => {
      const { subject, upright } = await subjectOf(file);
      const varied = await turned(quarters)(subject, seededRandom(1));
      const analysis = await look(varied.pixels);
      expect(analysis.turnDegrees).toBe(90 * quarters);
      expect(facesOf(analysis)).toHaveLength(upright.length);
      for (const [index, { box }] of varied.faces.entries()) {
        const found = nearest(facesOf(analysis), box);
        expect(overlap(found.face, box)).toBeGreaterThan(0.8);
        expect(Math.abs(turnBetween(upright[index], found) - 90 * quarters)).toBeLessThan(5);
        expect(found.rollDegrees).toBeGreaterThanOrEqual(-180);
        expect(found.rollDegrees).toBeLessThanOrEqual(180);
        expect(changes(found, upright[index])).toBeLessThanOrEqual(2);
      }
    },
  );

  it('not at all has no turn to speak of', async () => {
    expect((await look(await example(file))).turnDegrees).toBeUndefined();
  });
});

/** Square portraits from an example, set down on a plain page. */
const paste = async (size: Size, places: readonly { left: number; top: number; side: number }[]) => {
  const portrait = await sharp(join(EXAMPLES_FOLDER, 'grace-hopper.jpg'))
    .extract({ left: 90, top: 30, width: 360, height: 360 })
    .toBuffer();
  const layers = await Promise.all(
    places.map(async ({ left, top, side }) => ({ input: await sharp(portrait).resize(side).toBuffer(), left, top })),
  );
  const data = await sharp({ create: { ...size, channels: 4, background: '#dfe4e8' } })
    .composite(layers)
    .raw()
    .toBuffer();
  return { ...size, data: new Uint8Array(data) };
};

describe('long photos', () => {
  it('show all ten faces of a panorama of 12,000×700', async () => {
    const places = Array.from({ length: 10 }, (_, i) => ({ left: 300 + 1150 * i, top: 150 + 30 * i, side: 190 }));
    expect(facesOf(await look(await paste({ width: 12_000, height: 700 }, places)))).toHaveLength(10);
  });

  it('show all 24 portraits of a conversation of 720×9,000', async () => {
    const places = Array.from({ length: 24 }, (_, i) => ({ left: i % 2 ? 40 : 500, top: 40 + 370 * i, side: 180 }));
    expect(facesOf(await look(await paste({ width: 720, height: 9000 }, places)))).toHaveLength(24);
  });
});

it('a picture of 64×64 shows its one face', async () => {
  const small = await sharp(join(EXAMPLES_FOLDER, 'grace-hopper.jpg'))
    .extract({ left: 60, top: 0, width: 400, height: 400 })
    .resize(64)
    .ensureAlpha()
    .raw()
    .toBuffer();
  expect(facesOf(await look({ width: 64, height: 64, data: small }))).toHaveLength(1);
});

describe('a dark photo', () => {
  it.each([0.1, 0.05])('at %f of its light shows the faces that it shows by day', async (light) => {
    const { subject, upright } = await subjectOf('three-people.jpg');
    const dark = await darkened(light)(subject, seededRandom(1));
    const found = facesOf(await look(dark.pixels));
    expect(found).toHaveLength(upright.length);
    for (const { face } of upright) expect(overlap(nearest(found, face).face, face)).toBeGreaterThan(0.7);
  });
});

describe('a portrait', () => {
  it.each(['astronaut.jpg', 'grace-hopper.jpg', 'luis-pedro.jpg', 'photographer.jpg', 'three-people.jpg'])(
    '%s costs at most four looks, also of 12 megapixels',
    async (file) => {
      const bytes = await readFile(join(EXAMPLES_FOLDER, file));
      const { width, height } = await sharp(bytes).metadata();
      const large = Math.round(width * Math.sqrt(12e6 / (width * height)));
      for (const side of [width, large]) {
        take();
        await look(await decodePhoto(file, await sharp(bytes).resize(side).jpeg().toBuffer()));
        expect(take().looks).toBeLessThanOrEqual(4);
      }
    },
  );
});

/** A byte of noise for each pixel and channel. */
const noisePhoto = (width: number, height: number, most: number): RgbaPixels => {
  const random = seededRandom(1);
  return madePhoto(width, height, () => [random() * most, random() * most, random() * most]);
};

describe('a photo that shows nothing', () => {
  it.each([
    ['of one pixel', () => greyPhoto(1, 1, 90)],
    ['of 60,000×100', () => greyPhoto(60_000, 100, 90)],
    ['of 60,000×100, of noise', () => noisePhoto(60_000, 100, 256)],
    ['all black', () => greyPhoto(1200, 900, 0)],
    ['all white', () => greyPhoto(1200, 900, 255)],
    ['of noise', () => noisePhoto(1200, 900, 256)],
    ['of a camera in the dark', () => noisePhoto(1200, 900, 4)],
  ])('%s has no face, after a bounded number of looks', async (_, made) => {
    take();
    expect((await look(made())).kind).toBe('no-face');
    expect(take().looks).toBeLessThanOrEqual(MOST_LOOKS);
  });
});
