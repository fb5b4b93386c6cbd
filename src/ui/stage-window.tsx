import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { facesOf } from '../domain/analysis';
import type { Photo } from '../state/app-state';
import { faceChosen } from '../state/transitions';
import { FaceBoxes } from './face-boxes';
import { MapOverlay } from './map-overlay';
import { type MapName, mapView } from './map-views';
import { StageGestures } from './stage-gestures';
import { ZoomButtons } from './stage-zoom-buttons';
import { texts } from './texts';
import { partOnceTurned, ratioOnceTurned, shownTurn, TurnedPicture, TurnOffer } from './turned-picture';
import type { ViewProps } from './view-props';

type WindowProps = Pick<ViewProps, 'store'> & { readonly photo: Photo };

/** Width over height; the style sheet fits the picture by it. A square until the size is known. */
const ratioOf = (photo: Photo): number => (photo.picture ? ratioOnceTurned(photo.picture, shownTurn(photo)) : 1);

/** What lies over the picture: a map and the boxes. */
const Overlays = ({ store, photo }: WindowProps) => {
  if (photo.phase !== 'analysed') return null;
  const { picture, analysis, chosenFace } = photo;
  const { overlay } = store.state.value;
  const faces = facesOf(analysis);
  const name: MapName | undefined = overlay === 'none' ? undefined : overlay;
  const view = name && mapView(analysis, faces[chosenFace], name);
  const choose = (face: number): void => store.apply(faceChosen, photo.id, face);
  return (
    <>
      {name && view && <MapOverlay name={name} view={view} photo={picture} />}
      <FaceBoxes photo={picture} faces={faces} chosen={chosenFace} onChoose={choose} />
    </>
  );
};

/** Zooming goes to the chosen face. */
const useChosenFace = (photo: Photo, gestures: StageGestures): void => {
  const chosen = photo.phase === 'analysed' ? photo.chosenFace : 0;
  const turn = shownTurn(photo);
  // Turned, the picture has another shape: it is seen whole again.
  useEffect(() => gestures.showAll(), [turn]);
  useEffect(() => {
    if (photo.phase !== 'analysed') return;
    const { width, height } = photo.picture;
    const face = facesOf(photo.analysis)[photo.chosenFace]?.face;
    if (!face) return;
    const part = { x: face.x / width, y: face.y / height, width: face.width / width, height: face.height / height };
    const shown = partOnceTurned(part, turn);
    gestures.show({ x: shown.x + shown.width / 2, y: shown.y + shown.height / 2 });
  }, [photo.phase, chosen, turn]);
};

/** The window in which the photo is looked at, enlarged and moved. One for each photo: each begins whole. */
export const StageWindow = ({ store, photo }: WindowProps) => {
  const window = useRef<HTMLElement>(null);
  const image = useRef<HTMLDivElement>(null);
  const gestures = useMemo(() => new StageGestures(), []);
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
              <Overlays store={store} photo={photo} />
            </TurnedPicture>
          </div>
        ) : (
          <div class="picture-missing" aria-hidden="true" />
        )}
      </section>
      <TurnOffer store={store} photo={photo} />
      {picture && <ZoomButtons gestures={gestures} />}
    </div>
  );
};
