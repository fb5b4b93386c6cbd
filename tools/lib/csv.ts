import { readFile } from 'node:fs/promises';
import { UsageError } from './command';

/** A CSV file: its column names, and one record a row. */
export interface Table {
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** Splits one line; a field in double quotes may hold commas, and "" stands for a quote. */
const splitLine = (line: string): string[] =>
  [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );

/**
 * Parses CSV text with a header line. Line breaks inside quotes aren't supported: file names don't have any.
 * @throws UsageError naming the line whose number of fields differs from the header's.
 */
export const parseCsv = (path: string, text: string): Table => {
  const [header = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const columns = splitLine(header);
  const rows = lines.flatMap((line, index) => {
    if (line === '') return [];
    const fields = splitLine(line);
    if (fields.length !== columns.length) {
      throw new UsageError(
        `${path}, line ${index + 2}: ${fields.length} fields, but the header has ${columns.length}.`,
      );
    }
    return [Object.fromEntries(columns.map((column, i) => [column, fields[i]]))];
  });
  return { path, columns, rows };
};

/** Reads and parses a CSV file. @throws UsageError when it can't be read or lacks one of `columns`. */
export const readCsv = async (path: string, columns: readonly string[]): Promise<Table> => {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UsageError(`${path} can't be read (${error.message}).`);
  });
  const table = parseCsv(path, text);
  const missing = columns.filter((column) => !table.columns.includes(column));
  if (missing.length === 0) return table;
  throw new UsageError(
    `${path} has no column ${missing.map((name) => `"${name}"`).join(', ')}; its header begins with "${table.columns.slice(0, 4).join(',')}".`,
  );
};
