import { type AlbumPhotoId, type FaceKey, faceKey } from '../../domain/album';
import type { PerAttribute } from '../../domain/attributes';
import { type Strictness, thresholdOf } from '../../domain/strictness';
import type { ExportContext, ExportedPhoto, ListFormat, PictureFormat, SidecarFormat } from '../../export/format';
import { EXPORT_FORMATS } from '../../export/formats';
import { saveFile } from '../../export/save-file';
import { createMeasure, type NewCanvas, toPng } from '../../export/to-png';
import type { ZippedFile } from '../../export/to-zip';
import { Canvas } from '../../media/canvas';
import type { DecodedPhoto } from '../../media/decode-file';
import type { Album } from '../../state/album/album';
import { exportChanged } from '../../state/album/transitions';
import type { EngineState } from '../../state/page/app-state';

/** What an export needs of the page. */
interface Parts {
  readonly page: Document;
  readonly album: Pick<Album<ImageBitmap>, 'state' | 'apply'>;
  /** See `decodeFile`. */
  decode(name: string, file: Blob): Promise<DecodedPhoto>;
  photoFile(id: AlbumPhotoId): Promise<Blob | undefined>;
  /** In the language of now, and with the models of now. */
  context(): Pick<ExportContext, 'words' | 'thresholds'>;
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

/** A photo's file name without the folders that it came with. */
const fileOf = ({ photo }: ExportedPhoto): string => photo.name.split('/').at(-1) ?? photo.name;

/** Spreadsheets take a table without it for the system's old code page, and é for Ã©. */
const BYTE_ORDER_MARK = '\ufeff';

/** All photos in one file. */
export const listFile = (format: ListFormat, photos: readonly ExportedPhoto[], context: ExportContext): Blob =>
  new Blob([format.kind === 'csv' ? BYTE_ORDER_MARK : '', format.write(photos, context)], { type: format.type });

const newCanvas: NewCanvas = (size) => new Canvas(size);

/** @param bitmap the photo, in any size; stays the caller's */
export const pictureFile = (
  format: PictureFormat,
  photo: ExportedPhoto,
  bitmap: ImageBitmap,
  context: ExportContext,
): Promise<Blob> => {
  const { width, height } = bitmap;
  return toPng(format.draw(photo, { width, height }, context, createMeasure(newCanvas)), bitmap, newCanvas);
};

/**
 * From which probability on an attribute counts as present with the models that are loaded; nothing before they are.
 * @param strictness what was chosen where the export is made; albums keep what `strict` says
 */
export const thresholdsOf = (
  engine: EngineState,
  strictness: Strictness = 'strict',
): Pick<ExportContext, 'thresholds'> => {
  if (engine.kind !== 'ready') return {};
  const { version, attributes } = engine.ready.manifest;
  const entries = attributes.map((entry) => [entry.name, thresholdOf(entry, strictness)] as const);
  return { thresholds: { models: version, values: Object.fromEntries(entries) as PerAttribute<number> } };
};

/** Saves faces of the album as files. */
export class WiredExport {
  readonly #parts: Parts;
  /** The drawing that is under way; only one is. */
  #drawing: AbortController | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @param kind of one of `EXPORT_FORMATS` @param sensitive whether somebody asked for what judges a person */
  async exportFaces(kind: string, keys: readonly FaceKey[], sensitive: boolean): Promise<void> {
    const format = EXPORT_FORMATS.find((known) => known.kind === kind);
    if (!format) return;
    const photos = photosWith(this.#parts.album, keys);
    const context = { ...this.#parts.context(), sensitive, exported: Date.now() };
    if (format.content !== 'list') return this.#saveFiles(format, photos, context);
    saveFile(this.#parts.page, format.fileName, listFile(format, photos, context));
  }

  /** Stops drawing; what isn't saved yet isn't saved. */
  cancel(): void {
    this.#drawing?.abort();
  }

  async #saveFiles(
    format: SidecarFormat | PictureFormat,
    photos: readonly ExportedPhoto[],
    context: ExportContext,
  ): Promise<void> {
    this.cancel();
    const mine = new AbortController();
    this.#drawing = mine;
    try {
      const made = this.#makeAll(format, photos, context, mine.signal);
      if (photos.length === 1) {
        for await (const { name, content } of made) saveFile(this.#parts.page, name, content);
      } else {
        await this.#saveZips(made, mine.signal);
      }
    } finally {
      if (this.#drawing === mine) this.#parts.album.apply(exportChanged, undefined);
    }
  }

  async #saveZips(files: AsyncIterable<ZippedFile>, signal: AbortSignal): Promise<void> {
    const { toZips } = await import('../../export/to-zip');
    let part = 1;
    for await (const zip of toZips(files)) {
      if (signal.aborted) return;
      saveFile(this.#parts.page, part === 1 ? 'facet-faces.zip' : `facet-faces-${part}.zip`, zip);
      part += 1;
    }
  }

  /** Makes one photo's file after the other, as far as they are at hand and nobody cancels. */
  async *#makeAll(
    format: SidecarFormat | PictureFormat,
    photos: readonly ExportedPhoto[],
    context: ExportContext,
    signal: AbortSignal,
  ): AsyncGenerator<ZippedFile> {
    let missing = 0;
    for (const [done, exported] of photos.entries()) {
      if (signal.aborted) return;
      this.#parts.album.apply(exportChanged, { done, total: photos.length });
      // A photo that can't be opened any more doesn't keep the others; how many there are is told in the end.
      const content = await this.#make(format, exported, context).catch(() => undefined);
      if (content) yield { name: format.fileName(fileOf(exported)), content };
      else missing += 1;
    }
    if (missing > 0) this.#parts.onMissing(missing);
  }

  async #make(
    format: SidecarFormat | PictureFormat,
    exported: ExportedPhoto,
    context: ExportContext,
  ): Promise<Blob | undefined> {
    if (format.content === 'sidecar') return new Blob([format.write(exported, context)], { type: format.type });
    const { id, name } = exported.photo;
    const file = await this.#parts.photoFile(id);
    if (!file) return undefined;
    const { bitmap, picture } = await this.#parts.decode(name, file);
    URL.revokeObjectURL(picture.url);
    try {
      return await pictureFile(format, exported, bitmap, context);
    } finally {
      bitmap.close();
    }
  }
}
