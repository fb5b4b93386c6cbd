import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Code and models ship together: the built page accepts no other manifest than the one that lay there when it was built. */
export const manifestPin = (): Plugin => ({
  name: 'facet:manifest-pin',
  config: ({ root = '.' }, { command }) => {
    const pinned = (): string => JSON.parse(readFileSync(`${root}/public/models/manifest.json`, 'utf8')).digest;
    return { define: { MANIFEST_DIGEST: command === 'build' ? JSON.stringify(pinned()) : 'undefined' } };
  },
});
