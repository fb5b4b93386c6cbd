/** Facet as a library for Node: what the package exports as `facet-faces/node`. */
export type { BackendName } from '../../src/domain/analyzer-api';
export { ATTRIBUTES, type AttributeName, type PerAttribute } from '../../src/domain/attributes';
export { Fault, type FaultName, isFault } from '../../src/domain/errors';
export type { Progress } from '../../src/domain/progress';
export { type FaceRecord, type PhotoRecord, RECORD_SCHEMA, type RecordBox } from '../../src/export/photo-record';
export type { AnalyzeOptions, PhotoAnalyzer } from '../../src/library/analyzer-face';
export { createAnalyzer, type NodeOptions } from './node-analyzer';
export type { PhotoSource, RawPixels } from './node-photo';
