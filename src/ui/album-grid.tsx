import { useEffect, useRef, useState } from 'preact/hooks';
import { presentIn } from '../domain/album';
import { ATTRIBUTE_INFO } from '../domain/attribute-info';
import { ATTRIBUTES } from '../domain/attributes';
import { faceToggled, rangeSelected } from '../state/album-choices';
import type { AlbumRow } from '../state/album-index';
import { albumKey, type GridKeys } from './album-keys';
import { facesInPage, GAP, gridLayout } from './album-layout';
import type { AlbumProps } from './album-props';
import { revealRow, useGridWindow } from './album-window';
import { texts } from './texts';
import { percentage } from './words';

const LISTBOX = 'album-faces';

/** What lies over the window's edges: the result bar, and on phones the places. */
const COVERED = { top: 120, bottom: 140 };

const wordsFor = ({ photo, face }: AlbumRow): string => {
  const { album, attributes } = texts.value;
  const place = photo.faces.indexOf(face) + 1;
  const plain = presentIn(face).filter((name) => !ATTRIBUTE_INFO[name].sensitive);
  return album.grid.face(
    photo.name,
    place,
    photo.faces.length,
    plain.map((name) => attributes[name]),
  );
};

interface CellProps extends Pick<AlbumProps, 'album' | 'thumbs'> {
  readonly row: AlbumRow;
  /** Place among the faces that are shown, from 0. */
  readonly at: number;
  readonly active: boolean;
}

const Cell = ({ album, thumbs, row, at, active }: CellProps) => {
  const { selected, order } = album.state.value;
  const url = thumbs.urlOf(row.photo.id, row.face.index);
  const probability =
    order === 'newest' || order === 'name' ? undefined : row.face.probabilities[ATTRIBUTES.indexOf(order)];
  return (
    <div
      id={`${LISTBOX}-${at}`}
      class="album-face"
      role="option"
      tabIndex={-1}
      data-at={at}
      data-active={active}
      data-percent={probability === undefined ? undefined : percentage(probability)}
      aria-selected={selected.has(row.key)}
      aria-setsize={album.shown.value.length}
      aria-posinset={at + 1}
      aria-label={wordsFor(row)}
    >
      {url && <img class="album-thumb" src={url} alt="" draggable={false} />}
      <span class="album-check" aria-hidden="true" />
    </div>
  );
};

/** Place of the face that an event happened on. */
const placeOf = (event: Event): number | undefined => {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-at]') : null;
  return cell ? Number(cell.dataset.at) : undefined;
};

/**
 * All faces that the filter lets through; only those in sight are in the page. A click opens the photo; on the mark in a
 * corner, with Ctrl or Shift, or while others are selected, it selects.
 */
export const AlbumGrid = (props: AlbumProps) => {
  const { album, actions } = props;
  const grid = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const seen = useGridWindow(grid);
  const { rows } = album.index.value;
  const shown = album.shown.value;
  const layout = gridLayout(seen.width, seen.height, shown.length);
  const { start, end } = facesInPage(layout, seen.scrolled, seen.height, shown.length);
  const rowAt = (at: number): AlbumRow | undefined => rows[shown[at] ?? -1];
  const { visited } = album.state.value;
  // Whoever comes back from a photo goes on where they were.
  useEffect(() => {
    const back = visited ? album.keys.value.indexOf(visited.key) : -1;
    if (back >= 0) setActive(back);
  }, [album, visited]);
  const at = Math.min(active, Math.max(0, shown.length - 1));

  const click = (event: MouseEvent): void => {
    const place = placeOf(event);
    const row = place === undefined ? undefined : rowAt(place);
    if (place === undefined || !row) return;
    setActive(place);
    // Faces come and go with scrolling; the grid, which stays, keeps the keyboard.
    grid.current?.focus({ preventScroll: true });
    const onMark = event.target instanceof Element && event.target.matches('.album-check');
    const selecting = album.state.value.selected.size > 0;
    if (event.shiftKey && selecting) album.apply(rangeSelected, row.key, album.keys.value);
    else if (onMark || selecting || event.ctrlKey || event.metaKey || event.shiftKey) album.apply(faceToggled, row.key);
    else actions.openFace(row.key);
  };

  /** A long press, which is how fingers select. */
  const press = (event: MouseEvent): void => {
    const row = rowAt(placeOf(event) ?? -1);
    if (!row || !('pointerType' in event) || event.pointerType !== 'touch') return;
    event.preventDefault();
    album.apply(faceToggled, row.key);
  };

  const keys: GridKeys = {
    at,
    columns: layout.columns,
    moveTo(place) {
      setActive(place);
      const top = Math.floor(place / layout.columns) * (layout.side + GAP);
      if (grid.current) revealRow(grid.current, top, layout.side, COVERED);
    },
  };

  return (
    <div
      ref={grid}
      class="album-grid"
      role="listbox"
      tabIndex={0}
      aria-multiselectable="true"
      aria-label={texts.value.album.grid.label}
      aria-description={texts.value.album.grid.hint}
      aria-activedescendant={shown.length > 0 ? `${LISTBOX}-${at}` : undefined}
      style={{ height: `${layout.height}px` }}
      onClick={click}
      onContextMenu={press}
      onKeyDown={(event) => albumKey(event, keys, props)}
    >
      <div
        class="album-cells"
        role="presentation"
        style={{
          gap: `${GAP}px`,
          gridTemplateColumns: `repeat(${layout.columns}, ${layout.side}px)`,
          transform: `translateY(${(start / layout.columns) * (layout.side + GAP)}px)`,
        }}
      >
        {Array.from({ length: seen.width > 0 ? end - start : 0 }, (_, step) => {
          const row = rowAt(start + step);
          return row && <Cell key={row.key} {...props} row={row} at={start + step} active={start + step === at} />;
        })}
      </div>
    </div>
  );
};
