import { type AlbumPhoto, albumFaces } from '../../domain/album';
import { ATTRIBUTES } from '../../domain/attributes';
import { presentAt } from '../../domain/strictness';
import type { ExportContext, ExportedPhoto, ExportFormat, PictureWords } from '../../export/format';
import { EXPORT_FORMATS } from '../../export/formats';
import { saveFile } from '../../export/save-file';
import { pictureFormat } from '../../export/to-picture';
import { photoPart } from '../../media/face-bitmap';
import { type AnalysedPhoto, type AppState, type PhotoId, photoWithId } from '../../state/page/app-state';
import type { Store } from '../../state/page/store';
import type { Actions } from '../../ui/shared/view-props';
import { listFile, pictureFile, thresholdsOf } from './export';

interface Parts {
  readonly page: Document;
  readonly store: Store;
  /** In the language of now. */
  readonly words: PictureWords;
}

const PNG = 'image/png';

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

const contentOf = async (
  format: ExportFormat,
  { picture }: AnalysedPhoto,
  exported: ExportedPhoto,
  context: ExportContext,
): Promise<Blob> => {
  if (format.content === 'list') return listFile(format, [exported], context);
  if (format.content === 'sidecar') return new Blob([format.write(exported, context)], { type: format.type });
  const { bitmap } = await photoPart(picture.url, { x: 0, y: 0, ...exported.photo.size }, exported.photo.size);
  try {
    return await pictureFile(format, exported, bitmap, context);
  } finally {
    bitmap.close();
  }
};

const fileName = (format: ExportFormat, photo: string): string =>
  format.content === 'list' ? `${photo.replace(/\.[^./]+$/, '')} (faces).${format.kind}` : format.fileName(photo);

/** Whether this browser hands pictures to other apps. */
const canShare = ({ defaultView }: Document): boolean => {
  const probe = new File([], 'face.png', { type: PNG });
  return defaultView?.navigator.canShare?.({ files: [probe] }) ?? false;
};

/** What can be taken along from the photo on the stage. */
export const wirePhoto = ({
  page,
  store,
  words,
}: Parts): Pick<Actions, 'exports' | 'copyText' | 'savePhoto' | 'sharePhoto'> => {
  const make = async (format: ExportFormat, id: PhotoId): Promise<File> => {
    const state = store.state.value;
    const photo = photoWithId(state, id);
    if (photo?.phase !== 'analysed') throw new Error('The photo was closed.');
    const exported = exportedOf(photo, state);
    const context = {
      words,
      sensitive: state.panel.unfolded,
      exported: Date.now(),
      ...thresholdsOf(state.engine, state.strictness),
    };
    const content = await contentOf(format, photo, exported, context);
    return new File([content], fileName(format, photo.name), {
      type: format.content === 'picture' ? PNG : format.type,
    });
  };
  const share = async (id: PhotoId): Promise<void> => {
    const file = await make(pictureFormat, id);
    await page.defaultView?.navigator.share({ files: [file] }).catch((error: unknown) => {
      // Whoever closes the list of apps wants nothing more.
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    });
  };
  return {
    exports: EXPORT_FORMATS,
    copyText: async (text) => {
      await navigator.clipboard.writeText(text);
    },
    savePhoto: async (kind, id) => {
      const format = EXPORT_FORMATS.find((known) => known.kind === kind);
      if (!format) throw new Error(`There is no export format "${kind}".`);
      const file = await make(format, id);
      saveFile(page, file.name, file);
      return file.name;
    },
    ...(canShare(page) && { sharePhoto: share }),
  };
};
