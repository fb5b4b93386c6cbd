/**
 * Measures the shipped cascade on a labelled set; see USAGE. The table goes to stdout, progress to stderr.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Cascade } from '../../src/pipeline/net';
import type { ThresholdKind } from '../../src/pipeline/svm';
import { COMPOSITE_KINDS, type CompositeKind } from '../evaluate/composites';
import { evaluateComposites } from '../evaluate/evaluate-composites';
import { evaluatePointing, pointingReportOf } from '../evaluate/evaluate-pointing';
import { type EvaluationSet, evaluateSet, type OnProgress } from '../evaluate/evaluate-set';
import { evaluateStress } from '../evaluate/evaluate-stress';
import { openImages } from '../evaluate/images';
import { readLabels, readReferenceFaces } from '../evaluate/labels';
import { compositeReportOf, groupsReportOf, reportOf } from '../evaluate/report';
import { STRESS } from '../evaluate/stress/variations';
import { stressReportOf } from '../evaluate/stress-report';
import { loadSvm } from '../evaluate/svm-file';
import { required, runCommand, UsageError, wholeNumber } from '../lib/command';
import { loadCascade, SHIPPED_MODELS } from '../lib/load-cascade';

/** So many photos a row of the stress table, unless --limit says otherwise. */
const STRESS_PHOTOS = 60;

const USAGE = `Usage: npm run evaluate -- --images <tar or folder> --labels <csv> [options]
  --faces <csv>         every face of each photo, one row a face: adds recall and false faces
  --limit <n>           only the first n photos
  --json <file>         writes the results as JSON, fractions instead of percent
  --thresholds <kind>   accurate (default) or balanced: which thresholds decide what is present
  --groups              prints the errors by Male × Young and by skin tone as well (the JSON always has them)
  --svm <file>          SVMs that facet_train.stages.refit_svm fitted, instead of the shipped ones
  --composites <n>      measures detection on n made group photos of the set's people instead; needs --faces
  --kind <kind>         scenes (default): 2-9 scenes at 640 px; group: 10-60 people at 4000 px, faces from 48 px;
                        press: 2-40 people at 640 px in grey, grain and halftone
  --pointing            measures instead how often the map of an attribute is strongest where the attribute must be
  --each <n>            with --pointing: at most n faces an attribute (default 100)
  --stress              measures detection on the photos turned, cut off, dark, covered, long and crowded instead;
                        --limit <n> photos a row, drawn by the seed (default ${STRESS_PHOTOS})
  --rows <text>         with --stress: only the rows whose name holds the text
  --seed <n>            which composites or variations are made (default 1)
  --models <folder>     other models than the shipped ones`;

const parse = (args: string[]) =>
  parseArgs({
    args,
    options: {
      images: { type: 'string' },
      labels: { type: 'string' },
      faces: { type: 'string' },
      limit: { type: 'string' },
      json: { type: 'string' },
      thresholds: { type: 'string', default: 'accurate' },
      groups: { type: 'boolean', default: false },
      svm: { type: 'string' },
      composites: { type: 'string' },
      kind: { type: 'string', default: 'scenes' },
      pointing: { type: 'boolean', default: false },
      each: { type: 'string', default: '100' },
      stress: { type: 'boolean', default: false },
      rows: { type: 'string', default: '' },
      seed: { type: 'string', default: '1' },
      models: { type: 'string', default: SHIPPED_MODELS },
      help: { type: 'boolean' },
    },
  }).values;

type Values = ReturnType<typeof parse>;

const thresholdKind = (text: string): ThresholdKind => {
  if (text === 'accurate' || text === 'balanced') return text;
  throw new UsageError(`--thresholds takes "accurate" or "balanced", not "${text}".`);
};

const compositeKind = (text: string): CompositeKind => {
  const kind = COMPOSITE_KINDS.find((known) => known === text);
  if (kind) return kind;
  throw new UsageError(`--kind takes ${COMPOSITE_KINDS.join(', ')}, not "${text}".`);
};

const limitOf = ({ limit }: Values): number | undefined =>
  limit === undefined ? undefined : wholeNumber('limit', limit, 1);

const openSet = async (values: Values): Promise<EvaluationSet> => {
  const { images, labels, faces } = values;
  const imagesPath = required('images', images, USAGE);
  const labelsPath = required('labels', labels, USAGE);
  // The stress table draws its photos from the whole set.
  const most = values.stress ? undefined : limitOf(values);
  const { hasPeople, photos } = await readLabels(labelsPath);
  if (photos.length === 0) throw new UsageError(`${labelsPath} has no rows.`);
  return {
    labels: { hasPeople, photos: photos.slice(0, most) },
    ...(faces && { faces: await readReferenceFaces(faces) }),
    images: await openImages(imagesPath),
  };
};

/** A line that overwrites itself, on a terminal only. */
const showProgress: OnProgress = (done, total) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total}${done === total ? '\n' : ''}`);
};

const tell = async ({ json }: Values, result: unknown, report: string): Promise<void> => {
  console.log(report);
  if (json) await writeFile(json, `${JSON.stringify(result, undefined, 1)}\n`);
};

const stressRows = (text: string): typeof STRESS => {
  const rows = STRESS.filter(({ name }) => name.includes(text));
  if (rows.length > 0) return rows;
  throw new UsageError(`No row of the stress table holds "${text}": ${STRESS.map(({ name }) => name).join('; ')}.`);
};

const measureStress = async (cascade: Cascade, set: EvaluationSet, values: Values, seed: number): Promise<void> => {
  const plan = { limit: limitOf(values) ?? STRESS_PHOTOS, seed };
  const result = await evaluateStress(cascade, set, plan, stressRows(values.rows), showProgress);
  await tell(values, result, stressReportOf(result));
};

const main = async (args: string[]): Promise<number> => {
  const values = parse(args);
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const kind = thresholdKind(values.thresholds);
  const seed = wholeNumber('seed', values.seed, 0);
  const composites = compositeKind(values.kind);
  const count = values.composites === undefined ? 0 : wholeNumber('composites', values.composites, 1);
  const set = await openSet(values);
  if (count > 0 && !set.faces) throw new UsageError('--composites needs --faces: every face of a scene must be known.');
  const shipped = await loadCascade(values.models);
  const cascade = values.svm === undefined ? shipped : await loadSvm(shipped, values.svm);
  if (values.stress) {
    await measureStress(cascade, set, values, seed);
  } else if (values.pointing) {
    const result = await evaluatePointing(cascade, set, wholeNumber('each', values.each, 1), showProgress);
    await tell(values, result, pointingReportOf(result));
  } else if (count > 0) {
    const result = await evaluateComposites(cascade, set, { kind: composites, count, seed }, showProgress);
    await tell(values, result, compositeReportOf(result));
  } else {
    const result = await evaluateSet(cascade, set, kind, showProgress);
    await tell(values, result, values.groups ? `${reportOf(result)}\n${groupsReportOf(result)}` : reportOf(result));
  }
  return 0;
};

await runCommand(main);
