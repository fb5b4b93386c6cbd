import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTRIBUTES } from '../../../src/domain/attributes';
import { readLabels, readReferenceFaces } from '../../../tools/evaluate/labels';
import { parseCsv } from '../../../tools/lib/csv';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-labels-'));
});
afterAll(() => rm(folder, { recursive: true }));

const csv = async (...lines: string[]): Promise<string> => {
  const path = join(folder, 'set.csv');
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
};
const BOX = 'face_x,face_y,face_w,face_h';
const EYES = 'right_eye_x,right_eye_y,left_eye_x,left_eye_y';
const header = (names: readonly string[]) => `file,${BOX},${EYES},${names.join(',')}`;
const zeros = Array(40).fill('0').join(',');

describe('CSV files', () => {
  it('may quote fields with commas and quotes, and end lines as Windows does', () => {
    const { columns, rows } = parseCsv('set.csv', 'file,note\r\n"a,b.jpg","say ""hi"""\r\n,plain\r\n');
    expect(columns).toEqual(['file', 'note']);
    expect(rows).toEqual([
      { file: 'a,b.jpg', note: 'say "hi"' },
      { file: '', note: 'plain' },
    ]);
  });

  it('with a line of another length are refused, and the line is named', () => {
    expect(() => parseCsv('set.csv', 'a,b\n1,2\n1,2,3\n')).toThrow('set.csv, line 3: 3 fields, but the header has 2.');
  });
});

describe('labels', () => {
  it('are read with box, tilt and 40 attributes', async () => {
    const ones = ATTRIBUTES.map((_, i) => i % 2).join(',');
    const path = await csv(header(ATTRIBUTES), `a.webp,1,2,30,40,10,20,20,30,${ones}`, `b.webp,,,,,,,,,${zeros}`);
    const { hasPeople, photos } = await readLabels(path);
    expect(hasPeople).toBe(true);
    expect(photos[0].box).toEqual({ x: 1, y: 2, width: 30, height: 40 });
    // The left eye is lower in the picture: the head is turned clockwise.
    expect(photos[0].rollDegrees).toBeCloseTo(45, 10);
    expect(photos[0].labels).toEqual(ATTRIBUTES.map((_, i) => i % 2));
    expect(photos[1]).toEqual({ file: 'b.webp', labels: Array(40).fill(0) });
  });

  it('without any of the 40 columns belong to a set without people', async () => {
    const path = await csv('file,width,height,source', 'a.webp,10,10,imagenet');
    expect(await readLabels(path)).toEqual({ hasPeople: false, photos: [{ file: 'a.webp', labels: [] }] });
  });

  it('with some columns missing are refused, and the columns are named', async () => {
    const some = ATTRIBUTES.filter((name) => name !== 'Bald' && name !== 'Young');
    const path = await csv(header(some));
    await expect(readLabels(path)).rejects.toThrow(/38 of the 40 attribute columns\. Missing: Bald, Young\./);
  });

  it('in another order are refused, and the first wrong column is named', async () => {
    const [first, second, ...rest] = ATTRIBUTES;
    const path = await csv(header([second, first, ...rest]));
    await expect(readLabels(path)).rejects.toThrow('"Arched_Eyebrows" stands where "5_o_Clock_Shadow" was expected');
  });

  it('that are neither 0 nor 1 are refused, with photo and attribute', async () => {
    const path = await csv(header(ATTRIBUTES), `a.webp,,,,,,,,,-1${zeros.slice(1)}`);
    await expect(readLabels(path)).rejects.toThrow(/a\.webp has "-1" as its 5_o_Clock_Shadow/);
  });

  it('say who is shown where the CSV does', async () => {
    const path = await csv(`file,identity,${BOX},${ATTRIBUTES.join(',')}`, `a.webp,Ada,1,2,3,4,${zeros}`);
    expect((await readLabels(path)).photos[0].identity).toBe('Ada');
  });

  it('with a box or an eye that is no number are refused, with photo and column', async () => {
    const path = await csv(header(ATTRIBUTES), `a.webp,1,2,wide,40,10,20,20,30,${zeros}`);
    await expect(readLabels(path)).rejects.toThrow('a.webp has "wide" as its face_w; a number was expected.');
  });

  it('without a column of names or boxes are refused', async () => {
    await expect(readLabels(await csv('name,face_x', 'a,1'))).rejects.toThrow(/no column "file"/);
    await expect(readLabels(await csv(`file,${ATTRIBUTES.join(',')}`))).rejects.toThrow(/no column "face_x", "face_y"/);
  });

  it('that are not there are refused by name', async () => {
    await expect(readLabels(join(folder, 'none.csv'))).rejects.toThrow(/none\.csv can't be read/);
  });
});

describe('reference faces', () => {
  it('are read by photo; without a score they are certain', async () => {
    const faces = await readReferenceFaces(
      await csv(`file,${BOX}`, 'a.webp,1,2,3,4', 'b.webp,0,0,9,9', 'a.webp,5,6,7,8'),
    );
    expect(faces.get('a.webp')).toEqual([
      { box: { x: 1, y: 2, width: 3, height: 4 }, score: 1 },
      { box: { x: 5, y: 6, width: 7, height: 8 }, score: 1 },
    ]);
    const scored = await readReferenceFaces(await csv(`file,${BOX},face_score`, 'a.webp,1,2,3,4,0.75'));
    expect(scored.get('a.webp')?.[0].score).toBe(0.75);
  });
});
