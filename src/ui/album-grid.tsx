import { useEffect, useRef, useState } from 'preact/hooks';
import { presentIn } from '../domain/album';
import { ATTRIBUTE_INFO } from '../domain/attribute-info';
import { ATTRIBUTES } from '../domain/attributes';
import { rangeSelected, tileToggled } from '../state/album-choices';
import type { AlbumRow } from '../state/album-index';
import type { AlbumTile } from '../state/album-look';
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

/** What a tile shows: the face, or the photo; where no photo is kept, the first of its faces. */
const pictureOf = ({ album, thumbs, pictures }: AlbumProps, { photo, face }: AlbumRow): string | undefined => {
  const asFace = album.state.value.look.view === 'faces' || pictures.hasNone(photo.id);
  return asFace ? thumbs.urlOf(photo.id, face.index) : pictures.urlOf(photo.id, 0);
};

type CellProps = AlbumProps & {
  readonly tile: AlbumTile;
  /** Place among the tiles that are shown, from 0. */
  readonly at: number;
  readonly active: boolean;
};

/** One element, because many are in the page; the mark that selects is drawn over its corner. */
const Cell = (props: CellProps) => {
  const { album, tile, at, active } = props;
  const { row, keys } = tile;
  const { selected, order, look } = album.state.value;
  const url = pictureOf(props, row);
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
      data-view={look.view}
      data-badge={probability !== undefined ? percentage(probability) : keys.length > 1 ? keys.length : undefined}
      aria-selected={keys.every((key) => selected.has(key))}
      aria-setsize={album.tiles.value.length}
      aria-posinset={at + 1}
      aria-label={look.view === 'faces' ? wordsFor(row) : texts.value.album.grid.photo(row.photo.name, keys.length)}
      style={url && { backgroundImage: `url("${url}")` }}
    />
  );
};

/** Side of the corner of a tile that selects, CSS pixels: larger for fingers, but the middle of a small tile opens it. */
const markSide = (tile: number): number => Math.min(0.4 * tile, matchMedia('(pointer: coarse)').matches ? 44 : 36);

/** Whether somebody clicked on the mark in a tile's corner. */
const isOnMark = ({ target, clientX, clientY }: MouseEvent): boolean => {
  const tile = target instanceof Element && target.closest('[data-at]');
  if (!tile) return false;
  const { left, top, width } = tile.getBoundingClientRect();
  return clientX - left < markSide(width) && clientY - top < markSide(width);
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
  const tiles = album.tiles.value;
  const { look, visited } = album.state.value;
  const layout = gridLayout(seen.width, seen.height, tiles.length, look.size);
  const { start, end } = facesInPage(layout, seen.scrolled, seen.height, tiles.length);
  // Whoever comes back from a photo goes on where they were.
  useEffect(() => {
    const back = visited ? album.stops.value.indexOf(visited.key) : -1;
    if (back >= 0) setActive(back);
  }, [album, visited]);
  const at = Math.min(active, Math.max(0, tiles.length - 1));

  const click = (event: MouseEvent): void => {
    const place = placeOf(event);
    const tile = place === undefined ? undefined : tiles[place];
    if (place === undefined || !tile) return;
    setActive(place);
    // Faces come and go with scrolling; the grid, which stays, keeps the keyboard.
    grid.current?.focus({ preventScroll: true });
    const selecting = album.state.value.selected.size > 0;
    if (event.shiftKey && selecting) album.apply(rangeSelected, tile, tiles);
    else if (isOnMark(event) || selecting || event.ctrlKey || event.metaKey || event.shiftKey)
      album.apply(tileToggled, tile);
    else actions.openFace(tile.key);
  };

  /** A long press, which is how fingers select. */
  const press = (event: MouseEvent): void => {
    const tile = tiles[placeOf(event) ?? -1];
    if (!tile || !('pointerType' in event) || event.pointerType !== 'touch') return;
    event.preventDefault();
    album.apply(tileToggled, tile);
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
      aria-label={texts.value.album.look.views[look.view]}
      aria-description={texts.value.album.grid.hint}
      aria-activedescendant={tiles.length > 0 ? `${LISTBOX}-${at}` : undefined}
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
          const tile = tiles[start + step];
          return tile && <Cell key={tile.key} {...props} tile={tile} at={start + step} active={start + step === at} />;
        })}
      </div>
    </div>
  );
};
