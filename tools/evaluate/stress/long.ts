import sharp, { type OverlayOptions } from 'sharp';
import type { Size } from '../../../src/domain/geometry';
import { between, type Composite, mainFace, pick, type Random, type Scene } from '../composite-parts';
import { canBeCutOut, cutOut, drawCutOut, facesOf } from '../cut-out';
import type { ImageSource } from '../images';
import type { ReferenceFace } from '../labels';
import { faceSize } from '../matching';
import { type Vary, withBoxes } from './subject';

/** A head in sizes of a face. */
const HEAD = 2.7;

type Make = (images: ImageSource, scenes: readonly Scene[], random: Random) => Promise<Composite>;

const onto = async (size: Size, background: string, layers: OverlayOptions[]): Promise<Composite['pixels']> => {
  const create = { ...size, channels: 4 as const, background };
  const data = await sharp({ create, limitInputPixels: false }).composite(layers).raw().toBuffer();
  return { ...size, data: new Uint8Array(data) };
};

/** A panorama with this many people side by side; `head` is the side of their heads' squares, pixels. */
export const panorama =
  (size: Size, people: number, head: number): Make =>
  async (images, scenes, random) => {
    const whole = scenes.filter(canBeCutOut);
    const bottom = size.height;
    const places = Array.from({ length: people }, (_, i) => ({
      x: (size.width * (i + between(random, 0.2, 0.8))) / people,
      y: size.height * between(random, 0.25, 0.75),
      size: head / HEAD,
      bottom,
    }));
    const persons = places.map((place) => cutOut(pick(random, whole), { ...place, bottom: place.y + 2 * place.size }));
    const layers = await Promise.all(persons.map((person) => drawCutOut(person, images, size)));
    const pixels = await onto(
      size,
      '#8fa7b5',
      layers.filter((layer) => layer !== undefined),
    );
    return { pixels, faces: facesOf(persons, size) };
  };

/** The part of a scene round its main face: all of the head where the scene shows it. */
const portraitOf = ({ size, ...scene }: Scene) => {
  const face = mainFace(scene) as NonNullable<ReturnType<typeof mainFace>>;
  const side = Math.floor(Math.min(HEAD * faceSize(face), size.width, size.height));
  const start = (middle: number, length: number): number =>
    Math.round(Math.min(Math.max(middle - side / 2, 0), length - side));
  const left = start(face.x + face.width / 2, size.width);
  const top = start(face.y + face.height / 2, size.height);
  return { face, side, left, top };
};

interface Portrait {
  readonly layer: OverlayOptions;
  /** The main face; whoever else is in the picture counts neither way. */
  readonly faces: readonly ReferenceFace[];
}

/** A square picture of a scene's main face. @param side pixels. */
const drawPortrait = async (
  images: ImageSource,
  scene: Scene,
  place: { readonly left: number; readonly top: number; readonly side: number },
): Promise<Portrait> => {
  const { face, side, left, top } = portraitOf(scene);
  const input = await sharp(await images.read(scene.file))
    .extract({ left, top, width: side, height: side })
    .resize(place.side, place.side)
    .png()
    .toBuffer();
  const scale = place.side / side;
  const faces = scene.faces.map(({ box }): ReferenceFace => {
    const here = { x: place.left + (box.x - left) * scale, y: place.top + (box.y - top) * scale };
    const size = { width: box.width * scale, height: box.height * scale };
    return { box: { ...here, ...size }, score: box === face ? 1 : 0 };
  });
  return { layer: { input, left: place.left, top: place.top }, faces };
};

/** A screenshot of a scrolled conversation: this many portraits at both sides, words between them. */
export const chat =
  (size: Size, portraits: number): Make =>
  async (images, scenes, random) => {
    const pitch = size.height / portraits;
    const drawn = await Promise.all(
      Array.from({ length: portraits }, (_, i) => {
        const side = Math.round(pitch * between(random, 0.4, 0.75));
        const left = random() < 0.5 ? Math.round(0.05 * size.width) : Math.round(0.95 * size.width - side);
        return drawPortrait(images, pick(random, scenes), { left, top: Math.round((i + 0.1) * pitch), side });
      }),
    );
    const pixels = await onto(
      size,
      '#f2f0ea',
      drawn.map(({ layer }) => layer),
    );
    return { pixels, faces: drawn.flatMap(({ faces }) => faces) };
  };

/** This many portraits in a grid. @param side of one, pixels. */
export const crowd =
  (people: number, side: number): Make =>
  async (images, scenes, random) => {
    const columns = Math.ceil(Math.sqrt((people * 4) / 3));
    const drawn = await Promise.all(
      Array.from({ length: people }, (_, i) =>
        drawPortrait(images, pick(random, scenes), {
          left: (i % columns) * side,
          top: Math.floor(i / columns) * side,
          side,
        }),
      ),
    );
    const size = { width: columns * side, height: Math.ceil(people / columns) * side };
    const pixels = await onto(
      size,
      '#808080',
      drawn.map(({ layer }) => layer),
    );
    return { pixels, faces: drawn.flatMap(({ faces }) => faces) };
  };

/** Black or white bars at both sides, so that the photo is `aspect` times as wide as high, or as high as wide. */
export const bars =
  (aspect: number): Vary =>
  async (subject, random) => {
    const { width, height, data } = subject.pixels;
    const wide = random() < 0.5;
    const background = random() < 0.5 ? '#000' : '#fff';
    const size = wide
      ? { width: Math.max(width, Math.round(height * aspect)), height }
      : { width, height: Math.max(height, Math.round(width * aspect)) };
    const left = Math.round((size.width - width) * random());
    const top = Math.round((size.height - height) * random());
    const pixels = await onto(size, background, [
      { input: Buffer.from(data), raw: { width, height, channels: 4 }, left, top },
    ]);
    return { ...withBoxes(subject, (box) => ({ ...box, x: box.x + left, y: box.y + top })), pixels };
  };
