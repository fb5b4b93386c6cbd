/** Why a video file isn't shown. */
export const VIDEO_PROBLEMS = [
  /** The browser knows no decoder for it, or it is damaged. */
  'unplayable',
  /** It has sound, but no picture. */
  'no-picture',
  /** It plays, but its frames can't be analysed. */
  'not-analysed',
] as const;

export type VideoProblem = (typeof VIDEO_PROBLEMS)[number];
