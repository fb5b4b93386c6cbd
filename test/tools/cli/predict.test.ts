import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '../../../src/export/formats';
import { ensureExiftool } from '../../../tools/run/ensure-exiftool.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const EXAMPLE = join(ROOT, 'public/examples/grace-hopper.jpg');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-predict-'));
  ensureExiftool();
}, 600_000);
afterAll(() => rm(folder, { recursive: true }));

const start = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', 'tools/cli/predict.ts', ...args], { cwd: ROOT });

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const ended = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve, reject) => {
    let [out, err] = ['', ''];
    child.stdout?.on('data', (data) => {
      out += data;
    });
    child.stderr?.on('data', (data) => {
      err += data;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });

/** A new folder with so many copies of a photo of one face. */
const copies = async (name: string, count: number): Promise<string> => {
  const photos = join(folder, name);
  await mkdir(photos);
  for (let copy = 0; copy < count; copy++) await copyFile(EXAMPLE, join(photos, `${copy}.jpg`));
  return photos;
};

/** As a shell does it. @returns the exit codes of the command and what stderr says */
const inShell = (command: string, ...args: readonly string[]): Promise<Ended> =>
  ended(spawn('bash', ['-c', command, 'bash', ...args], { cwd: ROOT }));

const PREDICT = `"${process.execPath}" --import tsx tools/cli/predict.ts "$@"`;

describe('predict ends', () => {
  it('quietly where whoever reads its output has enough, and says so by its exit code', async () => {
    const photos = await copies('closed', 4);
    const { out, err } = await inShell(`${PREDICT} --json | head -1 > /dev/null; echo \${PIPESTATUS[0]}`, photos);
    expect([out.trim(), err]).toEqual(['141', '']);
  });

  it('with one sentence where the disk is full', async () => {
    const { out, err } = await inShell(`${PREDICT} --json > /dev/full; echo $?`, EXAMPLE);
    expect([out.trim(), err.trim()]).toEqual(['3', "The output couldn't be written: the disk is full."]);
  });

  it('on Ctrl+C with whole lines', async () => {
    const photos = await copies('interrupted', 40);
    const child = start(photos, '--json');
    const end = ended(child);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    child.kill('SIGINT');
    const { code, out, err } = await end;
    expect([code, err]).toEqual([130, '']);
    const lines = out.split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.length).toBeLessThan(40);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('faces');
  });

  it('with the codes that --help names', async () => {
    const { code, out } = await ended(start('--help'));
    expect(code).toBe(0);
    for (const named of ['0 everything', '1 something', '3 the output', '130 ended by Ctrl+C', '141 whoever']) {
      expect(out).toContain(named);
    }
    for (const { kind } of EXPORT_FORMATS) expect(out).toContain(`--${kind} `);
  });
});

describe('predict takes', () => {
  it('a photo whose name is no UTF-8, and one that is cut, and says so in text, data and table', async () => {
    const photos = join(folder, 'names');
    await mkdir(photos);
    const bytes = await readFile(EXAMPLE);
    const path = Buffer.concat([Buffer.from(`${photos}/caf`), Buffer.from([0xe9]), Buffer.from('.jpg')]);
    await writeFile(path, bytes.subarray(0, -2));
    const [text, data, table] = await Promise.all([
      ended(start(photos)),
      ended(start(photos, '--json')),
      ended(start(`${photos}/caf\ufffd.jpg`, '--csv')),
    ]);
    expect([text.code, text.err, data.code, table.code]).toEqual([0, '', 0, 0]);
    expect(text.out).toContain('note: the file is cut off');
    expect(JSON.parse(data.out)).toMatchObject({ notes: ['cut'], faces: [{}] });
    const [header = '', line = ''] = table.out.split('\r\n');
    expect(line.split(',')[header.split(',').indexOf('notes')]).toBe('cut');
  });

  it('a WebP that is stored turned, with the boxes of the upright photo', async () => {
    const turned = join(folder, 'turned.webp');
    const stored = await sharp(EXAMPLE).rotate(-90).toBuffer();
    await sharp(stored).withMetadata({ orientation: 6 }).webp({ quality: 95 }).toFile(turned);
    const { out } = await ended(start(EXAMPLE, turned, '--json'));
    const [upright, webp] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect([webp.width, webp.height]).toEqual([upright.width, upright.height]);
    expect(Math.abs(webp.faces[0].face.x - upright.faces[0].face.x)).toBeLessThan(8);
    expect(Math.abs(webp.faces[0].face.y - upright.faces[0].face.y)).toBeLessThan(8);
  });
});

describe('predict writes', () => {
  it('sidecars and pictures beside the photos or where it is told, and never over what is there', async () => {
    const photos = await copies('beside', 1);
    const first = await ended(start(photos, '--xmp', '--annotate'));
    expect([first.code, first.err]).toEqual([0, '']);
    expect((await readdir(photos)).sort()).toEqual(['0 (faces).png', '0.jpg', '0.jpg.xmp']);
    const read = JSON.parse(
      execFileSync('exiftool', ['-json', '-struct', join(photos, '0.jpg.xmp')], { encoding: 'utf8' }),
    );
    expect(read[0].HierarchicalSubject).toContain('facet|Eyeglasses');
    expect(read[0].RegionInfo.AppliedToDimensions).toEqual({ W: 512, H: 600, Unit: 'pixel' });
    expect(await sharp(join(photos, '0 (faces).png')).metadata()).toMatchObject({ format: 'png', width: 512 });

    const again = await ended(start(join(photos, '0.jpg'), '--xmp'));
    expect(again.code).toBe(1);
    expect(again.err).toContain("0.jpg.xmp is there already and isn't overwritten");
    const elsewhere = await ended(start(join(photos, '0.jpg'), '--xmp', '--out', join(folder, 'new/deep')));
    expect(elsewhere.code).toBe(0);
    expect(await readdir(join(folder, 'new/deep'))).toEqual(['0.jpg.xmp']);
  });

  it('a table with one header, without what judges a person unless it is asked to', async () => {
    const photos = await copies('table', 2);
    const [plain, asked] = await Promise.all([
      ended(start(photos, 'public/examples/cat.jpg', '--csv')),
      ended(start(photos, '--csv', '--sensitive')),
    ]);
    expect(plain.out.split('\r\n').filter(Boolean)).toHaveLength(3);
    expect(plain.out).not.toMatch(/Young|Attractive/);
    expect(asked.out.split('\r\n')[0]).toMatch(/Attractive.*Young$/);
  });

  it('one table at a time', async () => {
    const { code, err } = await ended(start(EXAMPLE, '--csv', '--json'));
    expect([code, err.trim()]).toEqual([1, 'Choose one of --csv and --json: both go to the output.']);
  });
});
