import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const EMITTED = '.cache/tsc/package';

/** A relative import, however it is written; one of JSON with its attribute. */
const RELATIVE = /(from |import\()'(\.[^']*)'( with \{ type: 'json' \})?/g;

const emit = (): void => {
  rmSync(EMITTED, { recursive: true, force: true });
  const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tools/library/tsconfig.types.json', '--outDir', EMITTED];
  if (spawnSync(process.execPath, tsc, { stdio: 'inherit' }).status !== 0) throw new Error('tsc wrote no types.');
};

/** The type of a JSON file, as a module: not everybody's compiler reads JSON. @returns its path among the types */
const jsonType = (source: string): string => {
  const target = join(resolve(EMITTED), relative('.', source)).replace(/json$/, 'd.ts');
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `declare const content: ${readFileSync(source, 'utf8').trim()};\nexport default content;\n`);
  return target;
};

/** The declarations that an import leads to. */
const targetOf = (from: string, specifier: string): string => {
  const path = resolve(dirname(from), specifier);
  return path.endsWith('.json') ? jsonType(relative(resolve(EMITTED), path)) : `${path}.d.ts`;
};

/**
 * Puts the declarations that these modules need into a folder, and no others. Programs that resolve imports as Node does
 * want file endings, which our own sources leave out.
 * @param entries paths in the repository, without ending
 */
export const writeTypes = (entries: readonly string[], folder: string): void => {
  emit();
  const root = resolve(EMITTED);
  const waiting = entries.map((entry) => `${resolve(root, entry)}.d.ts`);
  const seen = new Set<string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const from = file;
    const text = readFileSync(file, 'utf8').replace(RELATIVE, (_, before: string, specifier: string) => {
      const target = targetOf(from, specifier);
      waiting.push(target);
      return `${before}'${specifier.replace(/\.json$/, '')}.js'`;
    });
    const written = join(folder, relative(root, file));
    mkdirSync(dirname(written), { recursive: true });
    writeFileSync(written, text);
  }
};
