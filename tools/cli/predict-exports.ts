import { mkdir } from 'node:fs/promises';
import { labelOf } from '../../src/domain/attribute-info';
import type { PerAttribute } from '../../src/domain/attributes';
import type { Manifest } from '../../src/domain/manifest';
import { nameKey, uniqueName } from '../../src/export/file-names';
import type { ExportContext, ExportedPhoto, ExportFormat, ListFormat } from '../../src/export/format';
import { EXPORT_FORMATS } from '../../src/export/formats';
import { UsageError } from '../lib/command';
import { outputError, writeLine } from '../lib/output';
import { measure, paintPicture } from '../lib/paint';
import type { PhotoFile } from '../lib/photo-files';
import { writeNewFile } from '../lib/write-file';
import { exportedPhoto, jsonLine, type Prediction, plainText } from './predict-photos';

export interface ExportWishes {
  /** Of {@link EXPORT_FORMATS}. */
  readonly kinds: readonly string[];
  /** Where files go; beside the photos without it. */
  readonly folder: string | undefined;
  readonly sensitive: boolean;
}

/** Writes what is found, photo by photo. */
export interface Writers {
  /** @throws OutputClosed, OutputFailed, or Fault for a file that is there already */
  add(prediction: Prediction, file: PhotoFile): Promise<void>;
}

type Writer = (exported: ExportedPhoto, prediction: Prediction, file: PhotoFile) => Promise<void>;

const WORDS: ExportContext['words'] = {
  label: labelOf,
  percentage: (probability) => `${Math.min(99, Math.max(1, Math.round(100 * probability)))} %`,
  drawnAt: (scale, { width, height }) =>
    `Drawn at ${Math.round(100 * scale)} % of the photo's size of ${width} × ${height} pixels.`,
};

const contextOf = ({ attributes, version }: Manifest, sensitive: boolean): ExportContext => {
  const values = Object.fromEntries(attributes.map(({ name, thresholds }) => [name, thresholds.accurate]));
  const thresholds = { models: version, values: values as PerAttribute<number> };
  return { sensitive, thresholds, exported: Date.now(), words: WORDS };
};

/** A table goes to standard output, its header once. JSON is a line a photo, with times and all that was measured. */
const listWriter = (format: ListFormat, context: ExportContext): Writer => {
  if (format.kind === 'json') return async (_, prediction) => writeLine(jsonLine(prediction));
  let begun = false;
  return async (exported) => {
    const lines = format.write([exported], context).trimEnd().split('\r\n');
    const wanted = begun ? lines.slice(1) : lines;
    begun = true;
    if (wanted.length > 0) await writeLine(`${wanted.join('\r\n')}\r`);
  };
};

/** Names of files in one folder, each once. */
const createNames = (): ((name: string) => string) => {
  const taken = new Set<string>();
  return (name) => {
    const free = uniqueName(name, taken);
    taken.add(nameKey(free));
    return free;
  };
};

const fileWriter = (format: Exclude<ExportFormat, ListFormat>, context: ExportContext, folder?: string): Writer => {
  const nameOf = createNames();
  return async (exported, { pixels }, { path }) => {
    // A sidecar that says nothing would only be one more file.
    if (format.content === 'sidecar' && exported.faces.length === 0) return;
    const slash = path.lastIndexOf(0x2f);
    const photo = path.subarray(slash + 1);
    const target = folder
      ? Buffer.from(`${folder}/${nameOf(format.fileName(photo.toString()))}`)
      : // Byte by byte: the photo's own name need not be UTF-8.
        Buffer.concat([path.subarray(0, slash + 1), Buffer.from(format.fileName(photo.toString('latin1')), 'latin1')]);
    const content =
      format.content === 'sidecar'
        ? format.write(exported, context)
        : await paintPicture(format.draw(exported, pixels, context, measure), pixels);
    await writeNewFile(target, content);
  };
};

/** @throws UsageError where two tables are wished for, which would mix on standard output */
export const createWriters = async (wishes: ExportWishes, manifest: Manifest): Promise<Writers> => {
  const formats = EXPORT_FORMATS.filter(({ kind }) => wishes.kinds.includes(kind));
  const lists = formats.filter(({ content }) => content === 'list');
  if (lists.length > 1) {
    throw new UsageError(`Choose one of ${lists.map(({ kind }) => `--${kind}`).join(' and ')}: both go to the output.`);
  }
  if (wishes.folder) {
    await mkdir(wishes.folder, { recursive: true }).catch((error: unknown) => {
      throw outputError(`The folder ${wishes.folder}`, error);
    });
  }
  const context = contextOf(manifest, wishes.sensitive);
  const writers = formats.map((format) =>
    format.content === 'list' ? listWriter(format, context) : fileWriter(format, context, wishes.folder),
  );
  if (lists.length === 0) writers.unshift(async (_, prediction) => writeLine(plainText(prediction, wishes.sensitive)));
  return {
    add: async (prediction, file) => {
      const exported = exportedPhoto(prediction, manifest.version, context.exported);
      for (const write of writers) await write(exported, prediction, file);
    },
  };
};
