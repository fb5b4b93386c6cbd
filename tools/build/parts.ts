import type { Plugin } from 'vite';

/**
 * What only some visitors need, by the module that it begins with: the shell keeps `wasm` for everybody, the others once
 * they were used. Names of backends are those of `BackendName`.
 */
export const PARTS = {
  webgpu: '@tensorflow/tfjs-backend-webgpu/dist/index.js',
  wasm: 'src/worker/wasm-backend.ts',
  webgl: '@tensorflow/tfjs-backend-webgl/dist/index.js',
  cpu: '@tensorflow/tfjs-backend-cpu/dist/index.js',
  heic: 'src/heic/heic.worker.ts',
  // Only pages without a secure address need it, which keep nothing for later.
  hashes: '@noble/hashes/sha2.js',
} as const;

export type Part = keyof typeof PARTS;

/** One file of the build: what it loads, at once or later, and which module it was made for. */
export interface BuiltChunk {
  /** Path of the module, absolute; null for a chunk that several share. */
  readonly facade: string | null;
  /** Files that it imports, fetches or starts as workers, relative to the built site. */
  readonly loads: readonly string[];
}

/** The chunks of the page and of its workers, by file. */
export type ChunkGraph = Map<string, BuiltChunk>;

/** Notes the chunks of a build in `graph`; the page's build and that of its workers each need one. */
export const recordChunks = (graph: ChunkGraph): Plugin => ({
  name: 'facet:record-chunks',
  generateBundle: {
    // The addresses of workers and other assets are settled by then.
    order: 'post',
    handler(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const { importedAssets = new Set<string>(), importedCss = new Set<string>() } = chunk.viteMetadata ?? {};
        const loads = [...chunk.imports, ...chunk.dynamicImports, ...importedAssets, ...importedCss];
        graph.set(chunk.fileName, { facade: chunk.facadeModuleId, loads });
      }
    },
  },
});

/** Everything that `file` loads in the end, itself included; `stops` are not entered. */
const reach = (graph: ChunkGraph, file: string, stops: ReadonlySet<string>): Set<string> => {
  const reached = new Set<string>();
  const waiting = [file];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next) || stops.has(next)) continue;
    reached.add(next);
    waiting.push(...(graph.get(next)?.loads ?? []));
  }
  return reached;
};

const fileOf = (graph: ChunkGraph, module: string): string => {
  const found = [...graph].find(([, { facade }]) => facade?.endsWith(module));
  if (!found) throw new Error(`The build has no file for ${module}, which tools/build/parts.ts names.`);
  return found[0];
};

/**
 * Which files belong to parts.
 * @returns by file the parts that need it; empty for files that everybody needs
 * @throws Error when the build lacks the page or a part
 */
export const partsOfFiles = (graph: ChunkGraph): Map<string, Part[]> => {
  const starts = Object.entries(PARTS).map(([part, module]) => [part as Part, fileOf(graph, module)] as const);
  const stops = new Set(starts.map(([, file]) => file));
  const everybody = reach(graph, fileOf(graph, 'index.html'), stops);
  const parts = new Map<string, Part[]>([...everybody].map((file) => [file, []]));
  for (const [part, start] of starts) {
    for (const file of reach(graph, start, everybody)) parts.set(file, [...(parts.get(file) ?? []), part]);
  }
  return parts;
};
