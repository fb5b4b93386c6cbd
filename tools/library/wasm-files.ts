import { copyFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Plugin } from 'rolldown';

const QUERY = '?url';

/**
 * `import url from 'some.wasm?url'` in a worker gives the address that the page told it (`src/library/start-worker.ts`); the
 * file itself is put beside the library.
 * @param found gets the names of the files
 */
export const wasmFiles = (folder: string, found: Set<string>): Plugin => ({
  name: 'facet:wasm-files',
  async resolveId(source, importer) {
    if (!source.endsWith(QUERY)) return undefined;
    const file = await this.resolve(source.slice(0, -QUERY.length), importer, { skipSelf: true });
    return file ? `\0${file.id}${QUERY}` : undefined;
  },
  async load(id) {
    if (!id.startsWith('\0') || !id.endsWith(QUERY)) return undefined;
    const file = id.slice(1, -QUERY.length);
    const name = basename(file);
    found.add(name);
    await copyFile(file, join(folder, name));
    return `export default JSON.parse(decodeURIComponent(self.location.hash.slice(1)))[${JSON.stringify(name)}];`;
  },
});
