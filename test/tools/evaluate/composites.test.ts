import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Composite, isUsable, type Scene } from '../../../tools/evaluate/composite-parts';
import { makeComposite, RECIPES } from '../../../tools/evaluate/composites';
import { cutOut, facesOf } from '../../../tools/evaluate/cut-out';
import type { ImageSource } from '../../../tools/evaluate/images';
import { faceSize } from '../../../tools/evaluate/matching';

/** A grey scene with a white square for a face, so that a test sees where the face went. */
const FACE = { x: 120, y: 60, width: 80, height: 80 };
const SCENE: Scene = { file: 'a.png', size: { width: 300, height: 200 }, faces: [{ box: FACE, score: 0.9 }] };
let images: ImageSource;
let composites: Composite[];

beforeAll(async () => {
  const face = await sharp({ create: { width: 80, height: 80, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const scene = await sharp({ create: { ...SCENE.size, channels: 3, background: '#222' } })
    .composite([{ input: face, left: FACE.x, top: FACE.y }])
    .png()
    .toBuffer();
  images = { names: new Set(['a.png']), read: async () => scene };
  composites = await Promise.all(
    Array.from({ length: 12 }, (_, seed) => makeComposite('scenes', images, [SCENE], seed)),
  );
});

describe('a composite of scenes', () => {
  it('has a longest side of 640 pixels and 2 to 9 scenes', () => {
    for (const { pixels, faces } of composites) {
      expect(Math.max(pixels.width, pixels.height)).toBe(640);
      expect(pixels.data.length).toBe(pixels.width * pixels.height * 4);
      expect(faces.length).toBeGreaterThanOrEqual(2);
      expect(faces.length).toBeLessThanOrEqual(9);
    }
    expect(new Set(composites.map(({ faces }) => faces.length)).size).toBeGreaterThan(3);
  });

  it('has whole faces from 24 pixels on, small ones as well as large ones', () => {
    const faces = composites.flatMap((composite) => composite.faces);
    expect(faces.every(({ score }) => score === 0.9)).toBe(true);
    const sizes = faces.map(({ box }) => faceSize(box));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24);
    expect(Math.min(...sizes)).toBeLessThan(32);
    expect(Math.max(...sizes)).toBeGreaterThan(64);
  });

  it('shows each face where it says it is', () => {
    for (const { pixels, faces } of composites) {
      for (const { box } of faces) {
        const red = (x: number, y: number) => pixels.data[(Math.floor(y) * pixels.width + Math.floor(x)) * 4];
        expect(red(box.x + box.width / 2, box.y + box.height / 2)).toBeGreaterThan(240);
        expect(red(box.x + 3, box.y + 3)).toBeGreaterThan(200);
        expect(red(box.x + box.width - 3, box.y + box.height - 3)).toBeGreaterThan(200);
      }
    }
  });

  it('is the same for the same seed', async () => {
    const again = await makeComposite('scenes', images, [SCENE], 5);
    expect(again.faces).toEqual(composites[5].faces);
    expect(Buffer.compare(Buffer.from(again.pixels.data), Buffer.from(composites[5].pixels.data))).toBe(0);
    expect(composites[6].faces).not.toEqual(composites[5].faces);
  });

  it('leaves faces in doubt that a cell cuts', async () => {
    const second = { box: { x: 5, y: 5, width: 60, height: 60 }, score: 0.9 };
    const crowded = { ...SCENE, faces: [...SCENE.faces, second] };
    const made = await Promise.all(
      Array.from({ length: 12 }, (_, seed) => makeComposite('scenes', images, [crowded], seed)),
    );
    const scores = made.flatMap(({ faces }) => faces.map(({ score }) => score));
    expect(new Set(scores)).toEqual(new Set([0, 0.9]));
  });
});

describe('a scene', () => {
  it('is usable with a face that is sure and large enough', () => {
    expect(isUsable(SCENE)).toBe(true);
    expect(isUsable({ faces: [{ box: FACE, score: 0.79 }] })).toBe(false);
    expect(isUsable({ faces: [{ box: { ...FACE, width: 20, height: 20 }, score: 0.9 }] })).toBe(false);
    expect(isUsable({ faces: [] })).toBe(false);
  });
});

/** What one sees at the middle of a face: the red byte. */
const look = ({ pixels }: Composite, { x, y, width, height }: typeof FACE): number =>
  pixels.data[(Math.floor(y + height / 2) * pixels.width + Math.floor(x + width / 2)) * 4];

describe('a composite of people in rows', () => {
  let group: Composite;
  beforeAll(async () => {
    group = await makeComposite('group', images, [SCENE], 2);
  });

  it('is a phone photo of 10 to 60 people with faces from 48 pixels on', () => {
    const { pixels, faces } = group;
    expect(Math.max(pixels.width, pixels.height)).toBe(4000);
    expect(faces.length).toBeGreaterThanOrEqual(10);
    expect(faces.length).toBeLessThanOrEqual(60);
    expect(Math.min(...faces.map(({ box }) => faceSize(box)))).toBeGreaterThanOrEqual(48);
  });

  it('shows each face that counts where it says it is', () => {
    const sure = group.faces.filter(({ score }) => score > 0);
    expect(sure.length).toBeGreaterThan(group.faces.length / 2);
    for (const { box } of sure) expect(look(group, box)).toBeGreaterThan(240);
  });

  it('is the same for the same seed', async () => {
    const again = await makeComposite('group', images, [SCENE], 2);
    expect(again.faces).toEqual(group.faces);
    expect(Buffer.compare(Buffer.from(again.pixels.data), Buffer.from(group.pixels.data))).toBe(0);
  });

  it('does not count a face that the person in front hides', () => {
    const size = { width: 600, height: 600 };
    const at = (x: number, y: number) => cutOut(SCENE, { x, y, size: 80, bottom: 600 });
    const apart = facesOf([at(150, 200), at(450, 200)], size);
    expect(apart.map(({ score }) => score)).toEqual([0.9, 0.9]);
    const [behind, front] = facesOf([at(150, 200), at(190, 220)], size);
    expect([behind.score, front.score]).toEqual([0, 0.9]);
  });

  it('takes only people whose whole head lies in the photo', () => {
    expect(RECIPES.group.takes(SCENE)).toBe(true);
    expect(RECIPES.press.takes({ ...SCENE, faces: [{ box: { ...FACE, x: 10 }, score: 0.9 }] })).toBe(false);
  });
});

describe('a press composite', () => {
  it('is grey, small and grainy, with up to 40 faces from 24 pixels on', async () => {
    const { pixels, faces } = await makeComposite('press', images, [SCENE], 3);
    expect(Math.max(pixels.width, pixels.height)).toBe(640);
    expect(faces.length).toBeGreaterThanOrEqual(2);
    expect(faces.length).toBeLessThanOrEqual(40);
    expect(Math.min(...faces.map(({ box }) => faceSize(box)))).toBeGreaterThanOrEqual(24);
    const row = Array.from({ length: pixels.width }, (_, x) => [...pixels.data.subarray(x * 4, x * 4 + 4)]);
    expect(row.every(([red, green, blue, alpha]) => red === green && green === blue && alpha === 255)).toBe(true);
    // The backdrop of this scene is one even grey: what differs from pixel to pixel is grain.
    expect(new Set(row.map(([red]) => red)).size).toBeGreaterThan(4);
  });
});
