import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { albumFaces } from '../../src/domain/album';
import { type Analysis, type Face, facesOf, type StageTimes } from '../../src/domain/analysis';
import { type ExportedPhoto, exportedAttributes } from '../../src/export/format';
import { photoRecord } from '../../src/export/photo-record';
import { pictureType } from '../../src/media/check-image';
import { NOTE_WORDS } from '../../src/media/photo-notes';
import { analyze } from '../../src/pipeline/analyze';
import type { Cascade } from '../../src/pipeline/net';
import { buildPyramid } from '../../src/pipeline/pyramid';
import { type DecodedPixels, decodePhoto, SHARP } from '../lib/decode';
import type { PhotoFile } from '../lib/photo-files';
import { readRegularFile } from '../lib/read-file';

/** What is known about one photo, and milliseconds for each step; `total` covers all of them. */
export interface Prediction {
  readonly file: string;
  /** The file's size in bytes, and the SHA-256 of what is in it, in hex. */
  readonly bytes: number;
  readonly sha256: string;
  /** For pictures; reduced where the photo is very large. */
  readonly pixels: DecodedPixels;
  readonly analysis: Analysis;
  readonly ms: StageTimes & { readonly decode: number; readonly reduce: number };
}

/**
 * Reads, decodes and analyses one photo.
 * @throws Fault naming the file when it can't be read or decoded.
 */
export const predictPhoto = async (cascade: Cascade, { path, name }: PhotoFile): Promise<Prediction> => {
  const start = performance.now();
  const bytes = await readRegularFile(path, name, (head) => head.length > 0 && pictureType(name, head, SHARP.types));
  const pixels = await decodePhoto(name, bytes);
  const decoded = performance.now();
  // The photo frame is that of the photo, also where fewer pixels of it were read.
  const pyramid = { ...buildPyramid(pixels, cascade.manifest.sampler.maxSide), photo: pixels.photo };
  const reduced = performance.now();
  const analysis = await analyze(cascade, pyramid);
  const total = performance.now() - start;
  const ms = { decode: decoded - start, reduce: reduced - decoded, ...analysis.ms, total };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file: name, bytes: bytes.length, sha256, pixels, analysis, ms };
};

/** A prediction as the album has it, for exports. @param added milliseconds since 1970 */
export const exportedPhoto = (prediction: Prediction, models: string, added: number): ExportedPhoto => {
  const { file: name, bytes, sha256: id, analysis, pixels } = prediction;
  const faces = albumFaces(analysis);
  return { photo: { id, name, bytes, added, size: pixels.photo, faces, models }, faces, notes: pixels.notes };
};

/** One line of JSON; see `PhotoRecord` in src/export/photo-record.ts. */
export const jsonLine = ({ file, analysis, pixels: { notes }, ms }: Prediction): string =>
  JSON.stringify(photoRecord(analysis, { file, notes, ms }));

const faceText = ({ face, rollDegrees, score, present }: Face, index: number, names: readonly string[]): string => {
  const [x, y, width, height] = [face.x, face.y, face.width, face.height].map(Math.round);
  const where = `${width}×${height} at (${x}, ${y}), tilted ${Math.round(rollDegrees)}°, score ${score.toFixed(2)}`;
  return `  face ${index + 1}: ${where}\n    ${present.filter((name) => names.includes(name)).join(', ') || 'none of the attributes'}`;
};

/** What is to be said of the photo as a whole, besides its faces. */
const remarks = ({ analysis: { turnDegrees, leftOut }, pixels }: Prediction): string[] => [
  ...pixels.notes.map((note) => `  note: ${NOTE_WORDS[note]}`),
  ...(turnDegrees === undefined ? [] : [`  the photo lies turned by ${turnDegrees}°, clockwise`]),
  ...(leftOut === undefined ? [] : [`  at least ${leftOut} more heads were seen than are described`]),
];

/** The same for people: sizes in pixels, and which attributes are present. @param sensitive those that judge a person too */
export const plainText = (prediction: Prediction, sensitive: boolean): string => {
  const { file, analysis, ms } = prediction;
  const names = exportedAttributes({ sensitive });
  const { width, height } = analysis.photo;
  const faces = facesOf(analysis);
  const count = faces.length === 1 ? '1 face' : `${faces.length || 'no'} faces`;
  return [
    `${file}: ${width}×${height}, ${count}, ${Math.round(ms.total)} ms`,
    ...remarks(prediction),
    ...faces.map((face, index) => faceText(face, index, names)),
  ].join('\n');
};
