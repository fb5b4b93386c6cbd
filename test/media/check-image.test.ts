import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/domain/errors';
import { checkImage, type Decoder } from '../../src/media/check-image';
import { bytesOf, heicHeader, pngHeader } from './made-pictures';

const DECODER: Decoder = { name: 'this test', types: new Set(['png', 'jpeg']) };

/** The fault that a file is refused with. */
const refusalOf = (name: string, bytes: Uint8Array): Fault => {
  try {
    checkImage(name, bytes, DECODER);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error(`${name} was accepted.`);
};

describe('a file that cannot be a photo is refused before it is decoded', () => {
  it.each([
    ['EmptyFile', 'empty.jpg', bytesOf(), 'empty.jpg is empty'],
    ['NotAnImage', 'letter.jpg', bytesOf('Dear photo'), 'letter.jpg is no picture'],
    ['UnsupportedFormat', 'h.heic', heicHeader('heic'), "h.heic is a HEIC photo, which this test can't open"],
    ['UnsupportedFormat', 'd.svg', bytesOf('<svg/>'), 'd.svg is an SVG drawing'],
    ['ImageTooLarge', 'huge.png', pngHeader(30_000, 30_000), '30000 × 30000 pixels'],
    ['DamagedImage', 'none.png', pngHeader(0, 5), '0 × 5 pixels'],
  ] as const)('%s: %s', (kind, name, bytes, words) => {
    const refusal = refusalOf(name, bytes);
    expect(refusal.name).toBe(kind);
    expect(refusal.message).toContain(words);
  });
});

describe('a small file that would keep a decoder busy for minutes', () => {
  /** A JPEG of this size, with so many scans of nothing. */
  const scanned = (width: number, height: number, scans: number): Uint8Array =>
    bytesOf(
      '\xff\xd8',
      [0xff, 0xc2, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0],
      Array.from({ length: scans }, () => [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3]).flat(),
      '\xff\xd9',
    );

  it('is refused by the number of its scans, in words', () => {
    expect(refusalOf('slow.jpg', scanned(9000, 9000, 50)).message).toContain('made of 50 scans of 9000 × 9000 pixels');
    expect(checkImage('progressive.jpg', scanned(9000, 9000, 12), DECODER)).toBe('jpeg');
    expect(checkImage('small.jpg', scanned(500, 500, 500), DECODER)).toBe('jpeg');
  });

  it('or has a kind of which the decoder holds less', () => {
    const weak: Decoder = { ...DECODER, mostPixels: { png: 1_000_000 } };
    expect(() => checkImage('a.png', pngHeader(1001, 1000), weak)).toThrow(
      'PNG pictures up to 1 megapixels can be opened',
    );
    expect(checkImage('a.png', pngHeader(1000, 1000), weak)).toBe('png');
  });
});

describe('a photo is accepted', () => {
  it('up to 100 megapixels, and not above', () => {
    expect(checkImage('large.png', pngHeader(10_000, 10_000), DECODER)).toBe('png');
    expect(refusalOf('larger.png', pngHeader(10_000, 10_001)).name).toBe('ImageTooLarge');
  });

  it('if its header ends before its size: the decoder will say what is wrong', () => {
    expect(checkImage('cut.png', pngHeader(4, 4).subarray(0, 12), DECODER)).toBe('png');
  });
});
