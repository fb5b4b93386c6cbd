import type { TileSize } from '../state/album-look';

/** How the faces of an album lie in a grid. Lengths in CSS pixels. */
export interface GridLayout {
  readonly columns: number;
  /** Side of a face's square. */
  readonly side: number;
  readonly rows: number;
  /** Height of all rows with the gaps between them. */
  readonly height: number;
}

/** Between two faces. */
export const GAP = 6;

/** Below this width it is a phone: so many columns. */
const PHONE = 600;
const PHONE_COLUMNS: Readonly<Record<TileSize, number>> = { small: 4, medium: 3, large: 2 };

/** A tile is at least this wide elsewhere. */
const LEAST_SIDE: Readonly<Record<TileSize, number>> = { small: 80, medium: 132, large: 220 };

/** A row has at most this share of the columns that the smallest tiles have. */
const SHARE: Readonly<Record<TileSize, number>> = { small: 1, medium: 0.75, large: 0.5 };

/** So many tiles are in the page at most, one element each, however large the screen is. */
const MOST_TILES = 190;

/** Rows that are ready above and below those in sight, so that scrolling shows no gaps. */
const SPARE_ROWS = 1;

const layoutOf = (columns: number, width: number, count: number): GridLayout => {
  const side = Math.max(1, (width - (columns - 1) * GAP) / columns);
  const rows = Math.ceil(count / columns);
  return { columns, side, rows, height: Math.max(0, rows * (side + GAP) - GAP) };
};

const rowsInPage = (side: number, height: number): number => Math.ceil(height / (side + GAP)) + 1 + 2 * SPARE_ROWS;

/** As many columns of the smallest tiles as fit, but never more tiles than the page can hold. */
const mostColumns = (width: number, height: number, count: number): number => {
  let columns = Math.floor((width + GAP) / (LEAST_SIDE.small + GAP));
  while (columns > 3 && columns * rowsInPage(layoutOf(columns, width, count).side, height) > MOST_TILES) columns -= 1;
  return columns;
};

/**
 * The grid for so many tiles: squares of the chosen size. On a screen where the page can't hold the smallest ones, all
 * sizes are larger.
 * @param width of the grid
 * @param height of the window, which is all of the grid that can be seen
 */
export const gridLayout = (width: number, height: number, count: number, size: TileSize = 'medium'): GridLayout => {
  if (width < PHONE) return layoutOf(PHONE_COLUMNS[size], width, count);
  const fitting = Math.floor((width + GAP) / (LEAST_SIDE[size] + GAP));
  const columns = Math.min(fitting, Math.round(SHARE[size] * mostColumns(width, height, count)));
  return layoutOf(Math.max(2, columns), width, count);
};

/** The faces that have to be in the page: from `start` up to and without `end`. */
export const facesInPage = (
  { columns, side, rows }: GridLayout,
  scrolled: number,
  height: number,
  count: number,
): { readonly start: number; readonly end: number } => {
  const pitch = side + GAP;
  const first = Math.floor(scrolled / pitch) - SPARE_ROWS;
  const last = Math.floor((scrolled + height) / pitch) + SPARE_ROWS;
  const inRows = (row: number): number => Math.min(Math.max(row, 0), rows);
  return { start: inRows(first) * columns, end: Math.min(inRows(last + 1) * columns, count) };
};

/** Where an arrow key leads from a face; the same one where there is no other. */
export const nextFace = (key: string, at: number, columns: number, count: number): number | undefined => {
  const last = count - 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - columns < 0 ? at : at - columns,
    ArrowDown: at + columns > last ? at : at + columns,
    Home: 0,
    End: last,
  };
  const to = steps[key];
  return to === undefined ? undefined : Math.min(Math.max(to, 0), last);
};
