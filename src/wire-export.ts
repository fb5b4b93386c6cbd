import { type AlbumPhotoId, type FaceKey, faceKey } from './domain/album';
import type { PerAttribute } from './domain/attributes';
import { saveFile } from './export/save-file';
import { type ExportedPhoto, toCsv } from './export/to-csv';
import { toJson } from './export/to-json';
import { toPng } from './export/to-png';
import type { ZippedFile } from './export/to-zip';
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
  /** The attributes' names in the language of now. */
  labels(): PerAttribute<string>;
  /** Tells that so many photos couldn't be drawn. */
  onMissing(count: number): void;
}

export interface WiredExport {
  exportFaces(kind: 'csv' | 'json' | 'png', keys: readonly FaceKey[]): Promise<void>;
  cancel(): void;
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

export const wireExport = ({ page, album, decode, photoFile, labels, onMissing }: Parts): WiredExport => {
  let drawing: AbortController | undefined;

  /** Draws one photo after the other, as far as they are at hand and nobody cancels. */
  async function* drawn(photos: readonly ExportedPhoto[], { signal }: AbortController): AsyncGenerator<ZippedFile> {
    let missing = 0;
    for (const [done, exported] of photos.entries()) {
      if (signal.aborted) return;
      album.apply(exportChanged, { done, total: photos.length });
      const { id, name } = exported.photo;
      const content = await draw(exported, await photoFile(id)).catch(() => undefined);
      if (content) yield { name: pngName(name), content };
      else missing += 1;
    }
    if (missing > 0) onMissing(missing);
  }

  const draw = async (exported: ExportedPhoto, file: Blob | undefined): Promise<Blob | undefined> => {
    if (!file) return undefined;
    const { bitmap, picture } = await decode(exported.photo.name, file);
    URL.revokeObjectURL(picture.url);
    try {
      return await toPng(exported, bitmap, labels());
    } finally {
      bitmap.close();
    }
  };

  const exportPictures = async (photos: readonly ExportedPhoto[]): Promise<void> => {
    drawing?.abort();
    const mine = new AbortController();
    drawing = mine;
    try {
      if (photos.length === 1) {
        for await (const { name, content } of drawn(photos, mine)) saveFile(page, name, content);
        return;
      }
      const { toZips } = await import('./export/to-zip');
      let part = 1;
      for await (const zip of toZips(drawn(photos, mine))) {
        if (mine.signal.aborted) return;
        saveFile(page, part === 1 ? 'facet-faces.zip' : `facet-faces-${part}.zip`, zip);
        part += 1;
      }
    } finally {
      if (drawing === mine) album.apply(exportChanged, undefined);
    }
  };

  return {
    async exportFaces(kind, keys) {
      const photos = photosWith(album, keys);
      if (kind === 'png') return exportPictures(photos);
      const [name, type, text] =
        kind === 'csv'
          ? ['facet-faces.csv', 'text/csv;charset=utf-8', toCsv(photos)]
          : ['facet-faces.json', 'application/json', toJson(photos, Date.now())];
      saveFile(page, name, new Blob([text], { type }));
    },
    cancel: () => drawing?.abort(),
  };
};
