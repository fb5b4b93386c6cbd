import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { cropFaces } from '../../src/pipeline/analyze';
import { extractFeatures } from '../../src/pipeline/anet';
import { runInBatches } from '../../src/pipeline/batches';
import { StageClock } from '../../src/pipeline/clock';
import { degrees } from '../../src/pipeline/crop';
import { findFaces } from '../../src/pipeline/localize';
import type { Cascade } from '../../src/pipeline/net';
import { buildPyramid, type RgbaPixels } from '../../src/pipeline/pyramid';
import { readOnce } from '../../src/pipeline/read-once';
import { checkFiles, decodeSet } from './evaluate-set';
import type { ImageSource } from './images';
import type { LabelledPhoto } from './labels';
import { labelledFace } from './tally';

/** `features.json`, beside `features.bin`. */
export interface FeatureHeader {
  /** Version of the manifest whose nets gave the features. */
  readonly version: string;
  /** Numbers a row of features.bin. */
  readonly dimensions: number;
  /** The photo of each row, in the CSV's order. */
  readonly files: readonly string[];
  /** The face of each row as LNets found it: x, y, width, height in photo pixels, roll in degrees clockwise. */
  readonly faces: readonly (readonly number[])[];
  /** Photos in which no face was found; they have no row. */
  readonly missed: readonly string[];
}

interface FeaturesOfFace {
  readonly face: readonly number[];
  readonly features: Float32Array;
}

/** The labelled face as the whole cascade finds it, and its features; undefined when it finds none. */
const featuresOf = async (
  cascade: Cascade,
  pixels: RgbaPixels,
  box: LabelledPhoto['box'],
): Promise<FeaturesOfFace | undefined> => {
  const pyramid = buildPyramid(pixels, cascade.manifest.sampler.maxSide);
  const { faces } = await findFaces(cascade, pyramid, new StageClock());
  const face = labelledFace(faces, box);
  if (!face) return undefined;
  const crops = cropFaces(cascade, pyramid, [face]);
  const features = await readOnce(() => runInBatches(crops, (batch) => extractFeatures(cascade.anet, batch)));
  const { x, y, width, height } = face.box;
  const numbers = [x, y, width, height, degrees(face.roll)].map((value) => Number(value.toFixed(3)));
  return { face: numbers, features: features.data };
};

/**
 * Writes `features.bin` and `features.json` into a folder, which is made if it isn't there.
 * @throws UsageError when the CSV names photos that aren't there; Fault when one can't be decoded.
 */
export const writeFeatures = async (
  cascade: Cascade,
  { images, photos }: { images: ImageSource; photos: readonly LabelledPhoto[] },
  folder: string,
): Promise<FeatureHeader> => {
  checkFiles(photos, images);
  await mkdir(folder, { recursive: true });
  const stream = createWriteStream(join(folder, 'features.bin'));
  const files: string[] = [];
  const faces: (readonly number[])[] = [];
  const missed: string[] = [];
  for await (const { photo, pixels } of decodeSet(images, photos)) {
    const found = await featuresOf(cascade, pixels, photo.box);
    (found ? files : missed).push(photo.file);
    if (!found) continue;
    const { face, features } = found;
    faces.push(face);
    if (!stream.write(new Uint8Array(features.buffer, features.byteOffset, features.byteLength))) {
      await once(stream, 'drain');
    }
  }
  stream.end();
  await finished(stream);
  const dimensions = cascade.manifest.nets.svm.inputShape[1];
  const header = { version: cascade.manifest.version, dimensions, files, faces, missed };
  await writeFile(join(folder, 'features.json'), `${JSON.stringify(header)}\n`);
  return header;
};
