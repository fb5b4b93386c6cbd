import { type AlbumPhotoId, type FaceKey, faceKey } from '../../domain/album';
import type { AlbumStore, Removal } from '../../domain/album-store';
import type { Box } from '../../domain/geometry';
import type { Album, AlbumTools } from './album';
import { type AlbumKeeper, storageNotice } from './keeper';
import { albumNoticeAdded, deletionOver, deletionUndone, facesDeleted, removalOf, removalOfAll } from './transitions';

type Tools = Pick<AlbumTools<never>, 'store' | 'tell' | 'claim'>;

/** Boxes of faces, file by file. */
type BoxesOfFiles = ReadonlyMap<AlbumPhotoId, readonly Box<'photo'>[]>;

interface Pending {
  readonly removal: Removal;
  readonly notFaces: BoxesOfFiles;
  readonly claim: ReturnType<Tools['claim']>;
}

/** Deletes so that it can be undone: gone from sight at once, from the device when it can't be undone any more. */
export class AlbumDeletion {
  readonly #album: Pick<Album<never>, 'state' | 'apply' | 'notFaces'>;
  readonly #tools: Tools;
  readonly #keeper: AlbumKeeper;
  /** What can still come back; the claim tells other tabs not to finish it. */
  #pending: Pending | undefined;

  constructor(album: Pick<Album<never>, 'state' | 'apply' | 'notFaces'>, tools: Tools, keeper: AlbumKeeper) {
    this.#album = album;
    this.#tools = tools;
    this.#keeper = keeper;
  }

  async delete(faces: ReadonlySet<FaceKey>): Promise<void> {
    await this.#remove(removalOf(this.#album.state.value, faces));
  }

  async deleteAll(): Promise<void> {
    await this.#remove(removalOfAll(this.#album.state.value));
  }

  /** They are no faces: they go, their photos stay, and they aren't found again when the same files come. */
  async takeAway(faces: ReadonlySet<FaceKey>): Promise<void> {
    const boxes = new Map<AlbumPhotoId, Box<'photo'>[]>();
    for (const photo of this.#album.state.value.photos) {
      const wrong = photo.faces.filter((face) => faces.has(faceKey(photo, face)));
      if (wrong.length > 0)
        boxes.set(
          photo.id,
          wrong.map(({ face }) => face),
        );
    }
    await this.#remove({ photos: [], faces: [...faces] }, boxes);
  }

  async #remove(removal: Removal, notFaces: BoxesOfFiles = new Map()): Promise<void> {
    const before = this.finish();
    this.#pending = { removal, notFaces, claim: this.#tools.claim('removing') };
    this.#album.apply(facesDeleted, removal, notFaces.size > 0);
    this.#tools.tell({ kind: 'removed', removal });
    await before;
    await this.#write((store) => store.noteRemoval(removal));
    for (const [file, boxes] of notFaces) await this.#album.notFaces.add(file, boxes);
  }

  async undo(): Promise<void> {
    const { removed } = this.#album.state.value;
    if (!removed || !this.#pending) return;
    const { claim, notFaces } = this.#pending;
    this.#pending = undefined;
    this.#album.apply(deletionUndone);
    this.#tools.tell({ kind: 'restored', photos: removed.before });
    await this.#write((store) => store.noteRemoval(undefined));
    for (const [file, boxes] of notFaces) await this.#album.notFaces.drop(file, boxes);
    (await claim)?.();
  }

  /** Deletes for good what could still be undone. */
  async finish(): Promise<void> {
    if (!this.#pending) return;
    const { removal, claim } = this.#pending;
    this.#pending = undefined;
    this.#album.apply(deletionOver);
    this.#keeper.forget(removal.photos);
    if (removal.everything) this.#album.notFaces.forget();
    await this.#write((store) => store.purge(removal));
    (await claim)?.();
  }

  /** What the device refuses is told; the page goes on with what it has in memory. */
  async #write(write: (store: AlbumStore) => Promise<void>): Promise<void> {
    await write(this.#tools.store).catch((error: unknown) => this.#album.apply(albumNoticeAdded, storageNotice(error)));
  }
}
