import { useEffect, useRef, useState } from 'preact/hooks';
import { texts } from '../../i18n';
import { filtersCleared } from '../../state/album/choices';
import type { AlbumNotice } from '../../state/album/state';
import { albumNoticeDismissed } from '../../state/album/transitions';
import { AlbumAdding } from './adding';
import { AlbumFilters } from './filters';
import { AlbumGrid } from './grid';
import type { AlbumProps } from './props';
import { AlbumResultBar } from './result-bar';
import { AlbumBars } from './selection';

type OfAlbum = Pick<AlbumProps, 'album'>;

const noticeText = (notice: AlbumNotice): string => {
  const { notices } = texts.value.album;
  switch (notice.kind) {
    case 'full':
      return notices.full;
    case 'no-pictures':
      return notices.noPictures;
    case 'unkept':
      return notices.unkept;
    case 'blocked':
      return notices.blocked;
    case 'damaged':
      return notices.damaged(notice.names);
    case 'newer':
      return notices.newer(notice.names);
    case 'damaged-removal':
      return notices.damagedRemoval;
    case 'cleared':
      return notices.cleared(notice.count);
    case 'unfinished':
      return notices.unfinished(notice.done, notice.total);
  }
};

const Notices = ({ album }: OfAlbum) => (
  <>
    {album.state.value.notices.map((notice) => (
      <div key={notice.kind} class="album-notice" role="alert">
        <p>{noticeText(notice)}</p>
        <button type="button" class="button quiet" onClick={() => album.apply(albumNoticeDismissed, notice.kind)}>
          {texts.value.alerts.dismiss}
        </button>
      </div>
    ))}
  </>
);

/** What is kept, and the one click that deletes it. */
const Kept = ({ album }: OfAlbum) => {
  const words = texts.value.album;
  const { photos, onlyHere } = album.state.value;
  return (
    <section class="album-kept">
      <p class="quiet-text">{words.kept(photos.length, album.index.value.rows.length, onlyHere.size)}</p>
      <button type="button" class="button" onClick={() => void album.deletion.deleteAll()}>
        {words.deleteAll}
      </button>
    </section>
  );
};

/** No photos yet: what an album is good for and how to begin. */
const Empty = ({ actions }: Pick<AlbumProps, 'actions'>) => {
  const { album: words, start } = texts.value;
  return (
    <section class="album-empty">
      <h2>{words.empty}</h2>
      <p>{words.emptyWhat}</p>
      <p class="album-ways">
        <button type="button" class="button primary for-mouse" data-pick="pick-folder">
          {start.openFolder}
        </button>
        <button type="button" class="button" data-pick="pick">
          {start.openPhotos}
        </button>
        <button type="button" class="button" onClick={actions.openExamples}>
          {words.examples}
        </button>
      </p>
    </section>
  );
};

/** Photos, but no face to show: none was found in them, or none is what the filter wants. */
const NothingToShow = ({ album }: OfAlbum) => {
  const words = texts.value.album;
  if (album.index.value.rows.length === 0) {
    return <p class="album-nothing">{words.noFaces(album.state.value.photos.length)}</p>;
  }
  return (
    <div class="album-nothing">
      <p>{words.noneMatches}</p>
      <button type="button" class="button" onClick={() => album.apply(filtersCleared)}>
        {words.showAll}
      </button>
    </div>
  );
};

/** The filters on a phone, where they have no place beside the faces. */
const FilterSheet = ({
  album,
  store,
  onClose,
}: Pick<AlbumProps, 'album' | 'store'> & { readonly onClose: () => void }) => {
  const sheet = useRef<HTMLDialogElement>(null);
  const { filters } = texts.value.album;
  useEffect(() => sheet.current?.showModal(), []);
  return (
    <dialog ref={sheet} class="album-sheet" aria-label={filters.label} onClose={onClose}>
      <AlbumFilters album={album} store={store} place="sheet" />
      <Kept album={album} />
      <button type="button" class="button primary album-sheet-done" onClick={() => sheet.current?.close()}>
        {filters.show(album.shown.value.length)}
      </button>
    </dialog>
  );
};

const Faces = (props: AlbumProps) => {
  const { album } = props;
  const [sheet, setSheet] = useState(false);
  const words = texts.value.album;
  return (
    <div class="album-place">
      <section class="album-filters" aria-label={words.filters.label}>
        <AlbumFilters album={album} store={props.store} place="beside" />
        <Kept album={album} />
      </section>
      <section class="album-main" aria-label={words.label}>
        <AlbumAdding album={album} />
        <Notices album={album} />
        <AlbumResultBar {...props} onFilters={() => setSheet(true)} />
        {album.shown.value.length > 0 ? <AlbumGrid {...props} /> : <NothingToShow album={album} />}
      </section>
      {sheet && <FilterSheet album={album} store={props.store} onClose={() => setSheet(false)} />}
      <AlbumBars {...props} />
    </div>
  );
};

/** The place of all photos: find faces, select them, export them. */
export const AlbumView = (props: AlbumProps) => {
  const { album } = props;
  const { phase, photos } = album.state.value;
  if (phase === 'reading') return <p class="album-nothing">{texts.value.album.reading}…</p>;
  if (photos.length > 0) return <Faces {...props} />;
  return (
    <div class="album-main album-alone">
      <AlbumAdding album={album} />
      <Notices album={album} />
      <Empty actions={props.actions} />
      <AlbumBars {...props} />
    </div>
  );
};
