import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { colorSpaceOf } from '../../src/heic/color-space';
import { decodeHeic, type HeicPixels } from '../../src/heic/decode-heic';
import { startLibheif } from '../../src/heic/libheif';
import { example } from '../browser/made-files';

const wasm = readFileSync(createRequire(import.meta.url).resolve('libheif-js/libheif-wasm/libheif.wasm'));
const lib = startLibheif(new Uint8Array(wasm).buffer);

const MANY = 1e8;
const read = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../fixtures/heic/${name}`, import.meta.url)));
const decode = (bytes: Uint8Array<ArrayBuffer>, maxPixels = MANY) => decodeHeic(lib, { bytes, maxPixels });

const decoded = async (bytes: Uint8Array<ArrayBuffer>): Promise<HeicPixels> => {
  const answer = await decode(bytes);
  if (answer.kind !== 'pixels') throw new Error(`${answer.kind}: ${answer.reason}`);
  return answer;
};

/** Mean difference of two pictures, 0–255 a channel. */
const difference = async ({ data, width, height }: HeicPixels, photo: string): Promise<number> => {
  const expected = await sharp(example(photo).buffer).resize(width, height).ensureAlpha().raw().toBuffer();
  return data.reduce((sum, value, index) => sum + Math.abs(value - (expected[index] ?? 0)), 0) / data.length;
};

/** The file with its other picture as the primary one: the box `pitm` names it by a number of two bytes. */
const withPrimary = (bytes: Uint8Array<ArrayBuffer>, id: number): Uint8Array<ArrayBuffer> => {
  const changed = bytes.slice();
  const at = Buffer.from(changed.buffer).indexOf('pitm');
  new DataView(changed.buffer).setUint16(at + 8, id);
  return changed;
};

describe('a HEIC photo', () => {
  it('that was stored on its side is upright', async () => {
    const picture = await decoded(read('turned.heic'));
    expect([picture.width, picture.height]).toEqual([320, 320]);
    expect(await difference(picture, 'astronaut.jpg')).toBeLessThan(8);
  });

  it('with 10 bits a channel becomes one with 8', async () => {
    expect(await difference(await decoded(read('deep.heic')), 'astronaut.jpg')).toBeLessThan(8);
  });

  it('with several pictures gives the primary one', async () => {
    const bytes = read('two-pictures.heic');
    expect(await difference(await decoded(bytes), 'cat.jpg')).toBeLessThan(8);
    expect(await difference(await decoded(withPrimary(bytes, 2)), 'astronaut.jpg')).toBeLessThan(8);
  });
});

describe('a HEIC photo that cannot be decoded says why', () => {
  it.each([
    ['that ends after its header', () => read('deep.heic').slice(0, 300)],
    ['that is cut off in the middle', () => read('deep.heic').slice(0, 6000)],
    ['that names a picture it does not hold', () => withPrimary(read('two-pictures.heic'), 77)],
    ['that holds nothing', () => new Uint8Array(16)],
  ])('one %s', async (_, bytes) => {
    expect(await decode(bytes())).toMatchObject({ kind: 'damaged', reason: expect.stringMatching(/\w{4}/) });
  });

  it('one that is larger than allowed, before its pixels are touched', async () => {
    expect(await decode(read('deep.heic'), 320 * 320 - 1)).toEqual({ kind: 'too-large', reason: '320 × 320' });
  });

  it('and the next one is decoded as if nothing had been', async () => {
    await decode(read('deep.heic').slice(0, 6000));
    expect((await decoded(read('deep.heic'))).width).toBe(320);
  });
});

describe('the colours of a photo', () => {
  it('are Display P3 where an iPhone saved it, else sRGB', () => {
    const profile = Buffer.from('\0\0colrprof\0D\0i\0s\0p\0l\0a\0y\0 \0P\x003', 'latin1');
    expect(colorSpaceOf(profile)).toBe('display-p3');
    expect(colorSpaceOf(read('deep.heic'))).toBe('srgb');
  });
});
