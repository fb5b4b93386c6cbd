import { seededRandom } from '../lib/seeded-random';
import type { Composite, Random, Scene } from './composite-parts';
import { makeRows, type RowsKind } from './composite-rows';
import { makeScenes } from './composite-scenes';
import { canBeCutOut } from './cut-out';
import type { ImageSource } from './images';
import { SMALLEST_FACE } from './matching';
import { pressLook } from './press-look';

/** The kinds of composites that `--kind` takes. */
export const COMPOSITE_KINDS = ['scenes', 'group', 'press'] as const;
export type CompositeKind = (typeof COMPOSITE_KINDS)[number];

interface Recipe {
  /** Lower bounds of the classes of face sizes that recall is given for, √ of the area in pixels; smaller faces don't count. */
  readonly sizeClasses: readonly [number, ...number[]];
  /** Whether a scene can be used. */
  readonly takes: (scene: Scene) => boolean;
  readonly make: (images: ImageSource, scenes: readonly Scene[], random: Random) => Promise<Composite>;
}

/** A phone's photo of a group: 4,000 pixels, faces from 1.2 % of the longest side. */
const GROUP: RowsKind = { longestSide: 4000, aspects: [4 / 3, 3 / 4, 16 / 9], people: [10, 60], faces: [48, 240] };
/** A team or press photo, scanned small. */
const PRESS: RowsKind = {
  longestSide: 640,
  aspects: [4 / 3, 3 / 2, 1, 3 / 4],
  people: [2, 40],
  faces: [SMALLEST_FACE, 110],
};

export const RECIPES: Readonly<Record<CompositeKind, Recipe>> = {
  scenes: { sizeClasses: [SMALLEST_FACE, 32, 48, 80], takes: () => true, make: makeScenes },
  group: {
    sizeClasses: [48, 64, 96, 144],
    takes: canBeCutOut,
    make: (images, scenes, random) => makeRows(GROUP, images, scenes, random),
  },
  press: {
    sizeClasses: [SMALLEST_FACE, 32, 48, 80],
    takes: canBeCutOut,
    make: async (images, scenes, random) => {
      const { pixels, faces } = await makeRows(PRESS, images, scenes, random);
      return { pixels: await pressLook(pixels, random), faces };
    },
  },
};

/** Makes a composite on the fly from a set's scenes. The same seed gives the same one. */
export const makeComposite = (
  kind: CompositeKind,
  images: ImageSource,
  scenes: readonly Scene[],
  seed: number,
): Promise<Composite> => RECIPES[kind].make(images, scenes, seededRandom(seed));
