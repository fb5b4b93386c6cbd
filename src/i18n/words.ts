import { facesOf } from '../domain/analysis';
import type { Progress } from '../domain/progress';
import type { EngineState, Notice, Photo } from '../state/page/app-state';
import { texts } from './';

/**
 * A probability as people read it; never a certainty, which no net has.
 * @param probability 0–1
 */
export const percentage = (probability: number): string => {
  const { percent } = texts.value;
  if (probability < 0.005) return `<${percent(0.01)}`;
  if (probability >= 0.995) return `>${percent(0.99)}`;
  return percent(probability);
};

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** What the engine is doing while it gets ready. */
export const progressText = (progress: Progress | undefined): string => {
  const { engine } = texts.value;
  switch (progress?.phase) {
    case 'download': {
      if (progress.trouble) return engine.trouble[progress.trouble];
      const say = progress.source === 'network' ? engine.fromNetwork : engine.fromDevice;
      return say(megabytes(progress.loadedBytes), megabytes(progress.totalBytes));
    }
    case 'backend':
      return engine.choosing;
    case 'warm-up':
      return engine.warmingUp;
    default:
      return engine.gettingReady;
  }
};

/** Share of the download that is done, 0–1; undefined while there is nothing to measure. */
export const progressShare = (progress: Progress | undefined): number | undefined =>
  progress?.phase === 'download' && progress.totalBytes > 0 ? progress.loadedBytes / progress.totalBytes : undefined;

/** What is happening to the photo on the stage. */
export const photoStatus = (photo: Photo, engine: EngineState): string => {
  const words = texts.value.photo;
  switch (photo.phase) {
    case 'queued':
      return words.queued;
    case 'opening':
      return words.opening;
    case 'analysing':
      return engine.kind === 'ready' ? words.analysing : words.waiting;
    case 'analysed':
      return words.faces(facesOf(photo.analysis).length);
    case 'failed':
      return words.failed;
  }
};

/** A notice in the language of now; `detail` is its English message, where that says more. */
export const noticeText = ({ message, fault }: Notice): { readonly text: string; readonly detail?: string } => {
  const said = fault && texts.value.faults[fault];
  return said ? { text: said, detail: message } : { text: message };
};

/** What follows the status: the photo's size in pixels and how long the nets took. */
export const photoNumbers = (photo: Photo): string => {
  const size = photo.picture ? ` · ${photo.picture.width} × ${photo.picture.height}` : '';
  const time = photo.phase === 'analysed' && !photo.kept ? ` · ${Math.round(photo.analysis.ms.total)} ms` : '';
  return size + time;
};

/** @param index counted from 0, @param count how many faces the photo has */
export const faceName = (index: number, count: number): string => texts.value.photo.face(index, count);

/** A number with as many digits as matter: 0.034, 1.2, 18. */
export const shortNumber = (value: number): string => Number(value.toPrecision(2)).toString();
