import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTRIBUTES } from '../../../src/domain/attributes';
import { overlap } from '../../../src/pipeline/response-to-box';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const EXAMPLE = 'public/examples/grace-hopper.jpg';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const run = (command: string, ...args: string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', `tools/cli/${command}.ts`, ...args], { cwd: ROOT });
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      err += data;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-commands-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('npm run predict', () => {
  it('says one line of JSON a photo, goes on after an unreadable file, and ends with 1', async () => {
    const photos = join(folder, 'photos');
    await mkdir(photos);
    await copyFile(join(ROOT, EXAMPLE), join(photos, 'b good.jpg'));
    await writeFile(join(photos, 'a bad.jpg'), 'no photo');
    await writeFile(join(photos, '.hidden'), 'no photo either');
    const { code, out, err } = await run('predict', photos, join(folder, 'lost.jpg'), '--json');
    expect(code).toBe(1);
    const lines = out.trim().split('\n');
    expect(lines).toHaveLength(1);
    const line = JSON.parse(lines[0]);
    expect(Object.keys(line)).toEqual(['schema', 'file', 'width', 'height', 'faces', 'ms']);
    expect(line).toMatchObject({ file: join(photos, 'b good.jpg'), width: 512, height: 600 });
    expect(Object.keys(line.ms)).toEqual(
      expect.arrayContaining(['decode', 'sample', 'lneto', 'lnets', 'anet', 'total']),
    );
    const errors = err.trim().split('\n');
    expect(errors).toHaveLength(2);
    expect(errors[0]).toContain(`${join(photos, 'a bad.jpg')} is no picture`);
    expect(errors[1]).toContain(`${join(folder, 'lost.jpg')} can't be read: it does not exist`);
  });

  it('finds the face of a portrait, with all that the JSON promises', async () => {
    const { code, out, err } = await run('predict', EXAMPLE, '--json');
    expect([code, err]).toEqual([0, '']);
    const { faces } = JSON.parse(out);
    expect(faces).toHaveLength(1);
    const [face] = faces;
    expect(Object.keys(face)).toEqual(['head', 'face', 'roll', 'score', 'attributes', 'present']);
    expect(Object.keys(face.head)).toEqual(['x', 'y', 'width', 'height']);
    expect(Object.keys(face.attributes)).toEqual([...ATTRIBUTES]);
    // From forehead to chin and ear to ear.
    const her = { x: 172, y: 130, width: 186, height: 200 };
    expect(overlap(face.face, her)).toBeGreaterThan(0.6);
    expect(Math.abs(face.roll)).toBeLessThan(15);
  });

  it('says for people what is there', async () => {
    const { code, out } = await run('predict', 'public/examples/cat.jpg');
    expect(code).toBe(0);
    expect(out).toMatch(/^public\/examples\/cat\.jpg: 451×300, no faces, \d+ ms\n$/);
  });

  it('explains itself when it is called without photos or with unknown options', async () => {
    const without = await run('predict');
    expect([without.code, without.out]).toEqual([1, '']);
    expect(without.err).toContain('Usage: npm run predict');
    const unknown = await run('predict', '--jsn', EXAMPLE);
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain('--jsn');
    expect(unknown.err).not.toContain('    at ');
  });
});

describe('npm run evaluate', () => {
  it('names what is missing from its arguments and files, and ends with 1', async () => {
    const none = await run('evaluate', '--labels', 'x.csv');
    expect([none.code, none.out]).toEqual([1, '']);
    expect(none.err).toMatch(/^--images is missing\.\nUsage:/);
    const csv = join(folder, 'some.csv');
    await writeFile(csv, 'file,Bald,Young\na.jpg,0,1\n');
    const some = await run('evaluate', '--images', folder, '--labels', csv);
    expect(some.code).toBe(1);
    const kind = await run('evaluate', '--images', folder, '--labels', csv, '--kind', 'party');
    expect([kind.code, kind.err.trim()]).toEqual([1, '--kind takes scenes, group, press, not "party".']);
    expect(some.err).toMatch(/some\.csv has 2 of the 40 attribute columns\. Missing: 5_o_Clock_Shadow/);
  });

  it('writes what it measured as JSON with the fields it promises', async () => {
    const csv = join(folder, 'negatives.csv');
    await writeFile(csv, 'file,width,height\ncat.jpg,451,300\n');
    const json = join(folder, 'out.json');
    const { code, err } = await run('evaluate', '--images', 'public/examples', '--labels', csv, '--json', json);
    expect([code, err]).toEqual([0, '']);
    const result = JSON.parse(await readFile(json, 'utf8'));
    expect(Object.keys(result)).toEqual([
      'images',
      'faces',
      'meanAccuracy',
      'meanBalancedAccuracy',
      'meanAveragePrecision',
      'interval',
      'calibrationError',
      'detection',
      'attributes',
      'groups',
      'msPerImage',
    ]);
    expect(Object.keys(result.detection)).toEqual([
      'rate',
      'rate75',
      'meanIoU',
      'rollMedian',
      'rollP90',
      'falsePerImage',
      'headHoldsFace',
      'recall',
    ]);
    expect(result).toMatchObject({ images: 1, detection: { falsePerImage: 0, rate: null } });
  });
});
