import { facesOf } from '../domain/analysis';
import type { Photo } from '../state/app-state';
import { overlayChosen } from '../state/transitions';
import { KeptNote } from './kept-note';
import { MapChoice } from './map-choice';
import { MapLegend } from './map-overlay';
import { mapView } from './map-views';
import { NotAFace } from './not-a-face';
import { PhotoKeeping } from './photo-keeping';
import { StageWindow } from './stage-window';
import { texts } from './texts';
import type { ViewProps } from './view-props';
import { photoNumbers, photoStatus } from './words';

type StageProps = ViewProps & { readonly photo: Photo };

/** What is known about the photo as a whole. */
const Caption = ({ store, album, actions, photo }: StageProps) => (
  <div class="caption">
    <h2 class="photo-name">{photo.name}</h2>
    <p class="photo-facts" role="status">
      {photoStatus(photo, store.state.value.engine)}
      <span class="photo-numbers">{photoNumbers(photo)}</span>
    </p>
    {photo.phase === 'analysed' && <PhotoKeeping album={album} actions={actions} photo={photo} />}
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
  // The album keeps boxes and scores, no maps.
  if (photo.phase === 'analysed' && photo.kept) return null;
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
      {photo.phase === 'analysed' && photo.kept && <KeptNote actions={props.actions} photo={photo} kept={photo.kept} />}
      {photo.picture?.cut && <p class="photo-note">{texts.value.stage.cut}</p>}
      {photo.picture?.firstFrame && <p class="photo-note">{texts.value.stage.firstFrame}</p>}
      <StageWindow key={photo.id} store={store} photo={photo} />
      <div class="stage-tools">
        <MapTools {...props} />
        {photo.phase === 'analysed' && <NotAFace actions={props.actions} photo={photo} />}
      </div>
    </section>
  );
};
