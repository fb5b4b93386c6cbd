import type { CompositeEvaluation } from './evaluate-composites';
import type { Evaluation } from './tally';

const percent = (value: number | null): string => (value === null ? '–' : (100 * value).toFixed(2));
const decimal = (value: number | null, digits: number): string => (value === null ? '–' : value.toFixed(digits));

const row = (name: string, cells: readonly string[]): string =>
  name.padEnd(22) + cells.map((cell) => cell.padStart(10)).join('');

const attributeTable = (result: Evaluation): string[] => [
  row('attribute', ['base', 'accuracy', 'balanced', 'avg prec', 'threshold']),
  ...result.attributes.map((each) =>
    row(each.name, [
      percent(each.baseRate),
      percent(each.accuracy),
      percent(each.balancedAccuracy),
      percent(each.averagePrecision),
      decimal(each.threshold, 3),
    ]),
  ),
  row('mean', [
    percent(result.attributes.reduce((sum, { baseRate }) => sum + baseRate, 0) / result.attributes.length),
    percent(result.meanAccuracy),
    percent(result.meanBalancedAccuracy),
    percent(result.meanAveragePrecision),
    '',
  ]),
  '',
  `calibration error       ${decimal(result.calibrationError, 4)}`,
];

const DETECTION: readonly (readonly [string, (detection: Evaluation['detection']) => string])[] = [
  ['face found, IoU ≥ 0.5', ({ rate }) => `${percent(rate)} %`],
  ['face found, IoU ≥ 0.75', ({ rate75 }) => `${percent(rate75)} %`],
  ['mean IoU of found', ({ meanIoU }) => decimal(meanIoU, 3)],
  ['median roll error', ({ rollMedian }) => `${decimal(rollMedian, 1)}°`],
  ['false faces a photo', ({ falsePerImage }) => decimal(falsePerImage, 4)],
  ['head holds the face', ({ headHoldsFace }) => `${percent(headHoldsFace)} %`],
  ['recall of all faces', ({ recall }) => `${percent(recall)} %`],
];

/** The table that people read: percent, one line an attribute, then detection. What wasn't measured is a dash. */
export const reportOf = (result: Evaluation): string =>
  [
    ...(result.attributes.length > 0 ? attributeTable(result) : []),
    ...DETECTION.map(([name, text]) => `${name.padEnd(24)}${text(result.detection)}`),
    `${'photos, faces found'.padEnd(24)}${result.images}, ${result.faces}`,
    `${'a photo with decoding'.padEnd(24)}${result.msPerImage.toFixed(1)} ms`,
  ].join('\n');

/** Detection on made group photos. */
export const compositeReportOf = (result: CompositeEvaluation): string =>
  [
    `${'composites, faces'.padEnd(24)}${result.composites}, ${result.faces}`,
    `${'recall of all faces'.padEnd(24)}${percent(result.recall)} %`,
    ...result.bySize.map(
      ({ from, faces, recall }) => `${`  from ${from} px`.padEnd(24)}${percent(recall)} % of ${faces}`,
    ),
    `${'false faces a composite'.padEnd(24)}${decimal(result.falsePerComposite, 3)}`,
  ].join('\n');
