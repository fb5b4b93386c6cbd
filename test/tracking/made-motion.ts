import type { Box } from '../../src/domain/geometry';

/** The picture in which made people walk, pixels. */
export const FRAME = { width: 640, height: 360 } as const;
const SIZE = 80;

/** Numbers in 0–1, the same for the same seed (mulberry32). */
export const seeded = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

type Random = () => number;

/** Where somebody's face is at a time, and how near they are: who is nearer hides who is behind. */
interface Walker {
  readonly centerX: (seconds: number) => number;
  readonly centerY: (seconds: number) => number;
  readonly size: number;
}

const between = (random: Random, from: number, to: number): number => from + (to - from) * random();

/** Up and down a little, as somebody who walks. */
const bobbing = (random: Random): Walker['centerY'] => {
  const [middle, height, phase] = [between(random, 140, 220), between(random, 2, 8), between(random, 0, 6)];
  return (seconds) => middle + height * Math.sin(seconds * 9 + phase);
};

const walker = (random: Random, centerX: Walker['centerX']): Walker => ({
  centerX,
  centerY: bobbing(random),
  size: SIZE * between(random, 0.8, 1.25),
});

/** Two who pass each other, one in front of the other, at 60 to 250 pixels a second. */
const crossing = (random: Random): Walker[] => {
  const speed = () => between(random, 60, 250);
  const meeting = between(random, 260, 380);
  const [a, b, at] = [speed(), speed(), 1.5];
  return [
    walker(random, (seconds) => meeting + a * (seconds - at)),
    walker(random, (seconds) => meeting - b * (seconds - at)),
  ];
};

/** Two who come near each other, by `gap` sizes of a face, stop and turn back. */
const meeting =
  (gap: number) =>
  (random: Random): Walker[] => {
    const speed = between(random, 60, 200);
    const away = (seconds: number): number => (gap * SIZE) / 2 + speed * Math.hypot(seconds - 1.5, 0.15) - speed * 0.15;
    return [walker(random, (seconds) => 320 - away(seconds)), walker(random, (seconds) => 320 + away(seconds))];
  };

/** Five who walk to and fro at will. */
const crowd = (random: Random): Walker[] =>
  Array.from({ length: 5 }, () => {
    const [a, b] = [between(random, 0.3, 1.2), between(random, 0.3, 1.2)];
    const [p, q] = [between(random, 0, 6), between(random, 0, 6)];
    return walker(random, (seconds) => 320 + 150 * Math.sin(a * seconds + p) + 90 * Math.sin(b * seconds + q));
  });

export const SCENES = { crossing, 'turning back': meeting(1.1), 'hiding, then turning back': meeting(0.1), crowd };
export type SceneName = keyof typeof SCENES;

/** A face as a detector answers it, and who it is, which nobody but the referee knows. */
export interface Seen {
  readonly who: number;
  readonly face: Box<'photo'>;
}

const boxOf = ({ centerX, centerY, size }: Walker, seconds: number): Box<'photo'> => ({
  x: centerX(seconds) - size / 2,
  y: centerY(seconds) - size / 2,
  width: size,
  height: size,
});

/** The head of who is in front, hair and ears included, in widths of the face. */
const HEAD = 1.5;

/** What is left to be seen of a face behind a head, which covers it from the left or from the right. */
const visible = (back: Box<'photo'>, front: Box<'photo'>): Box<'photo'> => {
  const [from, to] = [front.x - (front.width * (HEAD - 1)) / 2, front.x + (front.width * (HEAD + 1)) / 2];
  const left = from > back.x ? back.x : Math.min(Math.max(back.x, to), back.x + back.width);
  const right = from > back.x ? Math.min(Math.max(from, back.x), back.x + back.width) : back.x + back.width;
  return { ...back, x: left, width: right - left };
};

/** One in so many faces is overlooked though nothing hides it. */
const OVERLOOKED = 0.03;
/** A face of which less than this can be seen isn't found; of which more, its box is round what can be seen. */
const FOUND = 0.5;
/** Boxes tremble by so much of the face's size. */
const TREMBLING = 0.04;

/**
 * What a detector sees of a scene: who is hidden or outside is not found, boxes tremble, some faces are overlooked.
 * @returns for each frame its time, ms, and the faces.
 */
export const filmed = (name: SceneName, seed: number, framesASecond: number): { nowMs: number; faces: Seen[] }[] => {
  const random = seeded(seed);
  const walkers = SCENES[name](random);
  const tremble = (size: number): number => (random() + random() - 1) * TREMBLING * size;
  const count = Math.round((name === 'crowd' ? 10 : 3) * framesASecond);
  return Array.from({ length: count }, (_, i) => {
    const seconds = i / framesASecond;
    const boxes = walkers.map((each) => boxOf(each, seconds));
    const shownOf = (box: Box<'photo'>): Box<'photo'> =>
      boxes.filter((other) => other.width > box.width).reduce(visible, box);
    const isOutside = ({ x, width }: Box<'photo'>): boolean => x + width / 2 < 0 || x + width / 2 > FRAME.width;
    const faces = boxes.flatMap((box, who): Seen[] => {
      const { x, y, width, height } = shownOf(box);
      if (random() < OVERLOOKED || width < FOUND * box.width || isOutside(box)) return [];
      const [wider, higher] = [tremble(box.width), tremble(box.width)];
      const face = {
        x: x + tremble(box.width),
        y: y + tremble(box.width),
        width: width + wider,
        height: height + higher,
      };
      return [{ who, face }];
    });
    return { nowMs: seconds * 1000, faces };
  });
};
