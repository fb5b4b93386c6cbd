import { minifySync } from 'rolldown/utils';
import type { Plugin } from 'vite';

/** Vite 8 mangles ES workers but keeps their whitespace, which nearly doubles what a visitor downloads. */
export const squeezeWorker = (): Plugin => ({
  name: 'facet:squeeze-worker',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const codegen = { removeWhitespace: true };
      chunk.code = minifySync(chunk.fileName, chunk.code, { compress: false, mangle: false, codegen }).code;
    }
  },
});
