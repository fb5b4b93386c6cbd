/**
 * Compares the trained ONNX models with what they were converted to.
 *
 *     npm run verify                                                   numbers, stage by stage
 *     npm run verify -- --images set.tar --labels set.csv [--limit N]  and what storing the weights costs in accuracy
 *
 * Exit code 1: the conversion is off by more than 1e-3 (relative), the shipped files aren't what the ONNX models
 * convert to, or storing the weights in fewer bits costs more than 0.1 point of accuracy.
 */
import { parseArgs } from 'node:util';
import { NET_IDS } from '../../src/models/net-shapes';
import { openImages } from '../evaluate/images';
import { readLabels } from '../evaluate/labels';
import { useBackend } from '../lib/backend';
import { required, runCommand, wholeNumber } from '../lib/command';
import { type AccuracyReport, MOST_POINTS, measureAccuracy } from './verify-accuracy';
import { MOST_RELATIVE, type NetReport, type StageReport, verifyNet, worst } from './verify-nets';

const USAGE = 'npm run verify -- [--images <tar or folder> --labels <csv> [--limit N]]';

const OPTIONS = {
  source: { type: 'string', default: 'tools/train/onnx' },
  models: { type: 'string', default: 'public/models' },
  images: { type: 'string' },
  labels: { type: 'string' },
  limit: { type: 'string' },
} as const;

const line = (id: string, { layer, isOutput, converted, shipped }: StageReport): string => {
  const name = (isOutput ? `${layer} (output)` : layer).padEnd(28);
  return `${id.padEnd(7)} ${name} ${converted.toExponential(1)}  ${shipped.toExponential(1)}`;
};

const problemsOf = (report: NetReport): string[] => {
  const { layer, converted } = worst(report);
  const problems = [];
  // Written so that an error that is no number counts as too large.
  if (!(converted <= MOST_RELATIVE)) {
    problems.push(`${report.id}: "${layer}" is off by ${converted.toExponential(1)}, more than ${MOST_RELATIVE}.`);
  }
  if (!report.upToDate) {
    problems.push(`${report.id}: the shipped files are not what the ONNX file converts to. Run npm run convert.`);
  }
  return problems;
};

const verifyNumbers = async (source: string, models: string): Promise<string[]> => {
  console.log('Largest relative error against ONNX Runtime: conversion alone, and with the weights as shipped\n');
  const reports: NetReport[] = [];
  for (const id of NET_IDS) {
    const report = await verifyNet(id, source, models);
    for (const stage of report.stages) console.log(line(id, stage));
    reports.push(report);
  }
  console.log('\nLargest per net');
  for (const report of reports) console.log(line(report.id, worst(report)));
  return reports.flatMap(problemsOf);
};

const printAccuracy = ({ images, trained, shipped, losers }: AccuracyReport): string[] => {
  const loss = trained - shipped;
  console.log(`\nMean accuracy over ${images} photos, the whole cascade`);
  console.log(
    `weights as trained ${trained.toFixed(3)} %, as shipped ${shipped.toFixed(3)} %, loss ${loss.toFixed(3)}`,
  );
  for (const [name, points] of losers) console.log(`${name} loses ${points.toFixed(2)} points`);
  return loss <= MOST_POINTS ? [] : [`Storing the weights costs ${loss.toFixed(3)} points, more than ${MOST_POINTS}.`];
};

await runCommand(async (args) => {
  const { source, models, ...set } = parseArgs({ args, options: OPTIONS }).values;
  await useBackend('wasm');
  const problems = await verifyNumbers(source, models);
  if (set.images || set.labels) {
    const images = await openImages(required('images', set.images, USAGE));
    const { hasPeople, photos } = await readLabels(required('labels', set.labels, USAGE));
    const limit = set.limit ? wholeNumber('limit', set.limit, 1) : photos.length;
    const labels = { hasPeople, photos: photos.slice(0, limit) };
    const progress = (done: number, total: number): void => {
      if (done % 500 === 0) console.error(`${done} of ${total}`);
    };
    problems.push(...printAccuracy(await measureAccuracy(source, models, { images, labels }, progress)));
  } else {
    console.log('\nWhat storing the weights costs in accuracy was not measured: give --images and --labels for that.');
  }
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? 1 : 0;
});
