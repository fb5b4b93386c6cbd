import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const PACKAGE = new URL('../../node_modules/libheif-js/', import.meta.url);

const notice = (version: string): string => `\
Facet opens HEIC photos with libheif-js ${version} (libheif and libde265 compiled to WebAssembly) where the browser can't.

  https://github.com/catdad-experiments/libheif-js
  https://github.com/strukturag/libheif      Copyright (c) Dirk Farin and contributors
  https://github.com/strukturag/libde265     Copyright (c) Dirk Farin and contributors

They are free software under the GNU Lesser General Public License, version 3, whose text is in libheif-license.txt
beside this file; their source is at the addresses above. Facet uses them unchanged, in files of their own that nothing
else is part of: heic.worker-*.js and libheif-*.wasm. To use another version, put its libheif.wasm in place of the
latter, or build Facet with another version of the package libheif-js.
`;

/** Puts the notice and the licence of the HEIC decoder beside it. */
export const heicNotice = (): Plugin => ({
  name: 'facet:heic-notice',
  apply: 'build',
  generateBundle() {
    const { version } = JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8')) as { version: string };
    const license = readFileSync(new URL('libheif-wasm/LICENSE', PACKAGE), 'utf8');
    this.emitFile({ type: 'asset', fileName: 'assets/libheif-notice.txt', source: notice(version) });
    this.emitFile({ type: 'asset', fileName: 'assets/libheif-license.txt', source: license });
  },
});
