import { computed, effect } from '@preact/signals';
import { render } from 'preact';
import type { AlbumPhotoId } from '../domain/album';
import { ifAllowed } from '../domain/if-allowed';
import type { Album } from '../state/album';
import { lookChosen, lookRead, lookWritten } from '../state/album-look';
import { isAdding } from '../state/album-state';
import type { Store } from '../state/store';
import type { AlbumActions, AlbumProps } from './album-props';
import { AlbumThumbs } from './album-thumbs';
import { AlbumView } from './album-view';

/** Whole photos are large: hardly more than are in the page are held. */
const MOST_PICTURES = 200;

const LOOK = 'facet-album-look';

/** The album looks as it was liked before; a choice that can't be kept holds until the page is closed. */
const rememberLook = (album: AlbumProps['album']): void => {
  album.apply(lookChosen, lookRead(ifAllowed(() => localStorage.getItem(LOOK) ?? undefined)));
  const written = computed(() => lookWritten(album.state.value.look));
  effect(() => {
    const look = written.value;
    ifAllowed(() => localStorage.setItem(LOOK, look));
  });
};

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
  const pictureOf = async (id: AlbumPhotoId) =>
    [await album.keeper.picture(id)].filter((picture) => picture !== undefined);
  const pictures = new AlbumThumbs((ids) => Promise.all(ids.map(pictureOf)), MOST_PICTURES);
  rememberLook(album);
  render(<AlbumView album={album} store={store} thumbs={thumbs} pictures={pictures} actions={actions} />, place);
  // Wherever somebody is, the way to the album shows that photos are being added.
  effect(() => {
    page.querySelector('[data-to="album"]')?.toggleAttribute('data-adding', isAdding(album.state.value));
  });
};
