import { effect } from '@preact/signals';
import { render } from 'preact';
import type { Album } from '../state/album';
import { isAdding } from '../state/album-state';
import type { Store } from '../state/store';
import type { AlbumActions, AlbumProps } from './album-props';
import { AlbumThumbs } from './album-thumbs';
import { AlbumView } from './album-view';

/** Puts the album into the place that `index.html` keeps for it. */
export const mountAlbum = (
  page: Document,
  album: AlbumProps['album'] & Pick<Album<never>, 'keeper'>,
  store: Store,
  actions: AlbumActions,
): void => {
  const place = page.getElementById('album');
  if (!place) throw new Error('index.html has no place called "album".');
  const thumbs = new AlbumThumbs((ids) => album.keeper.thumbs(ids));
  render(<AlbumView album={album} store={store} thumbs={thumbs} actions={actions} />, place);
  // Wherever somebody is, the way to the album shows that photos are being added.
  effect(() => {
    page.querySelector('[data-to="album"]')?.toggleAttribute('data-adding', isAdding(album.state.value));
  });
};
