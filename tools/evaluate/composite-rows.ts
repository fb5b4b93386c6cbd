import sharp from 'sharp';
import type { Size } from '../../src/domain/geometry';
import {
  between,
  type Composite,
  logBetween,
  mainFace,
  pick,
  type Random,
  type Scene,
  sizeOf,
  whole,
} from './composite-parts';
import { type CutOut, canBeCutOut, cutOut, drawCutOut, facesOf } from './cut-out';
import type { ImageSource } from './images';
import { faceSize } from './matching';

/** What kind of photo of people in rows is made; lengths in pixels. */
export interface RowsKind {
  readonly longestSide: number;
  /** Width by height. */
  readonly aspects: readonly number[];
  readonly people: readonly [least: number, most: number];
  /** Sizes of the faces, √(width·height). */
  readonly faces: readonly [smallest: number, largest: number];
}

/** A face's place: its centre and √(width·height), pixels. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly bottom: number;
}

/** A scene is never enlarged more than so much: a phone's photo is sharp. */
const MOST_ENLARGED = 1.5;
/** Between neighbours and between rows, in sizes of a face. */
const ACROSS = [1.45, 2.3] as const;
const PITCH = [1.5, 2.3] as const;
/** From the middle of a face to where the next row hides the body; and the room a row needs above its faces' middles. */
const BODY = 2.6;
const ABOVE = 1.2;
/** How much one face differs from the next in size. */
const VARIETY = 0.1;

interface Layout {
  readonly rows: number;
  /** How large the faces can be that fit. */
  readonly largest: number;
}

/** The fewest rows, from `start` on, in which the faces can be at least `smallest`; or those that allow the largest. */
const chooseRows = (
  { width, height }: Size,
  people: number,
  { across, pitch, start, smallest }: { across: number; pitch: number; start: number; smallest: number },
): Layout => {
  const layouts = Array.from({ length: people }, (_, i) => {
    const rows = i + 1;
    const byWidth = width / ((Math.ceil(people / rows) + 0.5) * across);
    const byHeight = height / ((rows - 1) * pitch + ABOVE + 0.7 * BODY);
    return { rows, largest: Math.min(byWidth, byHeight) };
  });
  const fits = layouts.find(({ rows, largest }) => rows >= start && largest >= smallest);
  return fits ?? [...layouts].sort((a, b) => b.largest - a.largest)[0];
};

/** Places people in rows, the last row first, the front row's bodies down to the edge of the photo. */
const layOut = (random: Random, photo: Size, people: number, [smallest, most]: RowsKind['faces']): Place[] => {
  const [across, pitch] = [between(random, ...ACROSS), between(random, ...PITCH)];
  const start = Math.sqrt((people * photo.height) / photo.width) * between(random, 0.5, 1);
  const least = smallest * (1 + VARIETY);
  const { rows, largest } = chooseRows(photo, people, { across, pitch, start, smallest: least });
  const size = logBetween(random, least, Math.max(least, Math.min(largest, most)));
  const stack = ((rows - 1) * pitch + ABOVE + 0.7 * BODY) * size;
  const front = photo.height - 0.7 * BODY * size - 0.6 * random() * Math.max(0, photo.height - stack);
  return Array.from({ length: people }, (_, i) => {
    const row = Math.floor((i * rows) / people);
    const first = Math.ceil((row * people) / rows);
    const count = Math.ceil(((row + 1) * people) / rows) - first;
    const stagger = row % 2 === 0 ? 0.25 : -0.25;
    const column = i - first - (count - 1) / 2 + stagger + between(random, -0.1, 0.1);
    const y = front - (rows - 1 - row) * pitch * size + between(random, -0.12, 0.12) * size;
    return {
      x: photo.width / 2 + column * across * size,
      y,
      size: size * between(random, 1 - VARIETY, 1 + VARIETY),
      bottom: row === rows - 1 ? photo.height : Math.min(photo.height, y + BODY * size),
    };
  });
};

/** A scene whose face needn't be enlarged much; the one with the largest face when none is large enough. */
const pickScene = (random: Random, scenes: readonly Scene[], size: number): Scene => {
  const sizeIn = (scene: Scene): number => faceSize(mainFace(scene) as NonNullable<ReturnType<typeof mainFace>>);
  const sharpEnough = scenes.filter((scene) => sizeIn(scene) * MOST_ENLARGED >= size);
  return sharpEnough.length > 0 ? pick(random, sharpEnough) : [...scenes].sort((a, b) => sizeIn(b) - sizeIn(a))[0];
};

/** Light and colours of a scene without anything in it: so few pixels that no face is left, enlarged. */
const backdrop = async (images: ImageSource, scene: Scene, photo: Size): Promise<Buffer> => {
  const few = await sharp(await images.read(scene.file))
    .resize(12, 12, { fit: 'fill' })
    .blur(1.5)
    .removeAlpha()
    .png()
    .toBuffer();
  return sharp(few).resize(photo.width, photo.height, { fit: 'fill', kernel: 'cubic' }).raw().toBuffer();
};

/**
 * A group photo: people, cut out of the scenes along head and shoulders, in rows before a blurred background.
 * @param scenes at least one of which `canBeCutOut`; the others aren't used.
 */
export const makeRows = async (
  kind: RowsKind,
  images: ImageSource,
  scenes: readonly Scene[],
  random: Random,
): Promise<Composite> => {
  const size = sizeOf(kind.longestSide, pick(random, kind.aspects));
  const cut = scenes.filter(canBeCutOut);
  const places = layOut(random, size, whole(random, ...kind.people), kind.faces);
  const people: CutOut[] = places.map((place) => cutOut(pickScene(random, cut, place.size), place));
  const back = await backdrop(images, pick(random, scenes), size);
  const layers = await Promise.all(people.map((person) => drawCutOut(person, images, size)));
  const data = await sharp(back, { raw: { ...size, channels: 3 } })
    .composite(layers.filter((layer) => layer !== undefined))
    .removeAlpha()
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { pixels: { ...size, data }, faces: facesOf(people, size) };
};
