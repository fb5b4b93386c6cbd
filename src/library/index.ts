/** Facet as a library for web pages: what the package `facet-faces` exports. */
export type { BackendName, BackendReport } from '../domain/analyzer-api';
export { ATTRIBUTES, type AttributeName, type PerAttribute } from '../domain/attributes';
export { Fault, type FaultName, isFault } from '../domain/errors';
export type { Progress } from '../domain/progress';
export { type FaceRecord, type PhotoRecord, RECORD_SCHEMA, type RecordBox } from '../export/photo-record';
export type { AnalyzeOptions, PhotoAnalyzer } from './analyzer-face';
export { createAnalyzer, type LibraryOptions } from './create-analyzer';
export type { PhotoSource } from './photo-bitmap';
