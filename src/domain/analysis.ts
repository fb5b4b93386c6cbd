import type { AttributeName, PerAttribute } from './attributes';
import type { Box, Size } from './geometry';

/** One face of a photo. Boxes are in photo pixels and may reach beyond the photo; views clip them. */
export interface Face {
  /** LNeto's head-and-shoulders square. */
  readonly head: Box<'photo'>;
  /** LNets' face box: forehead to chin, ear to ear. */
  readonly face: Box<'photo'>;
  /** How far the head is tilted, clockwise in the picture, degrees in −180…180. */
  readonly rollDegrees: number;
  /** How sure LNets, and a little LNeto, are of the face, 0–1. */
  readonly score: number;
  /** Calibrated probability of each attribute, 0–1. */
  readonly attributes: PerAttribute<number>;
  /** The attributes whose probability reaches their threshold. */
  readonly present: readonly AttributeName[];
  /** LNets' response map over {@link head}. */
  readonly responseMap: FeatureMap;
  /** What the scores stand on. */
  readonly evidence: FaceEvidence;
}

/**
 * Why a face has its scores: ANet's features, and what each of its places adds to each attribute. The cells, row-major
 * in the face's own upright frame, are those of ANet's last map.
 */
export interface FaceEvidence extends Size {
  /** ANet's input square, upright: what the net saw is this turned by `rollDegrees` about its centre. */
  readonly region: Box<'photo'>;
  /** What each cell adds to the attribute's margin (`width × height` values); their sum is margin − the SVM's bias. */
  readonly contributions: PerAttribute<Float32Array>;
  /** The SVMs' margins, before calibration: above 0 speaks for the attribute. */
  readonly margins: PerAttribute<number>;
  /** ANet's features: row, column, channel. */
  readonly features: Float32Array;
}

/** A map over a region of the photo; row-major, `values.length === width × height`, raw units. */
export interface FeatureMap extends Size {
  readonly values: Float32Array;
  readonly region: Box<'photo'>;
}

/** How far a photo may lie turned, clockwise, degrees. */
export type TurnDegrees = 90 | 180 | 270;

/** Milliseconds per stage of the cascade. */
export interface StageTimes {
  readonly sample: number;
  readonly lneto: number;
  readonly lnets: number;
  readonly anet: number;
  readonly total: number;
}

interface Outcome {
  readonly photo: Size;
  /** LNeto's response map: the mean over the channels of its attribute-tuned feature map. */
  readonly responseMap: FeatureMap;
  /** LNeto's supervised heat, 0–1: a second picture, never shown as the response map. */
  readonly heatMap: FeatureMap;
  /**
   * How far the photo lies turned, clockwise, degrees: its faces stand upright once it is turned back by so much. Absent
   * where it lies as it should. Boxes, tilts and maps speak of the photo as it lies.
   */
  readonly turnDegrees?: TurnDegrees;
  /** How many more heads or faces were seen than are described. Absent where all are. */
  readonly leftOut?: number;
  readonly ms: StageTimes;
}

/** Faces are ordered from left to right by the centre of their face box. */
export type Analysis =
  | (Outcome & { readonly kind: 'found'; readonly faces: readonly Face[] })
  | (Outcome & { readonly kind: 'no-face' });

/** The faces of an outcome; empty when there are none. */
export const facesOf = (analysis: Analysis): readonly Face[] => (analysis.kind === 'found' ? analysis.faces : []);
