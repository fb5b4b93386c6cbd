/** Predicts boxes and attributes of every face in photos; see USAGE. */
import { parseArgs } from 'node:util';
import { Fault, messageOf } from '../../src/domain/errors';
import { runCommand, UsageError } from './command';
import { loadCascade, SHIPPED_MODELS } from './load-cascade';
import { listFiles } from './photo-files';
import { jsonLine, plainText, predictPhoto } from './predict-photos';

const USAGE = `Usage: npm run predict -- <photos or folders> [--json] [--models <folder>]
  --json    one line of JSON a photo: boxes in photo pixels after EXIF orientation, probabilities 0-1
A file whose name begins with a dash is given as ./-name.jpg. Exit code 1 when a file couldn't be read.`;

const main = async (args: string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      models: { type: 'string', default: SHIPPED_MODELS },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (positionals.length === 0) throw new UsageError(USAGE);
  const files = await listFiles(positionals);
  const cascade = await loadCascade(values.models);
  let exitCode = 0;
  for (const file of files) {
    try {
      const prediction = await predictPhoto(cascade, file);
      console.log(values.json ? jsonLine(prediction) : plainText(prediction));
    } catch (error) {
      // Whatever one photo did, the others go on.
      console.error(error instanceof Fault ? error.message : `${file} could not be analysed: ${messageOf(error)}`);
      exitCode = 1;
    }
  }
  return exitCode;
};

await runCommand(main);
