/** What the cascade said about a labelled photo, beside what the labels say; both in the order of ATTRIBUTES. */
export interface Judged {
  /** 0 or 1. */
  readonly labels: readonly number[];
  /** Calibrated probabilities, 0–1; all 0 where no face was found. */
  readonly probabilities: readonly number[];
  readonly identity?: string;
  /** ITA of the face in the photo, degrees; null where it can't be told. */
  readonly typologyAngle: number | null;
}
