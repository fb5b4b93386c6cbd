import { type AlbumPhotoId, type FaceKey, faceKey } from './domain/album';
import { saveFile } from './export/save-file';
import { type ExportedPhoto, toCsv } from './export/to-csv';
import { toJson } from './export/to-json';
import { type PictureWords, toPng } from './export/to-png';
import type { ZippedFile } from './export/to-zip';
import { Canvas } from './media/canvas';
import type { DecodedPhoto } from './media/decode-file';
import type { Album } from './state/album';
import { exportChanged } from './state/album-transitions';

/** What an export needs of the page. */
interface Parts {
  readonly page: Document;
  readonly album: Pick<Album<ImageBitmap>, 'state' | 'apply'>;
  /** See `decodeFile`. */
  decode(name: string, file: Blob): Promise<DecodedPhoto>;
  photoFile(id: AlbumPhotoId): Promise<Blob | undefined>;
  /** In the language of now. */
  readonly words: PictureWords;
  /** Tells that so many photos couldn't be drawn. */
  onMissing(count: number): void;
}

/** The faces' photos in the order in which the faces are given, each once with all of its faces that are wanted. */
const photosWith = (album: Parts['album'], keys: readonly FaceKey[]): ExportedPhoto[] => {
  const wanted = new Map(keys.map((key, at) => [key, at]));
  const orderOf = ({ photo, faces }: ExportedPhoto): number =>
    Math.min(...faces.map((face) => wanted.get(faceKey(photo, face)) ?? Number.POSITIVE_INFINITY));
  return album.state.value.photos
    .map((photo) => ({ photo, faces: photo.faces.filter((face) => wanted.has(faceKey(photo, face))) }))
    .filter(({ faces }) => faces.length > 0)
    .sort((a, b) => orderOf(a) - orderOf(b));
};

const pngName = (name: string): string => `${name.replace(/\.[^./]+$/, '')} (faces).png`;

/** Saves faces of the album as files. */
export class WiredExport {
  readonly #parts: Parts;
  /** The drawing that is under way; only one is. */
  #drawing: AbortController | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async exportFaces(kind: 'csv' | 'json' | 'png', keys: readonly FaceKey[]): Promise<void> {
    const photos = photosWith(this.#parts.album, keys);
    if (kind === 'png') await this.#savePictures(photos);
    else if (kind === 'csv') this.#saveText('facet-faces.csv', 'text/csv;charset=utf-8', toCsv(photos));
    else this.#saveText('facet-faces.json', 'application/json', toJson(photos, Date.now()));
  }

  /** Stops drawing; what isn't saved yet isn't saved. */
  cancel(): void {
    this.#drawing?.abort();
  }

  #saveText(name: string, type: string, text: string): void {
    saveFile(this.#parts.page, name, new Blob([text], { type }));
  }

  async #savePictures(photos: readonly ExportedPhoto[]): Promise<void> {
    this.cancel();
    const mine = new AbortController();
    this.#drawing = mine;
    try {
      const drawn = this.#drawAll(photos, mine.signal);
      if (photos.length === 1) {
        for await (const { name, content } of drawn) saveFile(this.#parts.page, name, content);
      } else {
        await this.#saveZips(drawn, mine.signal);
      }
    } finally {
      if (this.#drawing === mine) this.#parts.album.apply(exportChanged, undefined);
    }
  }

  async #saveZips(files: AsyncIterable<ZippedFile>, signal: AbortSignal): Promise<void> {
    const { toZips } = await import('./export/to-zip');
    let part = 1;
    for await (const zip of toZips(files)) {
      if (signal.aborted) return;
      saveFile(this.#parts.page, part === 1 ? 'facet-faces.zip' : `facet-faces-${part}.zip`, zip);
      part += 1;
    }
  }

  /** Draws one photo after the other, as far as they are at hand and nobody cancels. */
  async *#drawAll(photos: readonly ExportedPhoto[], signal: AbortSignal): AsyncGenerator<ZippedFile> {
    let missing = 0;
    for (const [done, exported] of photos.entries()) {
      if (signal.aborted) return;
      this.#parts.album.apply(exportChanged, { done, total: photos.length });
      // A photo that can't be opened any more doesn't keep the others; how many there are is told in the end.
      const content = await this.#draw(exported).catch(() => undefined);
      if (content) yield { name: pngName(exported.photo.name), content };
      else missing += 1;
    }
    if (missing > 0) this.#parts.onMissing(missing);
  }

  async #draw(exported: ExportedPhoto): Promise<Blob | undefined> {
    const { id, name } = exported.photo;
    const file = await this.#parts.photoFile(id);
    if (!file) return undefined;
    const { bitmap, picture } = await this.#parts.decode(name, file);
    URL.revokeObjectURL(picture.url);
    try {
      return await toPng(exported, bitmap, this.#parts.words, (size) => new Canvas(size));
    } finally {
      bitmap.close();
    }
  }
}
