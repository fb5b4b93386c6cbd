import { type Analysis, facesOf } from '../domain/analysis';
import type { BackendName } from '../domain/analyzer-api';
import type { Progress } from '../domain/progress';
import type { EngineState, Photo } from '../state/app-state';

/**
 * A probability as people read it; never a certainty, which no net has.
 * @param probability 0–1
 */
export const percentage = (probability: number): string => {
  if (probability < 0.005) return '<1%';
  if (probability >= 0.995) return '>99%';
  return `${Math.round(probability * 100)}%`;
};

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** What the engine is doing while it gets ready. */
export const progressText = (progress: Progress | undefined): string => {
  switch (progress?.phase) {
    case 'download': {
      const amount = `${megabytes(progress.loadedBytes)} of ${megabytes(progress.totalBytes)} MB`;
      return progress.source === 'network'
        ? `Getting ready: ${amount}, only this once`
        : `Getting ready from this device: ${amount}`;
    }
    case 'backend':
      return 'Getting ready: choosing what to run on';
    case 'warm-up':
      return 'Getting ready: warming up';
    default:
      return 'Getting ready';
  }
};

/** Share of the download that is done, 0–1; undefined while there is nothing to measure. */
export const progressShare = (progress: Progress | undefined): number | undefined =>
  progress?.phase === 'download' && progress.totalBytes > 0 ? progress.loadedBytes / progress.totalBytes : undefined;

export const BACKEND_LABELS: { readonly [N in BackendName]: string } = {
  webgpu: 'GPU',
  wasm: 'CPU',
  webgl: 'GPU (WebGL)',
  cpu: 'CPU (slow)',
};

/** What each backend is called where the choice is explained. */
export const BACKEND_NAMES: { readonly [N in BackendName]: string } = {
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  webgl: 'WebGL',
  cpu: 'plain JavaScript',
};

const outcomeText = (analysis: Analysis): string => {
  const count = facesOf(analysis).length;
  if (count === 0) return 'No face found';
  return count === 1 ? '1 face' : `${count} faces`;
};

/** What is happening to the photo on the stage. */
export const photoStatus = (photo: Photo, engine: EngineState): string => {
  switch (photo.phase) {
    case 'queued':
      return 'Waiting for its turn';
    case 'opening':
      return 'Opening';
    case 'analysing':
      return engine.kind === 'ready' ? 'Looking for faces' : 'Waiting until everything is ready';
    case 'analysed':
      return outcomeText(photo.analysis);
    case 'failed':
      return "Couldn't be analysed";
  }
};

/** What follows the status: the photo's size in pixels and how long the nets took. */
export const photoNumbers = (photo: Photo): string => {
  const size = photo.picture ? ` · ${photo.picture.width} × ${photo.picture.height}` : '';
  const time = photo.phase === 'analysed' ? ` · ${Math.round(photo.analysis.ms.total)} ms` : '';
  return size + time;
};

/** @param index counted from 0, @param count how many faces the photo has */
export const faceName = (index: number, count: number): string => `Face ${index + 1} of ${count}`;

/** A number with as many digits as matter: 0.034, 1.2, 18. */
export const shortNumber = (value: number): string => Number(value.toPrecision(2)).toString();
