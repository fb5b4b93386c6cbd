import { shownPhoto } from '../../state/page/app-state';
import type { ViewProps } from '../shared/view-props';
import { NoPhoto } from './no-photo';
import { Panel } from './panel';
import { Stage } from './stage';
import { Strip } from './strip';

/** The place where one photo is looked at. */
export const PhotoView = (props: ViewProps) => {
  const state = props.store.state.value;
  const photo = shownPhoto(state);
  if (!photo) return <NoPhoto />;
  return (
    <div class="photo-place" data-sheet={state.panel.sheet}>
      <Stage {...props} photo={photo} />
      {state.photos.length > 1 && <Strip store={props.store} photos={state.photos} shown={photo.id} />}
      <Panel {...props} photo={photo} />
    </div>
  );
};
