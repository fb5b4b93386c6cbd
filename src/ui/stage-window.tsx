import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { facesOf } from '../domain/analysis';
import type { Photo } from '../state/app-state';
import { faceChosen } from '../state/transitions';
import { FaceBoxes } from './face-boxes';
import { stepFace, swipeOf } from './face-steps';
import { KeysSheet } from './keys-sheet';
import { MapOverlay } from './map-overlay';
import { shownMap } from './shown-map';
import { StageGestures } from './stage-gestures';
import type { ShareBox } from './stage-zoom';
import { ZoomButtons } from './stage-zoom-buttons';
import { texts } from './texts';
import { partOnceTurned, ratioOnceTurned, shownTurn, TurnedPicture, TurnOffer } from './turned-picture';
import type { ViewProps } from './view-props';

type WindowProps = Pick<ViewProps, 'store' | 'coverings'> & { readonly photo: Photo };

/** Width over height; the style sheet fits the picture by it. A square until the size is known. */
const ratioOf = (photo: Photo): number => (photo.picture ? ratioOnceTurned(photo.picture, shownTurn(photo)) : 1);

/** Where the chosen face lies in the picture as it is shown, 0–1. */
const chosenBox = (photo: Photo): ShareBox | undefined => {
  const face = photo.phase === 'analysed' ? facesOf(photo.analysis)[photo.chosenFace]?.face : undefined;
  if (!face || !photo.picture) return undefined;
  const { width, height } = photo.picture;
  const part = { x: face.x / width, y: face.y / height, width: face.width / width, height: face.height / height };
  return partOnceTurned(part, shownTurn(photo));
};

type OverlaysProps = WindowProps & { readonly gestures: StageGestures };

/** What lies over the picture: a map and the boxes. */
const Overlays = ({ store, coverings, photo, gestures }: OverlaysProps) => {
  if (photo.phase !== 'analysed') return null;
  const { picture, analysis, chosenFace } = photo;
  const shown = shownMap({ store, coverings, photo });
  const choose = (face: number): void => {
    const box = chosenBox(photo);
    if (face === chosenFace && box) gestures.approach(box);
    else store.apply(faceChosen, photo.id, face);
  };
  return (
    <>
      {shown?.kind === 'map' && <MapOverlay name={shown.name} view={shown.view} photo={picture} />}
      <FaceBoxes
        photo={picture}
        faces={facesOf(analysis)}
        chosen={chosenFace}
        isClose={gestures.isClose.value}
        compared={store.state.value.compared}
        onChoose={choose}
      />
    </>
  );
};

/** A face that somebody chooses is gone near to; the one that is chosen at first is not. */
const useChosenFace = (photo: Photo, gestures: StageGestures): void => {
  const chosen = photo.phase === 'analysed' ? photo.chosenFace : undefined;
  const turn = shownTurn(photo);
  const before = useRef<number | undefined>(undefined);
  // Turned, the picture has another shape: it is seen whole again.
  useEffect(() => gestures.showAll(), [turn]);
  useEffect(() => {
    const box = chosenBox(photo);
    const isChosenAnew = before.current !== undefined && before.current !== chosen;
    if (box && isChosenAnew) gestures.approach(box);
    else if (box) gestures.remember(box);
    before.current = chosen;
  }, [chosen, turn]);
};

/** The window in which the photo is looked at, enlarged and moved. One for each photo: each begins whole. */
export const StageWindow = (props: WindowProps) => {
  const { store, photo } = props;
  const window = useRef<HTMLElement>(null);
  const image = useRef<HTMLDivElement>(null);
  const gestures = useMemo(() => {
    return new StageGestures((dx, dy) => {
      const step = swipeOf(dx, dy);
      if (step) stepFace(store, step);
    });
  }, [store]);
  const { picture, name } = photo;
  useLayoutEffect(() => {
    return window.current && image.current ? gestures.attach(window.current, image.current) : undefined;
  }, [picture?.url]);
  useChosenFace(photo, gestures);
  return (
    <div class="canvas-frame">
      <section
        ref={window}
        class="canvas"
        style={{ '--ratio': ratioOf(photo) }}
        aria-label={texts.value.stage.zoomHint}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by arrow keys, as any scrollable region does
        tabIndex={0}
      >
        {picture ? (
          <div ref={image} class="picture">
            <TurnedPicture photo={photo}>
              <img
                class="picture-image"
                src={picture.url}
                width={picture.width}
                height={picture.height}
                alt={name}
                draggable={false}
              />
              <Overlays {...props} gestures={gestures} />
            </TurnedPicture>
          </div>
        ) : (
          <div class="picture-missing" aria-hidden="true" />
        )}
      </section>
      <TurnOffer store={store} photo={photo} />
      {picture && (
        <div class="stage-buttons">
          <KeysSheet store={store} />
          <ZoomButtons gestures={gestures} />
        </div>
      )}
    </div>
  );
};
