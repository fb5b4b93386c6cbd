import type { AlbumPhoto } from '../../domain/album';
import { facesOf } from '../../domain/analysis';
import type { Album } from '../album/album';
import { type PhotoId, photoWithId } from '../page/app-state';
import type { Store } from '../page/store';
import { faceBack, faceTakenAway } from '../page/transitions';

/** Takes wrong faces away from the photo on the stage, from the album and whenever the same file comes again. */
export class StageFaces {
  readonly #store: Store;
  readonly #album: Pick<Album<never>, 'takeAway' | 'giveBack'>;
  /** What the album had of a photo before its last face was taken away. */
  readonly #before = new Map<PhotoId, AlbumPhoto>();

  constructor(store: Store, album: Pick<Album<never>, 'takeAway' | 'giveBack'>) {
    this.#store = store;
    this.#album = album;
  }

  /** The chosen face is none. */
  async takeAway(id: PhotoId): Promise<void> {
    const photo = photoWithId(this.#store.state.value, id);
    if (photo?.phase !== 'analysed') return;
    const face = facesOf(photo.analysis)[photo.chosenFace];
    if (!face) return;
    this.#store.apply(faceTakenAway, id);
    this.#before.delete(id);
    const before = photo.file && (await this.#album.takeAway(photo.file, face.face));
    if (before) this.#before.set(id, before);
  }

  /** The face that was taken away last is one after all. */
  async giveBack(id: PhotoId): Promise<void> {
    const photo = photoWithId(this.#store.state.value, id);
    if (photo?.phase !== 'analysed' || !photo.takenAway) return;
    const { box } = photo.takenAway;
    this.#store.apply(faceBack, id);
    if (photo.file) await this.#album.giveBack(photo.file, box, this.#before.get(id));
    this.#before.delete(id);
  }
}
