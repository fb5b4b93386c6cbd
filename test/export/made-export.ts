import type { AlbumFace } from '../../src/domain/album';
import { labelOf } from '../../src/domain/attribute-info';
import { ATTRIBUTES, type AttributeName, perAttribute } from '../../src/domain/attributes';
import type { ExportContext, ExportedPhoto } from '../../src/export/format';
import { albumFace, albumPhoto } from '../state/album/made-album';

/** What an export is given where nobody asked for anything special. */
export const context = (change: Partial<ExportContext> = {}): ExportContext => ({
  sensitive: false,
  thresholds: { models: 'made', values: perAttribute((_, at) => (at + 1) / 100) },
  exported: Date.UTC(2026, 1, 3),
  words: {
    label: labelOf,
    percentage: (probability) => `${Math.round(100 * probability)}%`,
    drawnAt: (scale) => `Drawn at ${Math.round(100 * scale)}%`,
  },
  ...change,
});

/** A photo by this name with one face that has these attributes. */
export const named = (name: string, present: readonly AttributeName[] = ['Smiling']): ExportedPhoto => {
  const faces = [albumFace(present)];
  return { photo: { ...albumPhoto(name, faces, Date.UTC(2026, 0, 2)), name }, faces };
};

/** A photo of this size with faces at these places. */
export const crowd = (
  width: number,
  height: number,
  boxes: readonly (readonly [x: number, y: number, side: number])[],
): ExportedPhoto => {
  const faces = boxes.map(([x, y, side], index): AlbumFace => {
    const face = { x, y, width: side, height: side };
    return { ...albumFace(ATTRIBUTES.slice(10, 24), index), face, head: face };
  });
  return { photo: { ...albumPhoto('crowd', faces), size: { width, height } }, faces };
};
