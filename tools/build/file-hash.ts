import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const QUERY = '?integrity';

/**
 * `import hash from 'some.wasm?integrity'` gives the file's hash as `fetch` takes it: the browser itself then refuses any
 * other bytes.
 */
export const fileHash = (): Plugin => ({
  name: 'facet:file-hash',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (!source.endsWith(QUERY)) return undefined;
    const file = await this.resolve(source.slice(0, -QUERY.length), importer, { skipSelf: true });
    return file ? `\0${file.id}${QUERY}` : undefined;
  },
  async load(id) {
    if (!id.startsWith('\0') || !id.endsWith(QUERY)) return undefined;
    const bytes = await readFile(id.slice(1, -QUERY.length));
    return `export default 'sha256-${createHash('sha256').update(bytes).digest('base64')}';`;
  },
});
