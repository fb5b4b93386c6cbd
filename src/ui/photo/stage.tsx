import { facesOf } from '../../domain/analysis';
import { texts } from '../../i18n';
import { photoNumbers, photoStatus } from '../../i18n/words';
import type { Photo } from '../../state/page/app-state';
import { overlayChosen } from '../../state/page/transitions';
import { AlbumSteps } from '../album/steps';
import type { ViewProps } from '../shared/view-props';
import { PhotoKeeping } from './keeping';
import { KeptNote } from './kept-note';
import { MapChoice } from './map-choice';
import { MapLegend } from './map-overlay';
import { NotAFace } from './not-a-face';
import { shownMap } from './shown-map';
import { StageWindow } from './stage-window';
import { TakeAlong } from './take-along';

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
    {photo.phase === 'analysed' && <TakeAlong store={store} actions={actions} photo={photo} />}
    <button
      type="button"
      class="button quiet close-photo"
      aria-label={texts.value.stage.closePhoto}
      onClick={() => actions.closePhoto(photo.id)}
    >
      {texts.value.stage.close}
    </button>
  </div>
);

/** The choice of a map, and what its colours mean; the room for the words is always there, so that nothing moves. */
const MapTools = ({ store, coverings, photo }: StageProps) => {
  // The album keeps boxes and scores, no maps.
  if (photo.phase === 'analysed' && photo.kept) return null;
  const analysed = photo.phase === 'analysed' ? photo : undefined;
  const shown = analysed && shownMap({ store, coverings, photo: analysed });
  const hasFace = analysed !== undefined && facesOf(analysed.analysis)[analysed.chosenFace] !== undefined;
  return (
    <div class="map-tools">
      <MapChoice
        // Without its map a choice counts for nothing.
        overlay={shown?.name ?? 'none'}
        hasFace={hasFace}
        onChoose={(chosen) => store.apply(overlayChosen, chosen)}
      />
      <div class="map-words" aria-live="polite">
        {shown?.kind === 'map' && <MapLegend view={shown.view} />}
        {shown?.kind === 'words' && <p class="map-legend">{shown.words}</p>}
      </div>
    </div>
  );
};

/** The photo, what is known about it as a whole, and the choice of a map. */
export const Stage = (props: StageProps) => {
  const { photo } = props;
  return (
    <section class="stage" data-phase={photo.phase} aria-label={texts.value.stage.label}>
      <AlbumSteps {...props} />
      <Caption {...props} />
      {photo.phase === 'analysed' && photo.kept && <KeptNote actions={props.actions} photo={photo} kept={photo.kept} />}
      {photo.picture?.cut && <p class="photo-note">{texts.value.stage.cut}</p>}
      {photo.picture?.firstFrame && <p class="photo-note">{texts.value.stage.firstFrame}</p>}
      <StageWindow key={photo.id} {...props} />
      <div class="stage-tools">
        <MapTools {...props} />
        {photo.phase === 'analysed' && <NotAFace actions={props.actions} photo={photo} />}
      </div>
    </section>
  );
};
