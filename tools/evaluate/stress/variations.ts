import type { Composite, Random, Scene } from '../composite-parts';
import type { ImageSource } from '../images';
import type { LabelledPhoto } from '../labels';
import { bar, halfHidden, mask } from './covers';
import { beyondEdge, closeUp } from './cuts';
import { darkened } from './light';
import { bars, chat, crowd, panorama } from './long';
import { isLying, isProfile } from './poses';
import type { Vary } from './subject';
import { turned } from './turns';

/** What a row of the stress table asks for. */
export interface Must {
  /** Least share of the faces that are found, 0–1. */
  readonly found: number;
  /** Most of the 40 labels that change, mean; absent where nothing is asked. */
  readonly labels?: number;
  /** Most false faces a photo. */
  readonly falseFaces: number;
}

interface Row {
  readonly name: string;
  readonly must: Must;
}

/** Each photo of the set shown otherwise, and compared with what the cascade says about it as it is. */
export interface VariedRow extends Row {
  readonly kind: 'varied';
  readonly vary: Vary;
}

/** Those photos of the set that are hard as they are. */
export interface ChosenRow extends Row {
  readonly kind: 'chosen';
  readonly takes: (photo: LabelledPhoto) => boolean;
}

/** Photos made of many of the set's. */
export interface MadeRow extends Row {
  readonly kind: 'made';
  readonly count: number;
  readonly make: (images: ImageSource, scenes: readonly Scene[], random: Random) => Promise<Composite>;
}

export type StressRow = VariedRow | ChosenRow | MadeRow;

/** Nothing but what was asked for may be found more often than this, a photo. */
const FALSE_FACES = 0.05;

const varied = (name: string, found: number, vary: Vary, labels?: number): VariedRow => ({
  kind: 'varied',
  name,
  vary,
  must: { found, falseFaces: FALSE_FACES, ...(labels !== undefined && { labels }) },
});
const chosen = (name: string, found: number, takes: ChosenRow['takes']): ChosenRow => ({
  kind: 'chosen',
  name,
  takes,
  must: { found, falseFaces: FALSE_FACES },
});
const made = (name: string, count: number, make: MadeRow['make']): MadeRow => ({
  kind: 'made',
  name,
  count,
  make,
  must: { found: 1, falseFaces: FALSE_FACES },
});

/** The stress table, in its order. */
export const STRESS: readonly StressRow[] = [
  varied('as it is', 0.99, (subject) => subject, 0),
  varied('upside down', 0.96, turned(2), 2),
  varied('quarter turn left', 0.96, turned(3), 2),
  varied('quarter turn right', 0.96, turned(1), 2),
  varied('10 % cut off each side', 0.95, closeUp(0.1)),
  varied('15 % cut off each side', 0.85, closeUp(0.15)),
  varied('20 % cut off each side', 0.7, closeUp(0.2)),
  varied('35 % beyond an edge', 0.9, beyondEdge(0.35)),
  varied('light × 0.1', 0.97, darkened(0.1)),
  varied('light × 0.05', 0.93, darkened(0.05)),
  varied('mask', 0.94, mask),
  varied('bar over the eyes', 0.91, bar),
  varied('half hidden', 0.72, halfHidden),
  varied('8:1 with bars', 0.95, bars(8)),
  made('panorama 20,000×3,000', 1, panorama({ width: 20_000, height: 3000 }, 10, 250)),
  made('chat 1,080×16,000', 2, chat({ width: 1080, height: 16_000 }, 45)),
  made('120 faces', 1, crowd(120, 150)),
  made('144 faces', 1, crowd(144, 150)),
  made('192 faces', 1, crowd(192, 150)),
  made('1,000 faces', 1, crowd(1000, 120)),
  chosen('turned by more than 60°', 0.9, isProfile),
  chosen('tilted by more than 45°', 0.9, isLying),
];
