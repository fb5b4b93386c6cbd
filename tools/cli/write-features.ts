import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { cropFaces, findFaces } from '../../src/pipeline/analyze';
import { extractFeatures } from '../../src/pipeline/anet';
import { runInBatches } from '../../src/pipeline/batches';
import { StageClock } from '../../src/pipeline/clock';
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
  /** Photos in which no face was found; they have no row. */
  readonly missed: readonly string[];
}

/** Features of the labelled face as the whole cascade finds it; undefined when it finds none. */
const featuresOf = async (
  cascade: Cascade,
  pixels: RgbaPixels,
  box: LabelledPhoto['box'],
): Promise<Float32Array | undefined> => {
  const pyramid = buildPyramid(pixels, cascade.manifest.sampler.maxSide);
  const { faces } = await findFaces(cascade, pyramid, new StageClock());
  const face = labelledFace(faces, box);
  if (!face) return undefined;
  const crops = cropFaces(cascade, pyramid, [face]);
  return (await readOnce(() => runInBatches(crops, (batch) => extractFeatures(cascade.anet, batch)))).data;
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
  const missed: string[] = [];
  for await (const { photo, pixels } of decodeSet(images, photos)) {
    const features = await featuresOf(cascade, pixels, photo.box);
    (features ? files : missed).push(photo.file);
    if (features && !stream.write(new Uint8Array(features.buffer, features.byteOffset, features.byteLength))) {
      await once(stream, 'drain');
    }
  }
  stream.end();
  await finished(stream);
  const dimensions = cascade.manifest.nets.svm.inputShape[1];
  const header = { version: cascade.manifest.version, dimensions, files, missed };
  await writeFile(join(folder, 'features.json'), `${JSON.stringify(header)}\n`);
  return header;
};
