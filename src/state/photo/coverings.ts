import { effect, signal, untracked } from '@preact/signals';
import { type Face, facesOf } from '../../domain/analysis';
import type { PhotoBitmap } from '../../domain/analyzer-api';
import type { Covering } from '../../domain/covering';
import { faultNameOf, messageOf } from '../../domain/errors';
import type { Box, Square } from '../../domain/geometry';
import { type AppState, isAttributeMap, type Notice, type Picture, shownPhoto } from '../page/app-state';
import type { Store } from '../page/store';

/** How far it is known what each place of a face carries of its scores. */
export type CoveringState =
  | { readonly kind: 'working' }
  | { readonly kind: 'done'; readonly covering: Covering }
  | (Notice & { readonly kind: 'failed' });

export interface CoveringTools<Bitmap extends PhotoBitmap> {
  /** The part of a photo that a box covers, and where that part begins, in photo pixels. */
  part(
    picture: Picture,
    box: Box<'photo'>,
  ): Promise<{ readonly bitmap: Bitmap; readonly x: number; readonly y: number }>;
  /** Takes over the bitmap; rejects with a Fault `Cancelled` once it isn't wanted any more. */
  cover(part: Bitmap, square: Square<'photo'>, isWanted: () => boolean): Promise<Covering>;
}

/** ANet's input square of a face, and the upright box that holds it. */
const squareOf = ({ evidence: { region }, rollDegrees }: Face) => {
  const roll = (rollDegrees * Math.PI) / 180;
  const [centerX, centerY] = [region.x + region.width / 2, region.y + region.height / 2];
  const side = region.width * (Math.abs(Math.cos(roll)) + Math.abs(Math.sin(roll)));
  const box: Box<'photo'> = { x: centerX - side / 2, y: centerY - side / 2, width: side, height: side };
  return { centerX, centerY, side: region.width, roll, box };
};

interface Wanted {
  readonly face: Face;
  readonly picture: Picture;
}

/** The face whose map somebody looks at; undefined while nobody does. */
const wantedIn = (state: AppState): Wanted | undefined => {
  const photo = state.place === 'photo' ? shownPhoto(state) : undefined;
  if (photo?.phase !== 'analysed' || !isAttributeMap(state.overlay)) return undefined;
  const face = facesOf(photo.analysis)[photo.chosenFace];
  return face && { face, picture: photo.picture };
};

/**
 * Finds out what each place of a face carries of its scores as soon as somebody asks for a map of that. One face at a
 * time: whoever goes to another face, or asks for no map any more, is not kept waiting for the last one.
 */
export class Coverings<Bitmap extends PhotoBitmap> {
  readonly #tools: CoveringTools<Bitmap>;
  readonly #states = new WeakMap<Face, CoveringState>();
  readonly #changes = signal(0);
  #wanted: Wanted | undefined;

  constructor(store: Store, tools: CoveringTools<Bitmap>) {
    this.#tools = tools;
    effect(() => {
      const wanted = wantedIn(store.state.value);
      untracked(() => this.#want(wanted));
    });
  }

  /** What is known of a face; views that read it follow. */
  of(face: Face): CoveringState | undefined {
    return this.#changes.value >= 0 ? this.#states.get(face) : undefined;
  }

  #want(wanted: Wanted | undefined): void {
    if (wanted?.face === this.#wanted?.face) return;
    this.#wanted = wanted;
    if (wanted && this.#states.get(wanted.face)?.kind !== 'done') void this.#run(wanted);
  }

  async #run(wanted: Wanted): Promise<void> {
    const { face, picture } = wanted;
    const isWanted = (): boolean => this.#wanted === wanted;
    this.#set(face, { kind: 'working' });
    try {
      const { box, ...square } = squareOf(face);
      const { bitmap, x, y } = await this.#tools.part(picture, box);
      const inPart = { ...square, centerX: square.centerX - x, centerY: square.centerY - y };
      const covering = await this.#tools.cover(bitmap, inPart, isWanted);
      this.#set(face, { kind: 'done', covering: { ...covering, region: face.evidence.region } });
    } catch (error) {
      const fault = faultNameOf(error);
      // What came of a look that nobody waits for says nothing about the next one at this face.
      if (isWanted()) this.#set(face, { kind: 'failed', message: messageOf(error), ...(fault && { fault }) });
    }
  }

  #set(face: Face, state: CoveringState): void {
    this.#states.set(face, state);
    this.#changes.value += 1;
  }
}
