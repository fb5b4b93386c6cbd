import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toCsv } from '../../src/export/to-csv';
import { toXmp } from '../../src/export/to-xmp';
import { toZips, type ZippedFile } from '../../src/export/to-zip';
import { ensureExiftool } from '../../tools/run/ensure-exiftool.mjs';
import { albumFace, albumPhoto } from '../state/album/made-album';
import { context, named } from './made-export';

/* Other programs than ours read what was exported. */

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-exports-'));
  ensureExiftool();
}, 600_000);
afterAll(() => rm(folder, { recursive: true }));

const python = (code: string, ...args: readonly string[]): unknown =>
  JSON.parse(execFileSync('python3', ['-c', code, ...args], { encoding: 'utf8' }));

const NAMES = ['Réunion 日本語 😀.jpg', 'x;=1+1;y.jpg', 'a, "b"\r\nc\td.jpg', '＝1.jpg', ' spaces .jpg'];

describe("Python's csv", () => {
  it('reads every file name, and as many fields in each line as there are columns', async () => {
    const file = join(folder, 'faces.csv');
    const csv = toCsv(
      NAMES.map((name) => named(name)),
      context(),
    );
    await writeFile(file, `\ufeff${csv}`);
    const code = `import csv, json, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))
print(json.dumps([[row[0] for row in rows], sorted({len(row) for row in rows})]))`;
    const [names, lengths] = python(code, file) as [string[], number[]];
    expect(names).toEqual(['file', ...NAMES.map((name) => (name === '＝1.jpg' ? `'${name}` : name))]);
    expect(lengths).toHaveLength(1);
  });

  it('finds no formula and no broken line, also where it is told that semicolons or tabs separate', async () => {
    const file = join(folder, 'formulas.csv');
    await writeFile(
      file,
      toCsv(
        NAMES.map((name) => named(name)),
        context(),
      ),
    );
    const code = `import csv, json, sys
out = []
for delimiter in ';\\t':
    for row in csv.reader(open(sys.argv[1], encoding='utf-8', newline=''), delimiter=delimiter):
        out += [field for field in row if field[:1] in '=+-@＝＋－＠' and field]
print(json.dumps(out))`;
    expect(python(code, file)).toEqual([]);
  });
});

describe("Python's zipfile and unzip", () => {
  it('read what a zip holds, with names in every script', async () => {
    async function* files(): AsyncGenerator<ZippedFile> {
      for (const name of ['Réunion 日本語 😀.png', 'IMG_2.png', 'img_2.png']) yield { name, content: new Blob([name]) };
    }
    const file = join(folder, 'faces.zip');
    for await (const zip of toZips(files())) await writeFile(file, new Uint8Array(await zip.arrayBuffer()));
    const code = `import json, sys, zipfile
zip = zipfile.ZipFile(sys.argv[1])
print(json.dumps([zip.testzip(), {name: zip.read(name).decode() for name in zip.namelist()}]))`;
    expect(python(code, file)).toEqual([
      null,
      {
        'Réunion 日本語 😀.png': 'Réunion 日本語 😀.png',
        'IMG_2.png': 'IMG_2.png',
        'img_2 (2).png': 'img_2.png',
      },
    ]);
    expect(execFileSync('unzip', ['-t', file], { encoding: 'utf8' })).toContain('No errors detected');
  });
});

/** What exiftool reads from a sidecar: lists as lists, structures as structures. */
const exifOf = (file: string): Record<string, unknown> =>
  JSON.parse(execFileSync('exiftool', ['-json', '-struct', '-G1', file], { encoding: 'utf8' }))[0];

describe('exiftool', () => {
  it('reads the keywords of a sidecar flat, for Lightroom and for digiKam, and its face regions', async () => {
    const file = join(folder, 'photo.jpg.xmp');
    const first = { ...albumFace(['Eyeglasses', 'Smiling', 'Male']), face: { x: -10, y: 20, width: 30, height: 40 } };
    const photo = albumPhoto('a', [first, albumFace(['5_o_Clock_Shadow', 'Smiling'], 1)]);
    await writeFile(file, toXmp({ photo, faces: photo.faces }, context()));
    const read = exifOf(file);
    const labels = ["5 o'clock shadow", 'Eyeglasses', 'Smiling'];
    expect(read['XMP-dc:Subject']).toEqual(labels);
    expect(read['XMP-lr:HierarchicalSubject']).toEqual(labels.map((label) => `facet|${label}`));
    expect(read['XMP-digiKam:TagsList']).toEqual(labels.map((label) => `facet/${label}`));
    expect(read['XMP-mwg-rs:RegionInfo']).toEqual({
      AppliedToDimensions: { W: 100, H: 80, Unit: 'pixel' },
      RegionList: [
        // What lies beyond the photo's edge isn't part of the region.
        {
          Type: 'Face',
          Description: 'Eyeglasses, Smiling',
          Area: { X: 0.1, Y: 0.5, W: 0.2, H: 0.5, Unit: 'normalized' },
        },
        {
          Type: 'Face',
          Description: "5 o'clock shadow, Smiling",
          Area: { X: 0.2, Y: 0.4375, W: 0.2, H: 0.375, Unit: 'normalized' },
        },
      ],
    });
  });

  it('finds nothing wrong with a sidecar, also of a face that has nothing', async () => {
    const file = join(folder, 'plain.jpg.xmp');
    await writeFile(file, toXmp(named('plain.jpg', []), context()));
    const report = execFileSync('exiftool', ['-validate', '-warning', '-error', '-a', file], { encoding: 'utf8' });
    expect(report).toMatch(/^Validate\s+: OK\s*$/);
    expect(exifOf(file)['XMP-dc:Subject']).toBeUndefined();
  });

  it('takes a sidecar over into a JPEG, as for programs that read no sidecars of JPEGs', async () => {
    const [file, jpeg] = [join(folder, 'copy.jpg.xmp'), join(folder, 'copy.jpg')];
    await writeFile(file, toXmp(named('copy.jpg', ['Wearing_Hat']), context()));
    execFileSync('cp', ['public/examples/cat.jpg', jpeg]);
    execFileSync('exiftool', ['-q', '-tagsfromfile', file, '-all:all', jpeg]);
    expect(exifOf(jpeg)['XMP-lr:HierarchicalSubject']).toEqual(['facet|Wearing hat']);
  });
});
