import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { createTar } from 'nanotar';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTRIBUTES } from '../../../src/domain/attributes';
import { evaluateComposites } from '../../../tools/evaluate/evaluate-composites';
import { evaluateSet } from '../../../tools/evaluate/evaluate-set';
import { type ImageSource, openImages } from '../../../tools/evaluate/images';
import type { LabelledPhoto, LabelSet } from '../../../tools/evaluate/labels';
import { compositeReportOf, groupsReportOf, reportOf } from '../../../tools/evaluate/report';
import { writeFeatures } from '../../../tools/evaluate/write-features';
import { MADE_MANIFEST, madeCascade, photoWithHeads } from '../../pipeline/made-cascade';

const cascade = madeCascade();
let folder: string;
let images: ImageSource;

const png = (photo: ReturnType<typeof photoWithHeads>): Promise<Buffer> =>
  sharp(photo.data, { raw: { width: photo.width, height: photo.height, channels: 4 } })
    .png()
    .toBuffer();

/** Where the made LNets puts the face of the patch at (x, y): 16 × 19.2, 3.2 to the right of the middle. */
const faceAt = (x: number, y: number) => ({ x: x + 11.2, y: y + 6.4, width: 16, height: 19.2 });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-evaluate-'));
  const photos: [string, Buffer][] = [
    ['one.png', await png(photoWithHeads([[96, 64]]))],
    [
      'two.png',
      await png(
        photoWithHeads([
          [0, 0],
          [192, 192],
        ]),
      ),
    ],
    ['none.png', await png(photoWithHeads([]))],
  ];
  const tar = createTar(photos.map(([name, data]) => ({ name, data })));
  await writeFile(join(folder, 'set.tar'), tar);
  images = await openImages(join(folder, 'set.tar'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The made cascade says "absent" for attributes 0–18 and 22, "present" for 19 and up. */
const predicted = ATTRIBUTES.map((_, i) => Number(i >= 19 && i !== 22));
const labelled = (file: string, box?: LabelledPhoto['box'], rollDegrees = 30): LabelledPhoto => ({
  file,
  rollDegrees,
  ...(box && { box }),
  labels: predicted,
});
const people = (...photos: LabelledPhoto[]): LabelSet => ({ hasPeople: true, photos });

describe('evaluating a set', () => {
  it('scores the face that the box is about, and measures how well it was found', async () => {
    const shifted = { ...faceAt(192, 192), x: 192 + 11.2 + 4 };
    const labels = people(labelled('one.png', faceAt(96, 64)), labelled('two.png', shifted, 25));
    const result = await evaluateSet(cascade, { images, labels });
    expect(result).toMatchObject({ images: 2, faces: 3, meanAccuracy: 1, meanBalancedAccuracy: 1 });
    // A quarter of the width aside: 12 of 20 shared, IoU 0.6.
    expect(result.detection.rate).toBe(1);
    expect(result.detection.rate75).toBe(0.5);
    expect(result.detection.meanIoU).toBeCloseTo((1 + 0.6) / 2, 3);
    expect(result.detection.rollMedian).toBeCloseTo(2.5, 2);
    expect(result.detection.rollP90).toBeCloseTo(4.5, 2);
    expect(reportOf(result)).toMatch(/roll error, median, p90 2\.5°, 4\.5°/);
    expect(result.detection).toMatchObject({ falsePerImage: null, recall: null });
    expect(result.interval).toBeNull();
    expect(result.attributes[20].calibrationError).toBeGreaterThan(0);
    expect(result.attributes[20]).toMatchObject({ name: ATTRIBUTES[20], baseRate: 1, threshold: 0.5 });
    expect(result.msPerImage).toBeGreaterThan(0);
  });

  it('counts a photo without a found face as probability 0 for everything', async () => {
    const labels = people(labelled('one.png', faceAt(96, 64)), labelled('none.png', faceAt(0, 0)));
    const { attributes, detection, meanAccuracy } = await evaluateSet(cascade, { images, labels });
    expect(attributes[20].accuracy).toBe(0.5);
    expect(attributes[0].accuracy).toBe(1);
    const present = predicted.reduce((sum, value) => sum + value, 0);
    expect(meanAccuracy).toBeCloseTo(1 - present / 80, 10);
    expect(detection.rate).toBe(0.5);
    expect(detection.meanIoU).toBeCloseTo(1, 3);
  });

  it('judges by the balanced thresholds when told to', async () => {
    const set = { images, labels: people(labelled('one.png', faceAt(96, 64))) };
    const result = await evaluateSet(cascade, set, 'balanced');
    expect(result.attributes[20]).toMatchObject({ threshold: 0.9, accuracy: 0 });
    expect(result.attributes[39].accuracy).toBe(1);
  });

  it('leaves photos without a box out of detection, but scores their largest face', async () => {
    const result = await evaluateSet(cascade, { images, labels: people(labelled('one.png')) });
    expect(result.meanAccuracy).toBe(1);
    expect(result.detection).toMatchObject({ rate: null, meanIoU: null });
  });

  it('counts every face of a set without people as false', async () => {
    const photos = ['one.png', 'two.png', 'none.png'].map((file) => ({ file, labels: [] }));
    const result = await evaluateSet(cascade, { images, labels: { hasPeople: false, photos } });
    expect(result.detection.falsePerImage).toBe(1);
    expect(result).toMatchObject({ images: 3, faces: 3, meanAccuracy: null, calibrationError: null, attributes: [] });
    expect(reportOf(result)).toMatch(/false faces a photo\s+1\.0000/);
  });

  it('measures recall over all faces where all are known', async () => {
    const large = { ...MADE_MANIFEST };
    const faces = new Map([
      [
        'two.png',
        [
          { box: faceAt(0, 0), score: 0.9 },
          { box: { ...faceAt(60, 60), width: 30, height: 30 }, score: 0.9 },
        ],
      ],
    ]);
    const labels = people(labelled('two.png', faceAt(0, 0)));
    const result = await evaluateSet({ ...cascade, manifest: large }, { images, labels, faces });
    // The face at (0, 0) measures 17.5 px and counts neither way; the one at (60, 60) isn't there.
    expect(result.detection.recall).toBe(0);
    expect(result.detection.falsePerImage).toBe(1);
  });

  it('prints a table with every attribute and what was not measured as a dash', async () => {
    const report = reportOf(await evaluateSet(cascade, { images, labels: people(labelled('one.png')) }));
    for (const name of ATTRIBUTES) expect(report).toContain(name);
    expect(report).toMatch(/face found, IoU ≥ 0\.5\s+– %/);
    expect(report).toMatch(/^mean +50\.00 +100\.00 +100\.00 +100\.00/m);
  });

  it('groups the errors by what the labels say of the person, and says for how many people the means stand', async () => {
    const photos = [
      { ...labelled('one.png', faceAt(96, 64)), identity: 'a' },
      {
        ...labelled('none.png', faceAt(0, 0)),
        identity: 'b',
        labels: predicted.map((label, i) => (i === 20 ? 0 : label)),
      },
    ];
    const result = await evaluateSet(cascade, { images, labels: people(...photos) });
    const { maleYoung } = result.groups ?? { maleYoung: undefined };
    expect(maleYoung?.groups.map(({ group, photos: count }) => [group, count])).toEqual([
      ['Male, Young', 1],
      ['not Male, Young', 1],
    ]);
    expect(maleYoung?.groups[0].meanAccuracy).toBe(1);
    expect(result.interval).toMatchObject({ identities: 2, level: 0.95 });
    // Both people, or twice the same one.
    expect(result.interval?.meanAccuracy[1]).toBe(1);
    expect(result.interval?.meanAccuracy[0]).toBeLessThan(result.meanAccuracy as number);
    expect(reportOf(result)).toMatch(/95 % intervals, a bootstrap over 2 people/);
    expect(groupsReportOf(result)).toMatch(/^not Male, Young +1 /m);
  });

  it('refuses a photo that is named twice, and reference faces of unknown photos', async () => {
    const twice = people(labelled('one.png'), labelled('one.png'));
    await expect(evaluateSet(cascade, { images, labels: twice })).rejects.toThrow('The CSV names one.png twice');
    const faces = new Map([['lost.png', []]]);
    await expect(evaluateSet(cascade, { images, labels: people(labelled('one.png')), faces })).rejects.toThrow(
      /The CSV of all faces names files that aren't among the images: lost\.png\./,
    );
  });

  it('names photos of the CSV that are not among the images, before any work', async () => {
    const labels = people(labelled('one.png'), labelled('lost.png'));
    await expect(evaluateSet(cascade, { images, labels })).rejects.toThrow(/aren't among the images: lost\.png\./);
  });

  it('names a photo that is damaged', async () => {
    const broken: ImageSource = { names: images.names, read: async () => new Uint8Array([0xff, 0xd8, 0xff, 0, 0]) };
    const labels = people(labelled('one.png'));
    await expect(evaluateSet(cascade, { images: broken, labels })).rejects.toThrow(/one\.png/);
  });

  it('leaves no tensor behind', async () => {
    const before = memory().numTensors;
    await evaluateSet(cascade, { images, labels: people(labelled('two.png', faceAt(0, 0))) });
    expect(memory().numTensors).toBe(before);
  });
});

describe('images of a set', () => {
  it('may lie in a folder', async () => {
    await writeFile(join(folder, 'loose.png'), 'x');
    const source = await openImages(folder);
    expect(source.names.has('loose.png')).toBe(true);
    expect(Buffer.from(await source.read('loose.png')).toString()).toBe('x');
  });

  it('that are not there are refused by name', async () => {
    await expect(openImages(join(folder, 'none.tar'))).rejects.toThrow(/none\.tar doesn't exist/);
    await expect(images.read('lost.png')).rejects.toThrow(/lost\.png/);
    await writeFile(join(folder, 'empty.tar'), Buffer.alloc(1024));
    await expect(openImages(join(folder, 'empty.tar'))).rejects.toThrow(/empty\.tar holds no files/);
  });
});

describe('features', () => {
  it('are written one row a found face, in the order of the CSV', async () => {
    const out = join(folder, 'features');
    const photos = [labelled('none.png'), labelled('two.png', faceAt(192, 192)), labelled('one.png')];
    await writeFeatures(cascade, { images, photos }, out);
    const header = JSON.parse(await readFile(join(out, 'features.json'), 'utf8'));
    expect(header).toMatchObject({
      version: 'made',
      dimensions: 48,
      files: ['two.png', 'one.png'],
      missed: ['none.png'],
    });
    // Box and tilt of each face, as LNets found it.
    const { x, y, width, height } = faceAt(192, 192);
    for (const [i, value] of [x, y, width, height, 30].entries()) expect(header.faces[0][i]).toBeCloseTo(value, 1);
    const bytes = await readFile(join(out, 'features.bin'));
    expect(bytes.length).toBe(2 * 48 * 4);
    // Bright red, bright green, no blue.
    expect([0, 4, 8].map((at) => bytes.readFloatLE(at).toFixed(2))).toEqual(['1.00', '1.00', '-1.00']);
  });
});

describe('composites', () => {
  it('measure recall by size and false faces', async () => {
    const box = { x: 96, y: 64, width: 32, height: 32 };
    const set = {
      images,
      labels: people(labelled('one.png', box)),
      faces: new Map([['one.png', [{ box, score: 0.95 }]]]),
    };
    const plan = { kind: 'scenes', count: 3, seed: 7 } as const;
    const result = await evaluateComposites(cascade, set, plan);
    // Two scenes show no face that these nets are sure of: they are looked at in the three other turns as well.
    expect(result).toMatchObject({ kind: 'scenes', composites: 3, seed: 7, looksPerComposite: (1 + 4 + 4) / 3 });
    expect(result.faces).toBeGreaterThanOrEqual(6);
    expect(result.bySize.reduce((sum, { faces }) => sum + faces, 0)).toBe(result.faces);
    // The made nets cost one multiply-add a picture: LNeto's look at least.
    expect(result.multiplyAddsPerComposite).toBeGreaterThanOrEqual(1);
    const { msPerComposite } = result;
    expect(await evaluateComposites(cascade, set, plan)).toMatchObject({
      ...result,
      msPerComposite: expect.any(Number),
    });
    expect(msPerComposite).toBeGreaterThan(0);
    expect(compositeReportOf(result)).toMatch(/composites, faces\s+3 of kind scenes, /);
  });

  it('need a set with faces', async () => {
    const set = { images, labels: people(labelled('one.png')), faces: new Map() };
    await expect(evaluateComposites(cascade, set, { kind: 'press', count: 1, seed: 1 })).rejects.toThrow(
      /No photo of the set has a face .* of kind press/,
    );
  });
});
