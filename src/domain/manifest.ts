import type { AttributeName } from './attributes';
import type { Strictness, StrictnessRates } from './strictness';

/** A file of a net: path relative to the manifest, size in bytes, SHA-256 in hex. */
export interface ModelFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export type NetId = 'lneto' | 'lnets' | 'anet' | 'svm';

/** One converted graph model. The first file is its `model.json`, the others its weight shards in order. */
export interface NetEntry {
  readonly id: NetId;
  /** Changes whenever a weight changes: the first 12 hex digits of the SHA-256 over the files' hashes. */
  readonly version: string;
  readonly files: readonly ModelFile[];
  /** Shape of the graph's only input, NHWC or NC; -1 is the batch. */
  readonly inputShape: readonly number[];
  /** Net input = (byte − mean) × scale. Absent for the SVM, whose input is ANet's features. */
  readonly normalization?: { readonly mean: number; readonly scale: number };
  /** Names of the outputs, as in the model's signature. */
  readonly outputs: readonly string[];
  readonly multiplyAdds: number;
}

/** Where a crop lies, in units of √(width·height) of the face box, relative to the box's centre. */
export interface CropGeometry {
  readonly side: number;
  readonly shiftX: number;
  /** Downwards, along the crop's own (rotated) vertical axis. */
  readonly shiftY: number;
}

/** What is known about one attribute. Fractions in 0–1. */
export interface AttributeEntry {
  readonly name: AttributeName;
  /** Probability = sigmoid(slope × margin + intercept). */
  readonly calibration: { readonly slope: number; readonly intercept: number };
  /** Probability at which the attribute counts as present. */
  readonly thresholds: { readonly accurate: number; readonly balanced: number };
  /** Measured by `npm run evaluate` on the set named in `measuredOn`; absent before the first measurement. */
  readonly measured?: {
    readonly accuracy: number;
    readonly balancedAccuracy: number;
    readonly averagePrecision: number;
    readonly baseRate: number;
    /** Mean |confidence − frequency| over bins of the probability; absent in older measurements. */
    readonly calibrationError?: number;
    /** What each strictness brings; absent in older measurements. */
    readonly choices?: { readonly [S in Strictness]: StrictnessRates };
  };
}

/** `public/models/manifest.json`: everything that was learned or measured. Written only by tools/convert. */
export interface Manifest {
  readonly schema: 1;
  /** Changes whenever any net changes. */
  readonly version: string;
  /** SHA-256 in hex over all other fields: one that was altered on its way, or on a disk, is told by it. */
  readonly digest: string;
  readonly nets: { readonly [N in NetId]: NetEntry };
  /** What the neurons stand for ({@link Concepts}), if that was studied. */
  readonly concepts?: ModelFile;
  /** What the nets must give for a fixed input, by which a backend that computes wrongly is told. */
  readonly selfTest?: ModelFile;
  readonly sampler: {
    /** The photo is reduced so that its longest side is at most this, in pixels; never enlarged. */
    readonly maxSide: number;
  };
  /** Head-and-shoulders square around a face box: the training target of LNeto. */
  readonly headGeometry: CropGeometry;
  /** ANet's input square around a face box. */
  readonly faceGeometry: CropGeometry;
  readonly detection: {
    /** LNeto's cells below this heat are never looked at by LNets. */
    readonly heatThreshold: number;
    /** A face is reported when LNets' validity × √heat reaches this. */
    readonly scoreThreshold: number;
    /** Where LNeto looks again at a part of the photo, enlarged. */
    readonly closerLook: {
      /** A head whose side is less than this share of what the net saw is small; 0: never look closer. */
      readonly smallHead: number;
      /**
       * Small heads are looked at again from this heat × photo pixels a net pixel on, even if too faint to be taken for
       * heads: the more pixels the photo has there, the more a closer look can show.
       */
      readonly heatPitch: number;
    };
  };
  readonly attributes: readonly AttributeEntry[];
  /** Hash of the training recipe that made the nets from the starting weights; null when no whole recipe made them. */
  readonly recipe?: string | null;
  /** The set `measured` comes from, with its size, and the means over the 40. */
  readonly measuredOn?: {
    readonly set: string;
    readonly images: number;
    readonly meanAccuracy: number;
    readonly meanBalancedAccuracy: number;
    readonly command: string;
  };
  /** Where weights and data come from and under which terms. */
  readonly origin: {
    readonly license: string;
    readonly notice: string;
    readonly starts: Readonly<Record<string, string>>;
  };
}
