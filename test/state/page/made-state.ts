import type { Analysis, Face, FaceEvidence, FeatureMap } from '../../../src/domain/analysis';
import type { Ready } from '../../../src/domain/analyzer-api';
import { type AttributeName, perAttribute } from '../../../src/domain/attributes';
import type { Box } from '../../../src/domain/geometry';
import { MADE_MANIFEST } from '../../pipeline/made-cascade';

const box = (x: number, y: number, width: number, height: number): Box<'photo'> => ({ x, y, width, height });

const MAP: FeatureMap = { width: 1, height: 1, values: new Float32Array([0.5]), region: box(0, 0, 100, 80) };

/** Evidence of one cell, the same for every attribute. */
const EVIDENCE: FaceEvidence = {
  width: 1,
  height: 1,
  region: box(0, 15, 40, 40),
  contributions: perAttribute(() => new Float32Array([0.5])),
  margins: perAttribute(() => 0.5),
  features: new Float32Array([1]),
};

/** A face of a 100 × 80 photo that has these attributes and no others. */
export const madeFace = (present: readonly AttributeName[] = [], x = 10): Face => ({
  head: box(x - 20, 5, 60, 60),
  face: box(x, 20, 20, 30),
  rollDegrees: 0,
  score: 0.9,
  attributes: perAttribute((name) => (present.includes(name) ? 0.9 : 0.1)),
  present,
  responseMap: MAP,
  evidence: EVIDENCE,
});

/** An analysis of a 100 × 80 photo with these faces. */
export const madeAnalysis = (faces: readonly Face[]): Analysis => {
  const outcome = {
    photo: { width: 100, height: 80 },
    responseMap: MAP,
    heatMap: MAP,
    ms: { sample: 1, lneto: 2, lnets: 3, anet: 4, total: 10 },
  };
  return faces.length > 0 ? { ...outcome, kind: 'found', faces } : { ...outcome, kind: 'no-face' };
};

/** An engine that runs on WebAssembly. */
export const madeReady = (storageWarning?: string): Ready => ({
  backend: { name: 'wasm', reason: 'Runs on the processor.', rejected: [] },
  manifest: MADE_MANIFEST,
  ...(storageWarning !== undefined && { storageWarning }),
});

/** What the stage shows of a photo. */
export const picture = (url: string) => ({ url, width: 100, height: 80 });
