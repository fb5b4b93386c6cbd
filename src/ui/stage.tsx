import { facesOf } from '../domain/analysis';
import type { Photo } from '../state/app-state';
import { faceChosen, overlayChosen } from '../state/transitions';
import { FaceBoxes } from './face-boxes';
import { MapChoice } from './map-choice';
import { MapLegend, MapOverlay } from './map-overlay';
import type { ViewProps } from './view-props';
import { photoNumbers, photoStatus } from './words';

type StageProps = ViewProps & { readonly photo: Photo };

/** Width over height; the style sheet fits the picture by it. A square until the size is known. */
const ratioOf = ({ picture }: Photo): number => (picture ? picture.width / picture.height : 1);

/** The picture with what lies over it: a map and the boxes. */
const Picture = ({ store, photo }: StageProps) => {
  const { picture, name } = photo;
  if (!picture) return <div class="picture-missing" aria-hidden="true" />;
  const { overlay } = store.state.value;
  const analysed = photo.phase === 'analysed' ? photo : undefined;
  const choose = (face: number): void => store.apply(faceChosen, photo.id, face);
  return (
    <div class="picture">
      <img class="picture-image" src={picture.url} width={picture.width} height={picture.height} alt={name} />
      {analysed && overlay !== 'none' && <MapOverlay analysis={analysed.analysis} name={overlay} photo={picture} />}
      {analysed && (
        <FaceBoxes photo={picture} faces={facesOf(analysed.analysis)} chosen={analysed.chosenFace} onChoose={choose} />
      )}
    </div>
  );
};

/** The photo, what is known about it as a whole, and the choice of a map. */
export const Stage = (props: StageProps) => {
  const { store, actions, photo } = props;
  const { engine, overlay } = store.state.value;
  const analysed = photo.phase === 'analysed' ? photo : undefined;
  return (
    <section class="stage" data-phase={photo.phase} aria-label="Photo">
      <div class="caption">
        <h2 class="photo-name">{photo.name}</h2>
        <p class="photo-facts" role="status">
          {photoStatus(photo, engine)}
          <span class="photo-numbers">{photoNumbers(photo)}</span>
        </p>
        <button
          type="button"
          class="button quiet"
          aria-label="Close photo"
          onClick={() => actions.closePhoto(photo.id)}
        >
          Close
        </button>
      </div>
      <div class="canvas" style={{ '--ratio': ratioOf(photo) }}>
        <Picture {...props} />
      </div>
      <div class="map-tools">
        <MapChoice overlay={overlay} onChoose={(chosen) => store.apply(overlayChosen, chosen)} />
        {analysed && overlay !== 'none' && <MapLegend analysis={analysed.analysis} name={overlay} />}
      </div>
    </section>
  );
};
