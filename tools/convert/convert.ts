/**
 * Converts the trained ONNX models to what the page loads.
 *
 *     npm run convert                                            all four nets and the manifest
 *     npm run convert -- lneto                                   one net alone, manifest untouched
 *     npm run convert -- --measured out.json --set celeba_test   adds what `npm run evaluate` measured
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { NetId } from '../../src/domain/manifest';
import { NET_IDS } from '../../src/models/net-shapes';
import { runCommand, UsageError } from '../lib/command';
import { convertAll, convertSome, type Files, readJson } from './convert-folder';
import type { Measurement } from './write-manifest';

const OPTIONS = {
  source: { type: 'string', default: 'tools/train/onnx' },
  out: { type: 'string', default: 'public/models' },
  measured: { type: 'string' },
  set: { type: 'string' },
} as const;

const isNetId = (name: string): name is NetId => NET_IDS.some((id) => id === name);

const netIds = (names: readonly string[]): NetId[] => {
  const unknown = names.find((name) => !isNetId(name));
  if (unknown) throw new UsageError(`There is no net "${unknown}"; the nets are ${NET_IDS.join(', ')}.`);
  return names.filter(isNetId);
};

const readMeasurement = (measured: string | undefined, set: string | undefined): Measurement | undefined => {
  if (!measured && !set) return undefined;
  if (!measured || !set) throw new UsageError('--measured <out.json> and --set <name of the set> go together.');
  return { set, result: readJson(dirname(measured), basename(measured)) };
};

await runCommand(async (args) => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const { source, out, measured, set } = values;
  const chosen = netIds(positionals);
  const files: Files =
    chosen.length > 0
      ? convertSome(source, chosen)
      : await convertAll(source, { target: out, measurement: readMeasurement(measured, set) });
  for (const [path, bytes] of files) {
    const target = join(out, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
    console.log(`${target}  ${(bytes.length / 1024).toFixed(1)} KiB`);
  }
  return 0;
});
