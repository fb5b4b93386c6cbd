import { type AlbumPhoto, albumFaces } from './domain/album';
import { ATTRIBUTES } from './domain/attributes';
import { presentAt } from './domain/strictness';
import { saveFile } from './export/save-file';
import { type ExportedPhoto, toCsv } from './export/to-csv';
import { toJson } from './export/to-json';
import { type PictureWords, toPng } from './export/to-png';
import { photoPart } from './media/face-bitmap';
import { type AnalysedPhoto, type AppState, type PhotoId, photoWithId } from './state/app-state';
import type { Store } from './state/store';
import type { Actions } from './ui/view-props';

interface Parts {
  readonly page: Document;
  readonly store: Store;
  /** In the language of now. */
  readonly words: PictureWords;
}

type Kind = Parameters<Actions['savePhoto']>[0];

const TYPES = { csv: 'text/csv;charset=utf-8', json: 'application/json', png: 'image/png' } as const;

/** The photo on the stage as exports take it: with what counts as present now, and without what only an album knows. */
const exportedOf = ({ name, analysis, picture }: AnalysedPhoto, { engine, strictness }: AppState): ExportedPhoto => {
  const manifest = engine.kind === 'ready' ? engine.ready.manifest : undefined;
  const { width, height } = picture;
  const faces = albumFaces(analysis).map((face, index) => {
    const scores = analysis.kind === 'found' ? analysis.faces[index]?.attributes : undefined;
    if (!scores || !manifest) return face;
    const present = presentAt(scores, manifest.attributes, strictness);
    return { ...face, present: Uint8Array.from(ATTRIBUTES, (attribute) => (present.includes(attribute) ? 1 : 0)) };
  });
  const photo: AlbumPhoto = {
    id: '',
    name,
    bytes: 0,
    added: Date.now(),
    size: { width, height },
    faces,
    models: manifest?.version ?? '',
  };
  return { photo, faces };
};

const drawn = async ({ picture }: AnalysedPhoto, exported: ExportedPhoto, words: PictureWords): Promise<Blob> => {
  const { bitmap } = await photoPart(picture.url, { x: 0, y: 0, ...exported.photo.size }, exported.photo.size);
  try {
    return await toPng(exported, bitmap, words);
  } finally {
    bitmap.close();
  }
};

/** Whether this browser hands pictures to other apps. */
const canShare = ({ defaultView }: Document): boolean => {
  const probe = new File([], 'face.png', { type: TYPES.png });
  return defaultView?.navigator.canShare?.({ files: [probe] }) ?? false;
};

/** What can be taken along from the photo on the stage. */
export const wirePhoto = ({ page, store, words }: Parts): Pick<Actions, 'copyText' | 'savePhoto' | 'sharePhoto'> => {
  const make = async (kind: Kind, id: PhotoId): Promise<File> => {
    const photo = photoWithId(store.state.value, id);
    if (photo?.phase !== 'analysed') throw new Error('The photo was closed.');
    const exported = exportedOf(photo, store.state.value);
    const content = {
      csv: () => toCsv([exported]),
      json: () => toJson([exported], Date.now()),
      png: () => drawn(photo, exported, words),
    }[kind];
    const name = `${photo.name.replace(/\.[^./]+$/, '')} (faces).${kind}`;
    return new File([await content()], name, { type: TYPES[kind] });
  };
  const share = async (id: PhotoId): Promise<void> => {
    const file = await make('png', id);
    await page.defaultView?.navigator.share({ files: [file] }).catch((error: unknown) => {
      // Whoever closes the list of apps wants nothing more.
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    });
  };
  return {
    copyText: async (text) => {
      await navigator.clipboard.writeText(text);
    },
    savePhoto: async (kind, id) => {
      const file = await make(kind, id);
      saveFile(page, file.name, file);
      return file.name;
    },
    ...(canShare(page) && { sharePhoto: share }),
  };
};
