import { facesOf } from '../domain/analysis';
import type { Photo } from '../state/app-state';
import { overlayChosen } from '../state/transitions';
import { MapChoice } from './map-choice';
import { MapLegend } from './map-overlay';
import { mapView } from './map-views';
import { StageWindow } from './stage-window';
import { texts } from './texts';
import type { ViewProps } from './view-props';
import { photoNumbers, photoStatus } from './words';

type StageProps = ViewProps & { readonly photo: Photo };

/** What is known about the photo as a whole. */
const Caption = ({ store, actions, photo }: StageProps) => (
  <div class="caption">
    <h2 class="photo-name">{photo.name}</h2>
    <p class="photo-facts" role="status">
      {photoStatus(photo, store.state.value.engine)}
      <span class="photo-numbers">{photoNumbers(photo)}</span>
    </p>
    <button
      type="button"
      class="button quiet"
      aria-label={texts.value.stage.closePhoto}
      onClick={() => actions.closePhoto(photo.id)}
    >
      {texts.value.stage.close}
    </button>
  </div>
);

/** The choice of a map, and what its colours mean. */
const MapTools = ({ store, photo }: StageProps) => {
  const { overlay } = store.state.value;
  const analysis = photo.phase === 'analysed' ? photo.analysis : undefined;
  const face = photo.phase === 'analysed' ? facesOf(photo.analysis)[photo.chosenFace] : undefined;
  const view = analysis && overlay !== 'none' ? mapView(analysis, face, overlay) : undefined;
  return (
    <div class="map-tools">
      <MapChoice
        // Without its map a choice counts for nothing.
        overlay={view ? overlay : 'none'}
        hasFace={face !== undefined}
        onChoose={(chosen) => store.apply(overlayChosen, chosen)}
      />
      {view && <MapLegend view={view} />}
    </div>
  );
};

/** The photo, what is known about it as a whole, and the choice of a map. */
export const Stage = (props: StageProps) => {
  const { store, photo } = props;
  return (
    <section class="stage" data-phase={photo.phase} aria-label={texts.value.stage.label}>
      <Caption {...props} />
      {photo.picture?.cut && <p class="photo-note">{texts.value.stage.cut}</p>}
      {photo.picture?.firstFrame && <p class="photo-note">{texts.value.stage.firstFrame}</p>}
      <StageWindow key={photo.id} store={store} photo={photo} />
      <MapTools {...props} />
    </section>
  );
};
