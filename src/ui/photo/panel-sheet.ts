import { SHEETS, type Sheet } from '../../state/photo/panel-settings';

/** Heights at which the sheet comes to rest, CSS pixels. */
export type SheetHeights = { readonly [S in Sheet]: number };

/** Of the sheet at its lowest: the handle and the summary. */
const LOW = 176;
/** What the photo keeps when the sheet is at its highest. */
const LEAST_STAGE = 236;

/** @param place height of the photo place, CSS pixels */
export const sheetHeights = (place: number): SheetHeights => ({
  low: LOW,
  half: Math.max(LOW, Math.round(0.48 * place)),
  high: Math.max(LOW, place - LEAST_STAGE),
});

/** Where a sheet that was let go comes to rest. */
export const nearestSheet = (height: number, heights: SheetHeights): Sheet =>
  SHEETS.reduce((best, sheet) => (Math.abs(heights[sheet] - height) < Math.abs(heights[best] - height) ? sheet : best));

/** The next one up; from the highest down to the lowest. */
export const nextSheet = (sheet: Sheet): Sheet => SHEETS[(SHEETS.indexOf(sheet) + 1) % SHEETS.length] ?? sheet;
