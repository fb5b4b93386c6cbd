/** Predicts boxes and attributes of every face in photos; see USAGE. */
import { parseArgs } from 'node:util';
import { Fault, messageOf } from '../../src/domain/errors';
import { EXPORT_FORMATS } from '../../src/export/formats';
import type { Cascade } from '../../src/pipeline/net';
import { runCommand, UsageError } from '../lib/command';
import { loadCascade, SHIPPED_MODELS } from '../lib/load-cascade';
import { EXIT, EXIT_WORDS, OutputClosed, OutputFailed, writeLine } from '../lib/output';
import { listFiles } from '../lib/photo-files';
import { createWriters, type Writers } from './predict-exports';
import { predictPhoto } from './predict-photos';

const FORMAT_LINES = EXPORT_FORMATS.map(({ kind, help }) => `  --${kind.padEnd(14)} ${help}`).join('\n');

const USAGE = `Usage: npm run predict -- <photos or folders> [options]
${FORMAT_LINES}
  --out <folder>   where pictures and sidecars go; beside the photos without it. Nothing is overwritten
  --sensitive      with the attributes that judge a person (Attractive, Male, Young …), which are left out
                   otherwise; only --json, which is for programs, always has all 40
  --models <folder>
Boxes are in photo pixels after EXIF orientation, probabilities 0-1. A file whose name begins with a dash is given as
./-name.jpg. In folders, hidden files, sidecars and what systems and drives keep there are left out; links are
followed, and each real file is analysed once.
${EXIT_WORDS}`;

const readArguments = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...Object.fromEntries(EXPORT_FORMATS.map(({ kind }) => [kind, { type: 'boolean', default: false } as const])),
      out: { type: 'string' },
      sensitive: { type: 'boolean', default: false },
      models: { type: 'string', default: SHIPPED_MODELS },
      help: { type: 'boolean' },
    },
  });

/** Photos one after the other; whatever one did, the others go on. @returns whether all could be analysed */
const predictAll = async (cascade: Cascade, paths: readonly string[], writers: Writers): Promise<boolean> => {
  const { files, faults } = await listFiles(paths);
  for (const { message } of faults) console.error(message);
  let failed = faults.length > 0;
  for (const file of files) {
    try {
      await writers.add(await predictPhoto(cascade, file), file);
    } catch (error) {
      if (error instanceof OutputClosed || error instanceof OutputFailed) throw error;
      console.error(error instanceof Fault ? error.message : `${file.name} could not be analysed: ${messageOf(error)}`);
      failed = true;
    }
  }
  return !failed;
};

const main = async (args: string[]): Promise<number> => {
  const { values, positionals } = readArguments(args);
  if (values.help) {
    await writeLine(USAGE);
    return EXIT.done;
  }
  if (positionals.length === 0) throw new UsageError(USAGE);
  const cascade = await loadCascade(String(values.models));
  const writers = await createWriters(
    {
      kinds: EXPORT_FORMATS.map(({ kind }) => kind).filter((kind) => values[kind as keyof typeof values]),
      folder: typeof values.out === 'string' ? values.out : undefined,
      sensitive: values.sensitive === true,
    },
    cascade.manifest,
  );
  return (await predictAll(cascade, positionals, writers)) ? EXIT.done : EXIT.failed;
};

await runCommand(main);
