/** Fields of our own package.json that the package shares. */
interface Own {
  readonly version: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const entry = (types: string, file: string) => ({ types: `./types/${types}.d.ts`, default: `./${file}.js` });

/** The package.json of `facet-faces`. It depends on nothing: what it needs is in its files. */
export const packageJson = ({ version, engines, devDependencies }: Own) => ({
  name: 'facet-faces',
  version,
  description:
    'Finds every face in a photo and estimates 40 attributes of each, in the browser or in Node, without sending it anywhere.',
  keywords: ['face', 'face-detection', 'face-attributes', 'celeba', 'tfjs'],
  license: 'SEE LICENSE IN LICENSE.md',
  type: 'module',
  sideEffects: false,
  engines,
  exports: {
    '.': entry('src/library/index', 'index'),
    './node': entry('tools/library/node', 'node'),
    './photo.schema.json': './photo.schema.json',
    './package.json': './package.json',
  },
  files: ['*.js', '*.wasm', '*.txt', 'photo.schema.json', 'models', 'types'],
  peerDependencies: { sharp: `>=${devDependencies.sharp?.split('.').slice(0, 2).join('.')}` },
  peerDependenciesMeta: { sharp: { optional: true } },
});

/** Which terms hold for what. */
export const LICENSE_TEXT = `# Terms

| what | terms |
|---|---|
| the code of this package | Apache-2.0: LICENSE.txt |
| everything in \`models/\` | **non-commercial research only**: models/LICENSE.md. It was trained on CelebA, whose terms are these |
| \`libheif.wasm\` and the decoder in \`heic.worker.js\` | LGPL-3.0: libheif-notice.txt, libheif-license.txt |
| other software in the files | their own: licences.txt |
`;
