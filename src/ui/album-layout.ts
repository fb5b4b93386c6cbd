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

/** Below this width it is a phone: three columns. */
const PHONE = 600;

/** A face is at least this wide elsewhere, so that it can be recognised. */
const SMALLEST_SIDE = 112;

/** So many faces are in the page at most, with three elements each, however large the screen is. */
const MOST_FACES = 60;

/** Rows that are ready above and below those in sight, so that scrolling shows no gaps. */
const SPARE_ROWS = 1;

const layoutOf = (columns: number, width: number, count: number): GridLayout => {
  const side = Math.max(1, (width - (columns - 1) * GAP) / columns);
  const rows = Math.ceil(count / columns);
  return { columns, side, rows, height: Math.max(0, rows * (side + GAP) - GAP) };
};

const rowsInPage = (side: number, height: number): number => Math.ceil(height / (side + GAP)) + 1 + 2 * SPARE_ROWS;

/**
 * The grid for so many faces: small squares, as many columns as fit, but never more faces than the page can hold.
 * @param width of the grid
 * @param height of the window, which is all of the grid that can be seen
 */
export const gridLayout = (width: number, height: number, count: number): GridLayout => {
  if (width < PHONE) return layoutOf(3, width, count);
  let columns = Math.max(3, Math.floor((width + GAP) / (SMALLEST_SIDE + GAP)));
  while (columns > 3 && columns * rowsInPage(layoutOf(columns, width, count).side, height) > MOST_FACES) columns -= 1;
  return layoutOf(columns, width, count);
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
