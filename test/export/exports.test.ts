import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTE_INFO } from '../../src/domain/attribute-info';
import { ATTRIBUTES } from '../../src/domain/attributes';
import { nameKey, uniqueName } from '../../src/export/file-names';
import { EXPORT_FORMATS } from '../../src/export/formats';
import { toCsv } from '../../src/export/to-csv';
import { EXPORT_SCHEMA, type JsonExport, toJson } from '../../src/export/to-json';
import { toZips, type ZippedFile } from '../../src/export/to-zip';
import { albumFace, albumPhoto } from '../state/album/made-album';
import { context, named } from './made-export';

const photo = albumPhoto('a', [albumFace(['Eyeglasses', 'Male', 'Smiling']), albumFace([], 1)], Date.UTC(2026, 0, 2));
const all = { photo, faces: photo.faces };
const PLAIN = ATTRIBUTES.filter((name) => !ATTRIBUTE_INFO[name].sensitive);

/** The table's lines as objects, for names without commas and quotes. */
const rowsOf = (csv: string): Record<string, string>[] => {
  const [header = '', ...lines] = csv.trimEnd().split('\r\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((field, at) => [names[at] ?? '', field])));
};

describe('the table', () => {
  it('has a line a face and the columns of CelebA in their order', () => {
    const csv = toCsv([all], context({ sensitive: true }));
    expect(csv.split('\r\n')[0]?.split(',').slice(-40)).toEqual([...ATTRIBUTES]);
    expect(csv).toContain('\r\na.jpg,1,2026-01-02T00:00:00.000Z,100,80,10,20,20,30');
    const [first, second, ...more] = rowsOf(csv);
    expect(first).toMatchObject({
      face: '1',
      present: 'Eyeglasses Male Smiling',
      Young: '0.1',
      detection_score: '0.9',
    });
    expect(second).toMatchObject({ face: '2', present: '' });
    expect(more).toEqual([]);
    expect(csv.endsWith('\r\n')).toBe(true);
  });

  it('says beside each face how many more heads of its photo are not described', () => {
    const leftOut = (each: typeof photo): string | undefined =>
      rowsOf(toCsv([{ ...all, photo: each }], context()))[0]?.left_out;
    expect(leftOut(photo)).toBe('0');
    expect(leftOut({ ...photo, leftOut: 37 })).toBe('37');
  });

  it('says from which probability on each attribute counts as present, if the same models are loaded', () => {
    const [row] = rowsOf(toCsv([all], context()));
    expect(row?.threshold_Arched_Eyebrows).toBe('0.02');
    const other = context({ thresholds: { models: 'other', values: context().thresholds?.values ?? ({} as never) } });
    expect(rowsOf(toCsv([all], other))[0]?.threshold_Arched_Eyebrows).toBe('');
  });

  it('says what should be known about the file', () => {
    expect(rowsOf(toCsv([{ ...all, notes: ['cut'] }], context()))[0]?.notes).toBe('cut');
  });

  it('quotes what some program takes for the end of a field or a line', () => {
    const fileIn = (name: string): string =>
      toCsv([named(name)], context())
        .split('\r\n')
        .slice(1)
        .join('\r\n');
    expect(fileIn('a, b.jpg')).toMatch(/^"a, b\.jpg",1,/);
    expect(fileIn('say "hi".jpg')).toMatch(/^"say ""hi""\.jpg",1,/);
    expect(fileIn('x;=1+1;y.jpg')).toMatch(/^"x;=1\+1;y\.jpg",1,/);
    expect(fileIn('a\t=1.jpg')).toMatch(/^"a\t=1\.jpg",1,/);
    expect(fileIn('a\r\nb.jpg')).toMatch(/^"a\r\nb\.jpg",1,/);
  });

  it.each([
    '=1+1.jpg',
    '+a.jpg',
    '-a.jpg',
    '@a.jpg',
    '\ta.jpg',
    '＝1.jpg',
    '＋1',
    '－1',
    '＠1',
    ' =1',
    '\u200b=1',
    '\r=1',
  ])('keeps a spreadsheet from taking the file name %j for a formula', (name) =>
    expect(toCsv([named(name)], context()).split('\r\n')[1]).toMatch(/^"?'/),
  );
});

describe('the data', () => {
  it('names its schema, and each face with probabilities as they are meant', () => {
    const file = JSON.parse(toJson([all], context({ sensitive: true }))) as JsonExport;
    expect(file.schema).toBe(EXPORT_SCHEMA);
    expect(file.exported).toBe('2026-02-03T00:00:00.000Z');
    expect(file.photos).toMatchObject([
      { file: 'a.jpg', sha256: 'a', size: { width: 100, height: 80 }, models: 'made', notes: [] },
    ]);
    expect(file.photos[0]?.faces.map(({ number, present }) => [number, present])).toEqual([
      [1, ['Eyeglasses', 'Male', 'Smiling']],
      [2, []],
    ]);
    expect(file.photos[0]?.faces[0]).toMatchObject({ detectionScore: 0.9, attributes: { Smiling: 0.9, Bald: 0.1 } });
    expect(file.thresholds).toMatchObject({ models: 'made', values: { Arched_Eyebrows: 0.02 } });
  });
});

describe('attributes that judge a person', () => {
  it('are in no export unless somebody asks for them, and the data says which it is', () => {
    for (const format of EXPORT_FORMATS) {
      const wide = () => 10;
      const textOf = (sensitive: boolean): string => {
        if (format.content === 'list') return format.write([all], context({ sensitive }));
        if (format.content === 'sidecar') return format.write(all, context({ sensitive }));
        return JSON.stringify(format.draw(all, { width: 1000, height: 800 }, context({ sensitive }), wide));
      };
      expect([format.kind, textOf(false)]).toEqual([
        format.kind,
        expect.not.stringMatching(/\bMale\b|Young|Attractive/),
      ]);
      expect([format.kind, textOf(true)]).toEqual([format.kind, expect.stringMatching(/\bMale\b/)]);
    }
    const header = toCsv([], context()).trimEnd().split(',');
    expect(header.slice(-PLAIN.length)).toEqual(PLAIN);
    expect(JSON.parse(toJson([], context()))).toMatchObject({ sensitiveAttributes: 'left out' });
  });

  it('says how many more heads of a photo are not described, where there are any', () => {
    const leftOut = (each: typeof photo): number | undefined =>
      (JSON.parse(toJson([{ photo: each, faces: [] }], context())) as JsonExport).photos[0]?.leftOut;
    expect(leftOut(photo)).toBeUndefined();
    expect(leftOut({ ...photo, leftOut: 37 })).toBe(37);
  });
});

describe('the zip', () => {
  const namesIn = async (...names: string[]): Promise<string[]> => {
    async function* files(): AsyncGenerator<ZippedFile> {
      for (const name of names) yield { name, content: new Blob([name]) };
    }
    const held: string[] = [];
    for await (const zip of toZips(files()))
      held.push(...Object.keys(unzipSync(new Uint8Array(await zip.arrayBuffer()))));
    return held;
  };

  it('holds every file under a name of its own', async () => {
    expect(await namesIn('trip/a.png', 'trip_a.png')).toEqual(['trip_a.png', 'trip_a (2).png']);
  });

  it('tells names apart that only some systems do: by case, and by the form of an accent', async () => {
    expect(await namesIn('IMG_2.png', 'img_2.PNG', 'caf\u00e9.png', 'cafe\u0301.png')).toEqual([
      'IMG_2.png',
      'img_2 (2).PNG',
      'caf\u00e9.png',
      'caf\u00e9 (2).png',
    ]);
  });

  it('has names of at most 200 bytes, cut between letters, with their ending', () => {
    const taken = new Set<string>();
    for (let copy = 1; copy < 12; copy++) {
      const name = uniqueName(`${'日本語😀e\u0301'.repeat(40)}.jpg (faces).png`, taken);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
      expect(name).toMatch(copy === 1 ? /\.png$/ : new RegExp(` \\(${copy}\\)\\.png$`));
      expect(name).not.toMatch(/\p{Cs}/u);
      taken.add(nameKey(name));
    }
    expect(taken.size).toBe(11);
  });

  it('counts copies up, and gives no name that a system keeps for itself', () => {
    expect(uniqueName('a.png', new Set(['a.png', 'a (2).png']))).toBe('a (3).png');
    expect(uniqueName('con.png', new Set())).toBe('con_.png');
    expect(uniqueName('a\n.png. ', new Set())).toBe('a_.png');
    expect(uniqueName('...', new Set())).toBe('_');
  });
});
