import type { StressEvaluation, StressResult } from './evaluate-stress';

const dash = (value: number | null, text: (value: number) => string): string => (value === null ? '–' : text(value));

const HEADER = ['photos', 'faces', 'found', 'must', 'false', 'must', 'roll', 'labels', 'must', 'looks', 'ms', ''];

/** What of a row falls short of what it must be; empty where nothing does. */
export const shortOf = ({ must, found, falseFaces, labels }: StressResult): string[] => [
  ...(found !== null && found < must.found ? ['found'] : []),
  ...(falseFaces !== null && falseFaces > must.falseFaces ? ['false'] : []),
  ...(labels !== null && must.labels !== undefined && labels > must.labels ? ['labels'] : []),
];

const cellsOf = (row: StressResult): string[] => [
  String(row.photos),
  String(row.faces),
  dash(row.found, (value) => `${(100 * value).toFixed(1)} %`),
  `${(100 * row.must.found).toFixed(0)} %`,
  dash(row.falseFaces, (value) => value.toFixed(3)),
  row.must.falseFaces.toFixed(2),
  dash(row.rollError, (value) => `${value.toFixed(1)}°`),
  dash(row.labels, (value) => value.toFixed(2)),
  row.must.labels?.toFixed(0) ?? '',
  row.looks.toFixed(1),
  row.ms.toFixed(0),
  shortOf(row).length > 0 ? '✗' : '',
];

const line = (name: string, cells: readonly string[]): string =>
  `${name.padEnd(25)}${cells.map((cell) => cell.padStart(8)).join('')}`.trimEnd();

/** The stress table: found, false, roll error, changed labels, each with what it must be; ✗ where a row falls short. */
export const stressReportOf = ({ rows }: StressEvaluation): string =>
  [line('variation', HEADER), ...rows.map((row) => line(row.name, cellsOf(row)))].join('\n');
