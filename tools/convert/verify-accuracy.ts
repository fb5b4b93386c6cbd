import { loadModels } from '../../src/models/load-models';
import { parseManifest } from '../../src/models/manifest';
import type { Cascade } from '../../src/pipeline/net';
import { type EvaluationSet, evaluateSet, type OnProgress } from '../evaluate/evaluate-set';
import { loadCascade } from '../lib/load-cascade';
import { convertAll, type Files } from './convert-folder';
import { ConversionError } from './graph';
import { unquantized } from './quantization';

/** Largest loss of mean accuracy, in percentage points, that storing weights in fewer bits may cause. */
export const MOST_POINTS = 0.1;

/** Mean accuracy over the attributes, in percent. */
export interface AccuracyReport {
  readonly images: number;
  readonly trained: number;
  readonly shipped: number;
  /** Attributes that lose more than half a point, worst first, in points. */
  readonly losers: readonly (readonly [name: string, points: number])[];
}

/** A cascade of converted nets that were never written to disk. */
const cascadeOf = (files: Files): Promise<Cascade> => {
  const read = (path: string): Uint8Array<ArrayBuffer> => Uint8Array.from(files.get(path) ?? []);
  const manifest = parseManifest(JSON.parse(new TextDecoder().decode(read('manifest.json'))));
  return loadModels(manifest, async ({ path }) => read(path).buffer);
};

const dispose = ({ lneto, lnets, anet, svm }: Cascade): void => {
  for (const net of [lneto, lnets, anet, svm]) net.dispose();
};

const evaluateAndDispose = async (cascade: Cascade, set: EvaluationSet, onProgress: OnProgress) => {
  try {
    return await evaluateSet(cascade, set, 'accurate', onProgress);
  } finally {
    dispose(cascade);
  }
};

/**
 * Runs the whole cascade over a labelled set twice: with the weights as trained, and as shipped.
 * @throws ConversionError when the set has no attribute labels, or no face is found in it.
 */
export const measureAccuracy = async (
  source: string,
  models: string,
  set: EvaluationSet,
  onProgress: OnProgress,
): Promise<AccuracyReport> => {
  if (!set.labels.hasPeople)
    throw new ConversionError('The labels have no attributes; accuracy needs a set with people.');
  const trained = await evaluateAndDispose(
    await cascadeOf(await convertAll(source, { storage: unquantized })),
    set,
    onProgress,
  );
  const shipped = await evaluateAndDispose(await loadCascade(models), set, onProgress);
  if (trained.faces === 0) {
    throw new ConversionError(
      'No face was found in any of the photos, so their accuracy says nothing about the weights.',
    );
  }
  const losers = trained.attributes
    .map(({ name, accuracy }, index) => [name, 100 * (accuracy - shipped.attributes[index].accuracy)] as const)
    .filter(([, points]) => points > 0.5)
    .toSorted(([, a], [, b]) => b - a);
  const percent = (fraction: number | null): number => 100 * (fraction ?? 0);
  return {
    images: trained.images,
    trained: percent(trained.meanAccuracy),
    shipped: percent(shipped.meanAccuracy),
    losers,
  };
};
