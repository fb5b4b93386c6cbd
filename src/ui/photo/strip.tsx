import { texts } from '../../i18n';
import { photoStatus } from '../../i18n/words';
import type { Photo, PhotoId } from '../../state/page/app-state';
import { photoShown } from '../../state/page/transitions';
import type { ViewProps } from '../shared/view-props';

type StripProps = Pick<ViewProps, 'store'> & { readonly photos: readonly Photo[]; readonly shown: PhotoId };

/** All opened photos, to go from one to another. */
export const Strip = ({ store, photos, shown }: StripProps) => (
  <nav class="strip" aria-label={texts.value.stage.opened}>
    {photos.map((photo) => (
      <button
        key={photo.id}
        type="button"
        data-photo={photo.id}
        data-phase={photo.phase}
        aria-current={photo.id === shown}
        aria-label={`${photo.name}: ${photoStatus(photo, store.state.value.engine)}`}
        onClick={() => store.apply(photoShown, photo.id)}
      >
        {photo.picture && <img class="strip-picture" src={photo.picture.url} alt="" />}
      </button>
    ))}
  </nav>
);
