import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/domain/errors';
import { pictureType } from '../../src/media/check-image';
import { bytesOf, heicHeader } from './made-pictures';

/** What somebody reads about a file that is no picture that can be opened. */
const saidOf = (bytes: Uint8Array, name = 'file'): string => {
  try {
    return `taken for ${pictureType(name, bytes)}`;
  } catch (error) {
    if (error instanceof Fault) return `${error.name}: ${error.message}`;
    throw error;
  }
};

const little = (...values: readonly (readonly [bits: 16 | 32, value: number])[]): number[] =>
  values.flatMap(([bits, value]) => Array.from({ length: bits / 8 }, (_, at) => (value >>> (8 * at)) & 255));

/** A TIFF with one directory of these tags, and the text that the maker's tag points at. */
const tiff = (maker: string, ...tags: readonly (readonly [tag: number, value: number])[]): Uint8Array => {
  const entries = tags.length + 1;
  const text = 8 + 2 + 12 * entries + 4;
  const rows = tags.flatMap(([tag, value]) => little([16, tag], [16, 3], [32, 1], [32, value]));
  const makerRow = little([16, 271], [16, 2], [32, maker.length], [32, text]);
  return bytesOf('II*\0', little([32, 8], [16, entries]), rows, makerRow, little([32, 0]), maker);
};

describe('a camera raw file is named, with what to do', () => {
  it.each([
    ['Canon CR2', bytesOf('II*\0\x10\0\0\0CR\x02\0', new Array<number>(40).fill(0))],
    ['Canon CR3', bytesOf('\0\0\0\x18ftypcrx \0\0\0\x01crx isom')],
    ['Fujifilm RAF', bytesOf('FUJIFILMCCD-RAW 0201FF383501')],
    ['Olympus ORF', bytesOf('IIRO\x08\0\0\0')],
    ['Panasonic RW2', bytesOf('IIU\0\x18\0\0\0')],
    ['Sigma X3F', bytesOf('FOVb\0\0\x02\0')],
    ['Nikon NEF', tiff('NIKON CORPORATION', [262, 32803])],
    ['Nikon NEF', tiff('NIKON CORPORATION', [259, 34713])],
    ['Sony ARW', tiff('SONY', [259, 32767])],
    ['Pentax PEF', tiff('PENTAX', [259, 65535])],
    ['DNG', tiff('Apple', [50706, 0x104])],
  ])('%s', (label, bytes) => {
    const said = saidOf(bytes);
    expect(said).toContain(`CameraRaw: file is a camera raw file (${label}).`);
    expect(said).toContain('Export it as JPEG');
  });

  it('but a TIFF that was made from one is a TIFF', async () => {
    expect(saidOf(tiff('NIKON CORPORATION', [262, 2]))).toBe('taken for tiff');
    const exported = sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } }).withExif({
      IFD0: { Make: 'SONY' },
    });
    expect(saidOf(await exported.tiff().toBuffer())).toBe('taken for tiff');
  });

  it('whatever directories it claims', () => {
    const looping = bytesOf('II*\0', little([32, 8], [16, 1], [16, 330], [16, 4], [32, 1], [32, 8], [32, 8]));
    expect(saidOf(looping)).toBe('taken for tiff');
    expect(saidOf(bytesOf('MM\0*\xff\xff\xff\xff'))).toBe('taken for tiff');
  });
});

describe('what is no photo is named, with what to do or what works', () => {
  it.each([
    ['UnsupportedFormat', 'a Photoshop document. Open it in the program that made it', bytesOf('8BPS\0\x01')],
    ['UnsupportedFormat', 'a JPEG 2000 picture.', bytesOf('\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 ')],
    ['UnsupportedFormat', 'a JPEG 2000 picture.', bytesOf('\xff\x4f\xff\x51\0\x2f')],
    ['UnsupportedFormat', 'a JPEG XR picture.', bytesOf('II\xbc\x01')],
    ['UnsupportedFormat', 'a GIMP document.', bytesOf('gimp xcf v011')],
    ['NotAnImage', 'no picture but a PDF document.', bytesOf('%PDF-1.7\n')],
    ['NotAnImage', 'no picture but a video.', heicHeader('isom', 'mp42')],
    ['NotAnImage', 'no picture but a video.', heicHeader('qt  ')],
    ['NotAnImage', 'no picture but a video.', bytesOf('\x1a\x45\xdf\xa3\x01\0\0\0')],
    ['NotAnImage', 'no picture but a video.', bytesOf('RIFF\x24\0\0\0AVI LIST')],
    ['NotAnImage', 'no picture but a sound file.', bytesOf('RIFF\x24\0\0\0WAVEfmt ')],
    ['NotAnImage', 'no picture but a ZIP archive. Unpack it', bytesOf('PK\x03\x04\x14\0')],
    ['NotAnImage', 'no picture but a web page.', bytesOf('\n<!DOCTYPE html><title>Photo</title>')],
    ['NotAnImage', 'no picture but a text file. JPEG, PNG, WebP, GIF, AVIF and HEIC photos work.', bytesOf('Dear all')],
    ['NotAnImage', 'no picture but a text file.', new TextEncoder().encode('Réunion 日本語')],
    ['DamagedImage', 'a file that begins with nothing but zeros. Copying it', new Uint8Array(5000)],
    ['NotAnImage', 'no picture, whatever its name says. JPEG', bytesOf([1, 2, 3, 4, 5, 6, 7])],
  ])('%s: %s', (fault, words, bytes) => {
    expect(saidOf(bytes, 'IMG_1.jpg')).toContain(`${fault}: IMG_1.jpg is ${words}`);
  });
});
