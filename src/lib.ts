/** Facet as a library: everything a page needs to analyse photos. */
export type { Analyzer, AnalyzerOptions } from './analyzer/analyzer';
export { createAnalyzer } from './analyzer/create-analyzer';
export {
  type Analysis,
  type Face,
  type FaceEvidence,
  type FeatureMap,
  facesOf,
  type StageTimes,
} from './domain/analysis';
export type { BackendName, BackendReport, Ready } from './domain/analyzer-api';
export { ATTRIBUTES, type AttributeName, type PerAttribute } from './domain/attributes';
export type { Covering, StrongestPlace } from './domain/covering';
export { Fault, type FaultName, isFault } from './domain/errors';
export type { FrameAnalysis, FrameFace, FrameHint } from './domain/frames';
export type { Box, Size, Square } from './domain/geometry';
export type { AttributeEntry, Manifest } from './domain/manifest';
export type { Progress } from './domain/progress';
