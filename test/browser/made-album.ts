import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { example, file, type MadeFile } from './made-files';

/** The bundled examples that show people, seven faces in all, small, so that many are quick. */
const SCENES = [
  { photo: 'astronaut.jpg', width: 240 },
  { photo: 'grace-hopper.jpg', width: 240 },
  { photo: 'luis-pedro.jpg', width: 240 },
  { photo: 'photographer.jpg', width: 240 },
  { photo: 'three-people.jpg', width: 600 },
] as const;

/** The scenes, decoded and reduced once. */
const reduced = new Map<string, Promise<Buffer>>();

const sceneOf = ({ photo, width }: (typeof SCENES)[number]): Promise<Buffer> => {
  const known = reduced.get(photo) ?? sharp(example(photo).buffer).resize(width).png().toBuffer();
  reduced.set(photo, known);
  return known;
};

/**
 * One of any number of photos, no two the same: a scene, mirrored or not, shifted, framed and lit otherwise.
 * @param index from 0; the same index makes the same photo
 */
export const madePhoto = async (index: number): Promise<MadeFile> => {
  const scene = SCENES[index % SCENES.length] ?? SCENES[0];
  const turn = Math.floor(index / SCENES.length);
  const margin = 8 + (turn % 5) * 8;
  const picture = sharp(await sceneOf(scene))
    .flop(turn % 2 === 1)
    .extend({
      top: margin,
      bottom: margin,
      left: 8 + (turn % 7) * 12,
      right: 24,
      background: `hsl(${(index * 37) % 360}, 30%, 60%)`,
    })
    .modulate({ brightness: 0.85 + (turn % 8) * 0.04, saturation: 0.8 + (turn % 5) * 0.1 });
  const name = `photo-${String(index + 1).padStart(4, '0')}.jpg`;
  return file(name, await picture.jpeg({ quality: 80 }).toBuffer());
};

/** A folder on the disk; the caller removes it. */
export const folderOf = (files: readonly MadeFile[]): { readonly path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'facet-album-'));
  for (const { name, buffer } of files) writeFileSync(join(path, name), buffer);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** @param first index of the first photo */
export const madePhotos = async (count: number, first = 0): Promise<MadeFile[]> => {
  const files: MadeFile[] = [];
  for (let index = first; index < first + count; index++) files.push(await madePhoto(index));
  return files;
};
