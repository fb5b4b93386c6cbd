import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { toRgb } from '../../../src/pipeline/opaque';
import { buildPyramid } from '../../../src/pipeline/pyramid';
import { decodePhoto } from '../../../tools/lib/decode';

/** 3×2 pixels: red left column, the rest blue. */
const PIXELS = Buffer.from([0, 1, 2, 3, 4, 5].flatMap((i) => (i % 3 === 0 ? [255, 0, 0] : [0, 0, 255])));
const small = () => sharp(PIXELS, { raw: { width: 3, height: 2, channels: 3 } });
const noise = (width: number, height: number) =>
  sharp(Buffer.from(Array.from({ length: width * height * 3 }, (_, i) => (i * 7919) % 251)), {
    raw: { width, height, channels: 3 },
  });
const pixelAt = ({ data, width }: { data: Uint8Array | Uint8ClampedArray; width: number }, x: number, y: number) =>
  Array.from(data.slice((y * width + x) * 4, (y * width + x) * 4 + 4));

describe('decoding a photo', () => {
  it.each(['png', 'webp', 'gif', 'tiff', 'avif'] as const)('reads %s', async (format) => {
    const bytes = await small()
      .toFormat(format, { lossless: true, ...(format === 'tiff' && { compression: 'lzw' }) })
      .toBuffer();
    const photo = await decodePhoto(`photo.${format}`, bytes);
    expect([photo.width, photo.height, photo.data.length]).toEqual([3, 2, 24]);
    const [red, green, blue, alpha] = pixelAt(photo, 0, 0);
    expect(red).toBeGreaterThan(240);
    expect(green + blue).toBeLessThan(20);
    expect(alpha).toBe(255);
  });

  it.each([
    [1, 3, 2, 0, 0],
    [2, 3, 2, 2, 0],
    [3, 3, 2, 2, 1],
    [4, 3, 2, 0, 1],
    [5, 2, 3, 0, 0],
    [6, 2, 3, 1, 0],
    [7, 2, 3, 1, 2],
    [8, 2, 3, 0, 2],
  ])('turns a photo of EXIF orientation %i upright', async (orientation, width, height, x, y) => {
    // A stored corner pixel of its own colour shows where each orientation takes it.
    const pixels = Buffer.from(PIXELS);
    pixels.set([0, 255, 0], 0);
    const raw = sharp(pixels, { raw: { width: 3, height: 2, channels: 3 } });
    const photo = await decodePhoto('turned.png', await raw.withMetadata({ orientation }).png().toBuffer());
    expect([photo.width, photo.height]).toEqual([width, height]);
    expect(pixelAt(photo, x, y)).toEqual([0, 255, 0, 255]);
  });

  it('reads 16-bit, grey and CMYK files as 8-bit sRGB', async () => {
    const deep = await small().toColourspace('rgb16').png().toBuffer();
    expect(pixelAt(await decodePhoto('deep.png', deep), 0, 0)).toEqual([255, 0, 0, 255]);
    const grey = await sharp(Buffer.from([0, 128, 255, 0, 128, 255]), { raw: { width: 3, height: 2, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    expect(pixelAt(await decodePhoto('grey.png', grey), 1, 0)).toEqual([128, 128, 128, 255]);
    const cmyk = await small().toColourspace('cmyk').jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
    const [red, green, blue] = pixelAt(await decodePhoto('print.jpg', cmyk), 0, 0);
    expect(red).toBeGreaterThan(150);
    expect(red).toBeGreaterThan(green + 80);
    expect(red).toBeGreaterThan(blue + 80);
  });

  it('shows the first frame of an animation', async () => {
    const frames = Buffer.alloc(4 * 8 * 3);
    frames.fill(200, 0, 4 * 4 * 3);
    const gif = await sharp(frames, { raw: { width: 4, height: 8, channels: 3, pageHeight: 4 } })
      .gif()
      .toBuffer();
    expect((await sharp(gif).metadata()).pages).toBe(2);
    const photo = await decodePhoto('moving.gif', gif);
    expect([photo.width, photo.height]).toEqual([4, 4]);
    expect(pixelAt(photo, 1, 1)).toEqual([200, 200, 200, 255]);
  });

  it('says which photos are the first frame of an animation', async () => {
    const animated = await decodePhoto('a.avif', await readFile('test/fixtures/animated.avif'));
    expect([animated.width, animated.height, animated.notes]).toEqual([16, 16, ['first-frame']]);
    const [red, , blue] = pixelAt(animated, 8, 8);
    expect(red - blue).toBeGreaterThan(100);
    expect((await decodePhoto('still.gif', await small().gif().toBuffer())).notes).toEqual([]);
  });

  it.each(['webp', 'png', 'avif', 'jpeg', 'tiff'] as const)('turns %s as its EXIF orientation says', async (format) => {
    const stored = sharp({ create: { width: 40, height: 20, channels: 3, background: 'red' } });
    const photo = await decodePhoto(
      'turned',
      await stored.withMetadata({ orientation: 6 }).toFormat(format).toBuffer(),
    );
    expect([photo.width, photo.height, photo.photo]).toEqual([20, 40, { width: 20, height: 40 }]);
  });

  it('reduces what is larger than any ordinary photo, and knows how large it was', async () => {
    const large = await sharp({ create: { width: 9000, height: 3000, channels: 3, background: 'red' } })
      .withMetadata({ orientation: 8 })
      .jpeg()
      .toBuffer();
    const photo = await decodePhoto('large.jpg', large);
    expect(photo.photo).toEqual({ width: 3000, height: 9000 });
    expect(photo.width * photo.height).toBeLessThan(6_100_000);
    expect(photo.height / photo.width).toBeCloseTo(3, 2);
    const ordinary = await sharp({ create: { width: 5000, height: 5000, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    expect((await decodePhoto('ordinary.jpg', ordinary)).width).toBe(5000);
  });

  it('leaves alpha to the pyramid, which shows it on white', async () => {
    const clear = await sharp({ create: { width: 2, height: 2, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();
    const photo = await decodePhoto('clear.png', clear);
    expect(new Set(toRgb(buildPyramid(photo, 2048).levels[0].pixels))).toEqual(new Set([255]));
  });

  it('reads a file by its content, whatever its name says', async () => {
    expect((await decodePhoto('is-png.jpg', await small().png().toBuffer())).width).toBe(3);
  });
});

describe('a JPEG that ends too early', () => {
  const photo = (progressive: boolean) => sharp('public/examples/grace-hopper.jpg').jpeg({ progressive }).toBuffer();
  const part = (bytes: Buffer, share: number) => bytes.subarray(0, Math.floor(bytes.length * share));

  it.each([
    ['its end marker', false, 0.99999],
    ['its last hundredth', false, 0.99],
    ['its end marker, and is progressive', true, 0.99999],
    ['its last tenth of detail, and is progressive', true, 0.9],
  ])('is decoded if it lacks %s, with a note', async (_, progressive, share) => {
    const bytes = await photo(progressive);
    const [whole, cut] = [await decodePhoto('whole.jpg', bytes), await decodePhoto('cut.jpg', part(bytes, share))];
    expect([whole.notes, cut.notes]).toEqual([[], ['cut']]);
    const upper = whole.width * 4 * 500;
    let difference = 0;
    for (let at = 0; at < upper; at++) difference += Math.abs((cut.data[at] ?? 0) - (whole.data[at] ?? 0));
    expect(difference / upper).toBeLessThan(2);
  });

  it.each([false, true])('is refused if half of it is missing (progressive: %s)', async (progressive) => {
    const bytes = part(await photo(progressive), progressive ? 0.2 : 0.5);
    await expect(decodePhoto('half.jpg', bytes)).rejects.toThrow('half.jpg looks like a JPEG photo, but is damaged');
  });

  it('is whole if something follows its end, or its small picture has an end of its own', async () => {
    const bytes = await photo(false);
    expect((await decodePhoto('more.jpg', Buffer.concat([bytes, Buffer.from('more')]))).notes).toEqual([]);
  });
});

const cut = async (format: 'jpeg' | 'png' | 'webp' | 'gif'): Promise<Buffer> => {
  const whole = await noise(64, 48).toFormat(format).toBuffer();
  return whole.subarray(0, Math.floor(whole.length / 2));
};
/** A PNG header that claims a size, with no pixels behind it. */
const claiming = async (width: number, height: number): Promise<Buffer> => {
  const png = await small().png().toBuffer();
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
};

describe('refusing a file', () => {
  it.each([
    ['EmptyFile', 'nothing.jpg', () => Buffer.alloc(0)],
    ['NotAnImage', 'notes.jpg', () => Buffer.from('Dear diary, these are words and no picture at all.')],
    [
      'UnsupportedFormat',
      'drawing.svg',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
    ['UnsupportedFormat', 'phone.heic', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    [
      'UnsupportedFormat',
      'old.bmp',
      () => Buffer.from('BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0', 'latin1'),
    ],
    ['ImageTooLarge', 'bomb.png', () => claiming(30000, 30000)],
    ['DamagedImage', 'cut.jpg', () => cut('jpeg')],
    ['DamagedImage', 'cut.png', () => cut('png')],
    ['DamagedImage', 'cut.webp', () => cut('webp')],
    ['DamagedImage', 'cut.gif', () => cut('gif')],
  ])('says %s of %s, and names it', async (kind, name, make) => {
    const failure = await decodePhoto(name, await make()).catch((error: Error) => error);
    expect(failure).toMatchObject({ name: kind });
    expect(failure).toHaveProperty('message', expect.stringContaining(name));
  });

  it('refuses what takes too long, in words', async () => {
    const slow = await sharp({ create: { width: 7000, height: 7000, channels: 3, background: 'red' } })
      .png({ progressive: true })
      .toBuffer();
    await expect(decodePhoto('slow.png', slow, 1)).rejects.toThrow('slow.png takes longer than 1 seconds to decode');
  });

  it('refuses a claimed size before decoding, in words', async () => {
    const start = performance.now();
    await expect(decodePhoto('bomb.png', await claiming(30000, 30000))).rejects.toThrow(/30000 × 30000/);
    // 900 megapixels would take seconds and 3.6 GB.
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
