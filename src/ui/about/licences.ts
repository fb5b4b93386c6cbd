/** A project that is part of what a visitor's browser runs. */
export interface Dependency {
  readonly name: string;
  readonly licence: string;
  readonly url: string;
}

/** The dependencies in `package.json`; a test compares them with what is installed. */
export const DEPENDENCIES: readonly Dependency[] = [
  { name: '@noble/hashes', licence: 'MIT', url: 'https://github.com/paulmillr/noble-hashes' },
  { name: '@preact/signals', licence: 'MIT', url: 'https://github.com/preactjs/signals' },
  { name: '@tensorflow/tfjs-backend-cpu', licence: 'Apache-2.0', url: 'https://github.com/tensorflow/tfjs' },
  { name: '@tensorflow/tfjs-backend-wasm', licence: 'Apache-2.0', url: 'https://github.com/tensorflow/tfjs' },
  { name: '@tensorflow/tfjs-backend-webgl', licence: 'Apache-2.0', url: 'https://github.com/tensorflow/tfjs' },
  { name: '@tensorflow/tfjs-backend-webgpu', licence: 'Apache-2.0', url: 'https://github.com/tensorflow/tfjs' },
  { name: '@tensorflow/tfjs-converter', licence: 'Apache-2.0', url: 'https://github.com/tensorflow/tfjs' },
  { name: '@tensorflow/tfjs-core', licence: 'Apache-2.0', url: 'https://github.com/tensorflow/tfjs' },
  { name: 'comlink', licence: 'Apache-2.0', url: 'https://github.com/GoogleChromeLabs/comlink' },
  { name: 'fflate', licence: 'MIT', url: 'https://github.com/101arrowz/fflate' },
  { name: 'idb-keyval', licence: 'Apache-2.0', url: 'https://github.com/jakearchibald/idb-keyval' },
  { name: 'libheif-js', licence: 'LGPL-3.0', url: 'https://github.com/catdad-experiments/libheif-js' },
  { name: 'preact', licence: 'MIT', url: 'https://github.com/preactjs/preact' },
];
