import type { FaceKey } from '../domain/album';
import type { AlbumStore, Removal } from '../domain/album-store';
import type { Album, AlbumTools } from './album';
import { type AlbumKeeper, storageNotice } from './album-keeper';
import {
  albumNoticeAdded,
  deletionOver,
  deletionUndone,
  facesDeleted,
  removalOf,
  removalOfAll,
} from './album-transitions';

type Tools = Pick<AlbumTools<never>, 'store' | 'tell' | 'claim'>;

/** Deletes so that it can be undone: gone from sight at once, from the device when it can't be undone any more. */
export class AlbumDeletion {
  readonly #album: Pick<Album<never>, 'state' | 'apply'>;
  readonly #tools: Tools;
  readonly #keeper: AlbumKeeper;
  /** What can still come back; the claim tells other tabs not to finish it. */
  #pending: { readonly removal: Removal; readonly claim: ReturnType<Tools['claim']> } | undefined;

  constructor(album: Pick<Album<never>, 'state' | 'apply'>, tools: Tools, keeper: AlbumKeeper) {
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

  async #remove(removal: Removal): Promise<void> {
    const before = this.finish();
    this.#pending = { removal, claim: this.#tools.claim('removing') };
    this.#album.apply(facesDeleted, removal);
    this.#tools.tell({ kind: 'removed', removal });
    await before;
    await this.#write((store) => store.noteRemoval(removal));
  }

  async undo(): Promise<void> {
    const { removed } = this.#album.state.value;
    if (!removed || !this.#pending) return;
    const { claim } = this.#pending;
    this.#pending = undefined;
    this.#album.apply(deletionUndone);
    this.#tools.tell({ kind: 'restored', photos: removed.before });
    await this.#write((store) => store.noteRemoval(undefined));
    (await claim)?.();
  }

  /** Deletes for good what could still be undone. */
  async finish(): Promise<void> {
    if (!this.#pending) return;
    const { removal, claim } = this.#pending;
    this.#pending = undefined;
    this.#album.apply(deletionOver);
    this.#keeper.forget(removal.photos);
    await this.#write((store) => store.purge(removal));
    (await claim)?.();
  }

  /** What the device refuses is told; the page goes on with what it has in memory. */
  async #write(write: (store: AlbumStore) => Promise<void>): Promise<void> {
    await write(this.#tools.store).catch((error: unknown) => this.#album.apply(albumNoticeAdded, storageNotice(error)));
  }
}
