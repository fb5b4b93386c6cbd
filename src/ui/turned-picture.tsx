import type { ComponentChildren } from 'preact';
import type { TurnDegrees } from '../domain/analysis';
import type { Size } from '../domain/geometry';
import type { Photo } from '../state/app-state';
import { photoTurned } from '../state/transitions';
import type { Point } from './stage-zoom';
import { texts } from './texts';
import type { ViewProps } from './view-props';

/** How far a photo is shown turned back, counterclockwise, degrees: as it lies until somebody wants it upright. */
export const shownTurn = (photo: Photo): TurnDegrees | 0 =>
  photo.phase === 'analysed' && photo.upright ? (photo.analysis.turnDegrees ?? 0) : 0;

/** Width over height of a photo once it is turned back. @param size as it lies */
export const ratioOnceTurned = ({ width, height }: Size, turn: TurnDegrees | 0): number =>
  turn % 180 === 0 ? width / height : height / width;

/** Where a part of the photo, in shares of it from its top left, lies once the photo is turned back. */
export const partOnceTurned = ({ x, y, width, height }: Point & Size, turn: TurnDegrees | 0): Point & Size => {
  switch (turn) {
    case 0:
      return { x, y, width, height };
    case 90:
      return { x: y, y: 1 - x - width, width: height, height: width };
    case 180:
      return { x: 1 - x - width, y: 1 - y - height, width, height };
    case 270:
      return { x: 1 - y - height, y: x, width: height, height: width };
  }
};

/** Turns what lies in it, and lets numbers stand. A photo on its side keeps its shape in a picture of the other shape. */
const turnStyle = (photo: Photo) => {
  const turn = shownTurn(photo);
  if (turn === 0 || !photo.picture) return undefined;
  const { width, height } = photo.picture;
  const [wider, higher] = turn === 180 ? [1, 1] : [width / height, height / width];
  return { width: `${100 * wider}%`, height: `${100 * higher}%`, '--turn-back': `${-turn}deg`, '--turn': `${turn}deg` };
};

interface TurnedPictureProps {
  readonly photo: Photo;
  readonly children: ComponentChildren;
}

/** The photo and all that lies over it, turned back where that is wanted. What is known of the photo stays as it lies. */
export const TurnedPicture = ({ photo, children }: TurnedPictureProps) => (
  <div class="turned-picture" style={turnStyle(photo)}>
    {children}
  </div>
);

/** The offer to show a photo that lies turned the right way up. */
export const TurnOffer = ({ store, photo }: Pick<ViewProps, 'store'> & { readonly photo: Photo }) => {
  if (photo.phase !== 'analysed' || photo.analysis.turnDegrees === undefined) return null;
  const { turnUpright, turnBack } = texts.value.stage;
  const { id, upright = false } = photo;
  return (
    <button type="button" class="turn-offer" onClick={() => store.apply(photoTurned, id, !upright)}>
      {upright ? turnBack : turnUpright}
    </button>
  );
};
