import { ATTRIBUTES } from '../domain/attributes';

/** One face at one analysed frame of a video. */
export interface TimelineLine {
  /** From the start of the video, seconds. */
  readonly timeS: number;
  /** From 1, in the order in which faces came. */
  readonly face: number;
  /** Calibrated, 0–1, in the order of `ATTRIBUTES`. */
  readonly probabilities: readonly number[];
}

/** By this mark Excel knows the file's encoding. */
const BYTE_ORDER_MARK = '\ufeff';

const rounded = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

/**
 * A video's faces over time as a table, RFC 4180, with a byte order mark: a header, then one line a face and frame; lines
 * end with CRLF. All fields are numbers, so that no spreadsheet can take one for a formula.
 */
export const toTimelineCsv = (lines: readonly TimelineLine[]): string => {
  const header = ['time_s', 'face', ...ATTRIBUTES].join(',');
  const rows = lines.map(({ timeS, face, probabilities }) =>
    [rounded(timeS, 3), String(face), ...probabilities.map((each) => rounded(each, 4))].join(','),
  );
  return BYTE_ORDER_MARK + [header, ...rows, ''].join('\r\n');
};
