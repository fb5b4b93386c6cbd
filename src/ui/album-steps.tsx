import { useEffect } from 'preact/hooks';
import { albumQuery } from '../state/album-address';
import { faceFrom, placeInAlbum } from '../state/album-walk';
import type { Photo } from '../state/app-state';
import { addressOf } from '../state/places';
import { isForThePhoto } from './keys-sheet';
import { texts } from './texts';
import type { ViewProps } from './view-props';

type StepsProps = Pick<ViewProps, 'store' | 'album' | 'actions'> & { readonly photo: Photo };

/** Goes back in the browser's history where that leads to the album; elsewhere the link leads there. */
const goBack = (address: string, event?: MouseEvent): void => {
  // Another tab is wanted.
  if (event?.ctrlKey || event?.metaKey || event?.shiftKey) return;
  if ((history.state as { from?: unknown } | null)?.from === 'album') {
    event?.preventDefault();
    history.back();
  } else if (!event) location.hash = address;
};

/** The keys of the walk through the album, wherever in the photo's place the focus is. */
const useKeys = ({ store, actions }: StepsProps, address: string, isOn: boolean): void => {
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent): void => {
      if (store.state.peek().place !== 'photo' || !isForThePhoto(event)) return;
      const key = event.key.toLowerCase();
      if (key === 'j') actions.stepInAlbum('next');
      else if (key === 'k') actions.stepInAlbum('previous');
      else if (key === 'b') goBack(address);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [store, actions, address, isOn]);
};

/** For a photo that was opened from the album: back to it, and on to what it shows before and after. */
export const AlbumSteps = (props: StepsProps) => {
  const { album, actions, photo } = props;
  const shown = album.stops.value;
  const place = placeInAlbum(album.state.value, shown, photo);
  const address = addressOf('album', undefined, albumQuery(album.state.value));
  useKeys(props, address, place !== undefined);
  if (!place) return null;
  const { steps } = texts.value.album;
  const button = (step: 'previous' | 'next', sign: string) => (
    <button
      type="button"
      class="button quiet"
      aria-label={steps[step]}
      aria-disabled={faceFrom(place, shown, step) === undefined}
      onClick={() => actions.stepInAlbum(step)}
    >
      {sign}
    </button>
  );
  return (
    <nav class="album-steps" aria-label={steps.label}>
      <a class="button quiet" href={address} onClick={(event) => goBack(address, event)}>
        {steps.back}
      </a>
      {button('previous', '‹')}
      <p>{place.isShown ? steps.place(place.at + 1, shown.length) : steps.gone(shown.length)}</p>
      {button('next', '›')}
    </nav>
  );
};
