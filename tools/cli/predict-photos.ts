import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { type Analysis, type Face, facesOf, type StageTimes } from '../../src/domain/analysis';
import { perAttribute } from '../../src/domain/attributes';
import { Fault } from '../../src/domain/errors';
import type { Box } from '../../src/domain/geometry';
import { analyze } from '../../src/pipeline/analyze';
import type { Cascade } from '../../src/pipeline/net';
import { buildPyramid } from '../../src/pipeline/pyramid';
import { decodePhoto } from './decode';

/** What is known about one photo, and milliseconds for each step; `total` covers all of them. */
export interface Prediction {
  readonly file: string;
  readonly analysis: Analysis;
  readonly ms: StageTimes & { readonly decode: number; readonly reduce: number };
}

const read = async (file: string): Promise<Uint8Array> => {
  try {
    return await readFile(file);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'it does not exist' : error;
    throw new Fault('DamagedImage', `${file} can't be read: ${reason}.`);
  }
};

/**
 * Reads, decodes and analyses one photo.
 * @throws Fault naming the file when it can't be read or decoded.
 */
export const predictPhoto = async (cascade: Cascade, file: string): Promise<Prediction> => {
  const start = performance.now();
  const pixels = await decodePhoto(file, await read(file));
  const decoded = performance.now();
  const pyramid = buildPyramid(pixels, cascade.manifest.sampler.maxSide);
  const reduced = performance.now();
  const analysis = await analyze(cascade, pyramid);
  const total = performance.now() - start;
  return { file, analysis, ms: { decode: decoded - start, reduce: reduced - decoded, ...analysis.ms, total } };
};

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

const plainBox = ({ x, y, width, height }: Box<'photo'>) => ({
  x: round(x, 2),
  y: round(y, 2),
  width: round(width, 2),
  height: round(height, 2),
});

const plainFace = ({ head, face, rollDegrees, score, attributes, present }: Face) => ({
  head: plainBox(head),
  face: plainBox(face),
  roll: round(rollDegrees, 2),
  score: round(score, 4),
  attributes: perAttribute((name) => round(attributes[name], 4)),
  present,
});

/**
 * One line of JSON. Boxes in photo pixels after EXIF orientation, origin top left; roll in degrees; times in ms. `turn`: how
 * far the photo lies turned, clockwise, degrees; `leftOut`: how many more heads or faces were seen; both only where not 0.
 */
export const jsonLine = ({ file, analysis, ms }: Prediction): string =>
  JSON.stringify({
    file,
    width: analysis.photo.width,
    height: analysis.photo.height,
    ...(analysis.turnDegrees !== undefined && { turn: analysis.turnDegrees }),
    ...(analysis.leftOut !== undefined && { leftOut: analysis.leftOut }),
    faces: facesOf(analysis).map(plainFace),
    ms: Object.fromEntries(Object.entries(ms).map(([stage, time]) => [stage, round(time, 1)])),
  });

const faceText = ({ face, rollDegrees, score, present }: Face, index: number): string => {
  const [x, y, width, height] = [face.x, face.y, face.width, face.height].map(Math.round);
  const where = `${width}×${height} at (${x}, ${y}), tilted ${Math.round(rollDegrees)}°, score ${score.toFixed(2)}`;
  return `  face ${index + 1}: ${where}\n    ${present.join(', ') || 'none of the 40 attributes'}`;
};

/** What is to be said of the photo as a whole, besides its faces. */
const remarks = ({ turnDegrees, leftOut }: Analysis): string[] => [
  ...(turnDegrees === undefined ? [] : [`  the photo lies turned by ${turnDegrees}°, clockwise`]),
  ...(leftOut === undefined ? [] : [`  at least ${leftOut} more heads were seen than are described`]),
];

/** The same for people: sizes in pixels, and which attributes are present. */
export const plainText = ({ file, analysis, ms }: Prediction): string => {
  const { width, height } = analysis.photo;
  const faces = facesOf(analysis);
  const count = faces.length === 1 ? '1 face' : `${faces.length || 'no'} faces`;
  const head = `${file}: ${width}×${height}, ${count}, ${Math.round(ms.total)} ms`;
  return [head, ...remarks(analysis), ...faces.map(faceText)].join('\n');
};
