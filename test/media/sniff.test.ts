import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { mayMove } from '../../src/media/animation';
import { readHeaderSize } from '../../src/media/header-size';
import { sniffImageType } from '../../src/media/sniff';
import { bmpHeader, bytesOf, heicHeader, madePictures, otherWebps, pngHeader } from './made-pictures';

describe("a file's kind", () => {
  it('is told by its first bytes for every kind that is written here', async () => {
    for (const [type, bytes] of await madePictures(12, 8)) expect(sniffImageType(bytes)).toBe(type);
  });

  it.each([
    ['heic', heicHeader('heic', 'mif1')],
    ['heic', heicHeader('mif1', 'heix')],
    ['avif', heicHeader('mif1', 'avif')],
    ['bmp', bmpHeader(1, 1)],
    ['ico', bytesOf([0, 0, 1, 0, 1, 0], new Array<number>(20).fill(0))],
    ['jxl', bytesOf([0xff, 0x0a], new Array<number>(20).fill(0))],
    ['svg', bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['svg', bytesOf('\xef\xbb\xbf<?xml version="1.0"?>\n<!-- made -->\n<!DOCTYPE svg>\n<svg width="1"/>')],
  ])('%s is known', (type, bytes) => {
    expect(sniffImageType(bytes)).toBe(type);
  });

  it.each([
    ['an empty file', bytesOf()],
    ['one byte', bytesOf([0xff])],
    ['text', bytesOf('Dear photo, this is only a letter about <svg> pictures.')],
    ['thousands of comments', bytesOf('<!---->'.repeat(580))],
    ['a web page', bytesOf('<!doctype html><html><body><svg></svg></body></html>')],
    ['a film in the same container as HEIC', heicHeader('isom', 'mp42')],
  ])('%s is no picture', (_, bytes) => {
    expect(sniffImageType(bytes)).toBeUndefined();
  });
});

describe("a header's size", () => {
  it('is read for every kind that is written here', async () => {
    for (const [type, bytes] of await madePictures(123, 45)) {
      expect([type, readHeaderSize(bytes, type)]).toEqual([type, { width: 123, height: 45 }]);
    }
  });

  it('is read for lossless and for transparent WebP', async () => {
    for (const bytes of await otherWebps(123, 45)) {
      expect(readHeaderSize(bytes, 'webp')).toEqual({ width: 123, height: 45 });
    }
  });

  it('is read for a JPEG with metadata before its frame', async () => {
    const bytes = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } })
      .jpeg({ progressive: true })
      .withExif({ IFD0: { Copyright: 'x'.repeat(5000) } })
      .toBuffer();
    expect(readHeaderSize(bytes, 'jpeg')).toEqual({ width: 30, height: 20 });
  });

  it('is read for a BMP whose rows go from top to bottom', () => {
    expect(readHeaderSize(bmpHeader(640, -480), 'bmp')).toEqual({ width: 640, height: 480 });
  });

  it('is unknown where the header is cut off, at whatever byte', async () => {
    for (const [type, bytes] of await madePictures(12, 8)) {
      for (let length = 0; length < 10; length++) {
        expect(readHeaderSize(bytes.subarray(0, length), type)).toBeUndefined();
      }
    }
  });

  it('is read for an AVIF wherever it stands', async () => {
    const still = Buffer.from(Object.fromEntries(await madePictures(123, 45)).avif ?? []);
    const first = still.readUInt32BE(0);
    const filler = Buffer.alloc(300_000);
    filler.writeUInt32BE(filler.length, 0);
    filler.write('free', 4);
    const late = Buffer.concat([still.subarray(0, first), filler, still.subarray(first)]);
    expect(readHeaderSize(late, 'avif')).toEqual({ width: 123, height: 45 });
    const animated = readFileSync('test/fixtures/animated.avif');
    expect(readHeaderSize(animated, 'avif')).toEqual({ width: 16, height: 16 });
    animated.write('xxxx', animated.indexOf('meta'));
    expect(readHeaderSize(animated, 'avif')).toEqual({ width: 16, height: 16 });
  });

  it('is read at the right place of a view into a larger buffer', () => {
    const padded = bytesOf('padding', [...pngHeader(7, 9)]);
    expect(readHeaderSize(padded.subarray(7), 'png')).toEqual({ width: 7, height: 9 });
  });
});

describe('a picture that may move', () => {
  const frames = () =>
    Promise.all(
      ['red', 'blue'].map((background) =>
        sharp({ create: { width: 4, height: 4, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );

  it('is no file with one frame', async () => {
    for (const [type, bytes] of await madePictures(4, 4)) expect([type, mayMove(bytes, type)]).toEqual([type, false]);
  });

  it('is a GIF with a second frame, or one that can not be followed that far', async () => {
    const moving = await sharp(await frames(), { join: { animated: true } })
      .gif()
      .toBuffer();
    expect(mayMove(moving, 'gif')).toBe(true);
    expect(mayMove(moving.subarray(0, 20), 'gif')).toBe(true);
    expect(mayMove(moving.subarray(0, moving.length - 1), 'gif')).toBe(true);
  });

  it('is a WebP or an AVIF that says so, whichever brand stands first', async () => {
    const moving = await sharp(await frames(), { join: { animated: true } })
      .webp()
      .toBuffer();
    expect(mayMove(moving, 'webp')).toBe(true);
    expect(mayMove(heicHeader('avis', 'avif'), 'avif')).toBe(true);
    expect(mayMove(heicHeader('avif', 'mif1', 'avis'), 'avif')).toBe(true);
    expect(mayMove(heicHeader('avif', 'mif1'), 'avif')).toBe(false);
  });

  it('is a PNG only with an animation chunk', () => {
    expect(mayMove(pngHeader(1, 1), 'png')).toBe(false);
    expect(mayMove(bytesOf([...pngHeader(1, 1)], '\0\0\0\0', '\0\0\0\x08acTL'), 'png')).toBe(true);
  });
});
