import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTES } from '../../src/domain/attributes';
import { labelPlace } from '../../src/export/label-layout';
import { toCsv } from '../../src/export/to-csv';
import { EXPORT_SCHEMA, type JsonExport, toJson } from '../../src/export/to-json';
import { toZips, uniqueName, type ZippedFile } from '../../src/export/to-zip';
import { albumFace, albumPhoto } from '../state/made-album';

const photo = albumPhoto('a', [albumFace(['Eyeglasses', 'Smiling']), albumFace([], 1)], Date.UTC(2026, 0, 2));
const all = { photo, faces: photo.faces };
const named = (name: string) => ({ photo: { ...photo, name }, faces: photo.faces.slice(0, 1) });
const fileOf = (csv: string): string => csv.split('\r\n')[1] ?? '';

describe('the table', () => {
  it('has a line a face and the 40 columns of CelebA in their order', () => {
    const [header = '', first = '', second, end, ...more] = toCsv([all]).split('\r\n');
    expect(header.split(',').slice(-40)).toEqual([...ATTRIBUTES]);
    expect(first.split(',')).toHaveLength(header.split(',').length);
    expect(first).toContain('a.jpg,1,2026-01-02T00:00:00.000Z,100,80,10,20,20,30');
    expect(first).toContain('Eyeglasses Smiling');
    expect(first.split(',').at(-1)).toBe('0.1');
    expect(second).toMatch(/^a\.jpg,2,/);
    expect(end).toBe('');
    expect(more).toEqual([]);
  });

  it('says beside each face how many more heads of its photo are not described', () => {
    const column = (csv: string): string | undefined => {
      const [header = '', first = ''] = csv.split('\r\n');
      return first.split(',')[header.split(',').indexOf('left_out')];
    };
    expect(column(toCsv([all]))).toBe('0');
    expect(column(toCsv([{ ...all, photo: { ...photo, leftOut: 37 } }]))).toBe('37');
  });

  it('quotes names with commas, quotes and line breaks as RFC 4180 says', () => {
    expect(fileOf(toCsv([named('a, b.jpg')]))).toMatch(/^"a, b\.jpg",1,/);
    expect(fileOf(toCsv([named('say "hi".jpg')]))).toMatch(/^"say ""hi""\.jpg",1,/);
    expect(toCsv([named('a\r\nb.jpg')])).toContain('\r\n"a\r\nb.jpg",1,');
  });

  it.each(['=1+1.jpg', '+a.jpg', '-a.jpg', '@a.jpg', '\ta.jpg'])(
    'keeps a spreadsheet from taking the file name %j for a formula',
    (name) => expect(fileOf(toCsv([named(name)]))).toMatch(/^'/),
  );
});

describe('the data', () => {
  it('names its schema, and each face with probabilities as they are meant', () => {
    const file = JSON.parse(toJson([all], Date.UTC(2026, 1, 3))) as JsonExport;
    expect(file.schema).toBe(EXPORT_SCHEMA);
    expect(file.exported).toBe('2026-02-03T00:00:00.000Z');
    expect(file.photos).toHaveLength(1);
    expect(file.photos[0]).toMatchObject({
      file: 'a.jpg',
      sha256: 'a',
      size: { width: 100, height: 80 },
      models: 'made',
    });
    expect(file.photos[0]?.faces.map(({ number, present }) => [number, present])).toEqual([
      [1, ['Eyeglasses', 'Smiling']],
      [2, []],
    ]);
    expect(file.photos[0]?.faces[0]?.attributes).toMatchObject({ Smiling: 0.9, Bald: 0.1 });
  });

  it('says how many more heads of a photo are not described, where there are any', () => {
    const leftOut = (each: typeof photo): number | undefined =>
      (JSON.parse(toJson([{ photo: each, faces: [] }], 0)) as JsonExport).photos[0]?.leftOut;
    expect(leftOut(photo)).toBeUndefined();
    expect(leftOut({ ...photo, leftOut: 37 })).toBe(37);
  });
});

describe('the zip', () => {
  it('holds every picture under a name of its own', async () => {
    async function* files(): AsyncGenerator<ZippedFile> {
      yield { name: 'trip/a.png', content: new Blob(['one']) };
      yield { name: 'trip_a.png', content: new Blob(['two']) };
    }
    const zips: Blob[] = [];
    for await (const zip of toZips(files())) zips.push(zip);
    expect(zips).toHaveLength(1);
    const held = unzipSync(new Uint8Array((await zips[0]?.arrayBuffer()) ?? new ArrayBuffer()));
    const texts = Object.entries(held).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]);
    expect(texts).toEqual([
      ['trip_a.png', 'one'],
      ['trip_a (2).png', 'two'],
    ]);
  });

  it('counts copies up', () => {
    expect(uniqueName('a.png', new Set(['a.png', 'a (2).png']))).toBe('a (3).png');
  });
});

describe('a label', () => {
  const picture = { width: 100, height: 100 };
  const label = { width: 30, height: 20 };
  const at = (x: number, y: number) => labelPlace({ x, y, width: 20, height: 20 }, label, picture, 2);

  it('lies below its face where there is room, else above', () => {
    expect(at(10, 10)).toMatchObject({ x: 10, y: 32 });
    expect(at(10, 75)).toMatchObject({ x: 10, y: 53 });
  });

  it('never leaves the picture', () => {
    expect(at(90, 10)).toMatchObject({ x: 70 });
    expect(at(-10, 10)).toMatchObject({ x: 0 });
    const tall = labelPlace({ x: 0, y: 0, width: 100, height: 100 }, label, picture, 2);
    expect(tall.y).toBeGreaterThanOrEqual(0);
    expect(tall.y + tall.height).toBeLessThanOrEqual(100);
  });
});
