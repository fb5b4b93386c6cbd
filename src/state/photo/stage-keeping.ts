import type { PhotoBitmap } from '../../domain/analyzer-api';
import { faultNameOf, sentenceOf } from '../../domain/errors';
import type { Album } from '../album/album';
import { type AnalysedPhoto, type Keeping, type PhotoId, photoWithId } from '../page/app-state';
import type { Store } from '../page/store';
import { photoKeeping } from '../page/transitions';
import type { Turns } from '../page/turns';
import type { PhotoQueue } from './queue';

export interface KeepingTools<Bitmap extends PhotoBitmap> {
  readonly store: Store;
  readonly turns: Turns;
  readonly queue: Pick<PhotoQueue<Bitmap>, 'sourceOf'>;
  readonly album: Pick<Album<Bitmap>, 'keep'>;
}

const failure = (name: string, error: unknown): Keeping => {
  const fault = faultNameOf(error);
  return {
    kind: 'failed',
    message: sentenceOf(`${name} couldn't be added to the album`, error),
    ...(fault && { fault }),
  };
};

/** Puts a photo that is on the stage into the album, when somebody asks for it and never before. */
export class StageKeeping<Bitmap extends PhotoBitmap> {
  readonly #tools: KeepingTools<Bitmap>;

  constructor(tools: KeepingTools<Bitmap>) {
    this.#tools = tools;
  }

  /** Keeps the photo with the analysis that is on the stage: it is decoded again for its pictures, not analysed again. */
  async keep(id: PhotoId): Promise<void> {
    const { store } = this.#tools;
    const photo = photoWithId(store.state.value, id);
    if (photo?.phase !== 'analysed' || photo.keeping?.kind === 'running') return;
    store.apply(photoKeeping, id, { kind: 'running' });
    const outcome = await this.#keep(photo).catch((error: unknown) => failure(photo.name, error));
    store.apply(photoKeeping, id, outcome);
  }

  async #keep({ id, name, file, analysis }: AnalysedPhoto): Promise<Keeping> {
    const { turns, queue, album } = this.#tools;
    const source = queue.sourceOf(id)?.forAlbum?.();
    if (!source) throw new Error(`${name} has no file.`);
    const identity = file ?? (await source.identify());
    return turns.take(
      async () => {
        const opened = await source.open();
        // The pictures are made from a copy.
        opened.bitmap.close();
        await album.keep(source, identity, opened, analysis);
        return { kind: 'done', file: identity };
      },
      { urgent: true },
    );
  }
}
