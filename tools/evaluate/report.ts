import type { CompositeEvaluation } from './evaluate-composites';
import type { Evaluation, Grouping, Range } from './evaluation';

const percent = (value: number | null): string => (value === null ? '–' : (100 * value).toFixed(2));
const decimal = (value: number | null, digits: number): string => (value === null ? '–' : value.toFixed(digits));

const row = (name: string, cells: readonly string[]): string =>
  name.padEnd(22) + cells.map((cell) => cell.padStart(10)).join('');

const between = ([low, high]: Range): string => `${percent(low)} – ${percent(high)} %`;

const intervalLines = ({ interval }: Evaluation): string[] =>
  interval
    ? [
        `${Math.round(100 * interval.level)} % intervals, a bootstrap over ${interval.identities} people`,
        `${'  mean accuracy'.padEnd(24)}${between(interval.meanAccuracy)}`,
        `${'  balanced accuracy'.padEnd(24)}${between(interval.meanBalancedAccuracy)}`,
      ]
    : [];

const attributeTable = (result: Evaluation): string[] => [
  row('attribute', ['base', 'accuracy', 'balanced', 'avg prec', 'threshold', 'cal error']),
  ...result.attributes.map((each) =>
    row(each.name, [
      percent(each.baseRate),
      percent(each.accuracy),
      percent(each.balancedAccuracy),
      percent(each.averagePrecision),
      decimal(each.threshold, 3),
      decimal(each.calibrationError, 4),
    ]),
  ),
  row('mean', [
    percent(result.attributes.reduce((sum, { baseRate }) => sum + baseRate, 0) / result.attributes.length),
    percent(result.meanAccuracy),
    percent(result.meanBalancedAccuracy),
    percent(result.meanAveragePrecision),
    '',
    decimal(result.calibrationError, 4),
  ]),
  '',
  ...intervalLines(result),
];

const DETECTION: readonly (readonly [string, (detection: Evaluation['detection']) => string])[] = [
  ['face found, IoU ≥ 0.5', ({ rate }) => `${percent(rate)} %`],
  ['face found, IoU ≥ 0.75', ({ rate75 }) => `${percent(rate75)} %`],
  ['mean IoU of found', ({ meanIoU }) => decimal(meanIoU, 3)],
  ['roll error, median, p90', ({ rollMedian, rollP90 }) => `${decimal(rollMedian, 1)}°, ${decimal(rollP90, 1)}°`],
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

/** How many of the largest gaps between groups are printed; the JSON has all. */
const SHOWN_GAPS = 8;

const groupingLines = (
  title: string,
  { groups, unmeasured, meanAccuracyGap, gaps, leastPhotos }: Grouping,
): string[] => [
  '',
  row(title, ['photos', 'accuracy', 'balanced', '95 % interval']),
  ...groups.map((each) =>
    row(each.group, [
      String(each.photos),
      percent(each.meanAccuracy),
      percent(each.meanBalancedAccuracy),
      each.interval ? `   ${between(each.interval)}` : '–',
    ]),
  ),
  ...(unmeasured > 0 ? [row('(not measurable)', [String(unmeasured)])] : []),
  `gap between groups of ${leastPhotos} photos and more: ${percent(meanAccuracyGap)} points; the largest by attribute:`,
  ...gaps
    .slice(0, SHOWN_GAPS)
    .map(({ name, gap, worst, best }) => `  ${name.padEnd(20)}${percent(gap).padStart(7)}  ${worst} against ${best}`),
];

/** Errors by who is shown: Male × Young by the labels, skin tone by the picture. */
export const groupsReportOf = ({ groups }: Evaluation): string =>
  groups
    ? [...groupingLines('by labels', groups.maleYoung), ...groupingLines('by skin tone (ITA)', groups.skinTone)].join(
        '\n',
      )
    : 'The set has no labels to group by.';

/** Detection on made group photos. */
export const compositeReportOf = (result: CompositeEvaluation): string =>
  [
    `${'composites, faces'.padEnd(24)}${result.composites} of kind ${result.kind}, ${result.faces}`,
    `${'recall of all faces'.padEnd(24)}${percent(result.recall)} %`,
    ...result.bySize.map(
      ({ from, faces, recall }) => `${`  from ${from} px`.padEnd(24)}${percent(recall)} % of ${faces}`,
    ),
    `${'false faces a composite'.padEnd(24)}${decimal(result.falsePerComposite, 3)}`,
    `${'looks of LNeto a photo'.padEnd(24)}${decimal(result.looksPerComposite, 1)}`,
    `${'multiply-adds a photo'.padEnd(24)}${decimal(result.multiplyAddsPerComposite / 1e6, 0)} M`,
    `${'a photo, without making'.padEnd(24)}${decimal(result.msPerComposite, 1)} ms, median`,
  ].join('\n');
