import { facesOf } from '../../domain/analysis';
import { shownPhoto } from '../../state/page/app-state';
import type { Store } from '../../state/page/store';
import { faceChosen } from '../../state/page/transitions';
import { type FaceStep, faceAfter, faceOrder } from './face-order';

/** Goes to another face of the photo on the stage, in the order of the strip. */
export const stepFace = (store: Store, step: FaceStep): void => {
  const state = store.state.value;
  const photo = shownPhoto(state);
  if (photo?.phase !== 'analysed') return;
  const order = faceOrder(facesOf(photo.analysis), state.compared);
  store.apply(faceChosen, photo.id, faceAfter(order, photo.chosenFace, step));
};

/** How far a finger goes in a swipe, CSS pixels. */
const SWIPE = 48;

/** The step of a finger that went so far: leftwards to the next, rightwards to the one before; none for other ways. */
export const swipeOf = (dx: number, dy: number): FaceStep | undefined => {
  if (Math.abs(dx) < SWIPE || Math.abs(dx) < 2 * Math.abs(dy)) return undefined;
  return dx < 0 ? 'next' : 'previous';
};
