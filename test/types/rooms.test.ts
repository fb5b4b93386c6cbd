import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CopyOfRooms, copyRooms, ROOMS, type Room } from './copy-of-rooms';

/** Which rooms each room may import, beside itself. */
const ALLOWED: Record<Room, readonly Room[]> = {
  domain: [],
  pipeline: ['domain'],
  models: ['domain'],
  worker: ['domain', 'pipeline', 'models'],
  media: ['domain'],
  analyzer: ['domain'],
  tracking: ['domain'],
  state: ['domain', 'tracking'],
  i18n: ['domain', 'tracking', 'state'],
  ui: ['domain', 'tracking', 'state', 'i18n'],
  export: ['domain'],
  storage: ['domain'],
  pwa: ['domain'],
  shell: ['domain', 'pwa'],
  heic: ['domain'],
  library: ['domain', 'media', 'analyzer', 'export'],
};

/** Rooms that run in a worker or in Node too, where there is no page. */
const WITHOUT_DOM: readonly Room[] = [
  'domain',
  'pipeline',
  'models',
  'worker',
  'tracking',
  'state',
  'i18n',
  'shell',
  'heic',
];

const PACKAGES = [
  '@tensorflow/tfjs',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-converter',
  '@tensorflow/tfjs-backend-wasm',
  'preact',
  '@preact/signals',
  'comlink',
  'idb-keyval',
  'libheif-js',
  'node:fs',
  'sharp',
] as const;

/** Which of them each room may import. */
const ALLOWED_PACKAGES: Record<Room, readonly (typeof PACKAGES)[number][]> = {
  domain: [],
  pipeline: ['@tensorflow/tfjs-core'],
  models: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-converter'],
  worker: [
    '@tensorflow/tfjs-core',
    '@tensorflow/tfjs-converter',
    '@tensorflow/tfjs-backend-wasm',
    'comlink',
    'idb-keyval',
  ],
  media: [],
  analyzer: ['comlink'],
  tracking: [],
  state: ['@preact/signals'],
  i18n: ['@preact/signals'],
  ui: ['preact', '@preact/signals'],
  export: [],
  storage: ['idb-keyval'],
  pwa: [],
  shell: [],
  heic: ['libheif-js'],
  library: [],
};

const others = (room: Room): Room[] => ROOMS.filter((other) => other !== room);

let rooms: CopyOfRooms;
let errors: string[];

/** Line numbers, from 1, of a file under `src` for which an error of this kind was reported. */
const linesWith = (code: string, path: string): number[] =>
  errors
    .filter((line) => line.startsWith(`src/${path}(`) && line.includes(code))
    .map((line) => Number(/\((\d+)/.exec(line)?.[1]));

beforeAll(() => {
  rooms = copyRooms();
  for (const room of ROOMS) {
    rooms.add(`${room}/made-own.ts`, ['export const own = 1;']);
    rooms.add(
      `${room}/made-imports.ts`,
      others(room).map((other) => `export { own as ${other}Room } from '../${other}/made-own';`),
    );
    rooms.add(`${room}/made-dom.ts`, ['export const title = document.title;']);
  }
  rooms.add('pipeline/made-frames.ts', [
    "import type { Box } from '../domain/geometry';",
    "export const inPhoto = (box: Box<'photo'>): Box<'photo'> => box;",
    "export const right = (box: Box<'photo'>) => inPhoto(box);",
    "export const wrong = (box: Box<'head'>) => inPhoto(box);",
  ]);
  errors = rooms.compile();
});

afterAll(() => rooms.remove());

describe('the compiler keeps the rooms apart', () => {
  it.each(ROOMS)('src/%s imports the rooms that the table allows and no other', (room) => {
    // TS6307: a file that belongs to a project which isn't referenced.
    const refused = linesWith('TS6307', `${room}/made-imports.ts`).map((line) => others(room)[line - 1]);
    expect(refused).toEqual(others(room).filter((other) => !ALLOWED[room].includes(other)));
  });

  it.each(ROOMS)('src/%s knows the page only if it runs in one', (room) => {
    // TS2584: the name needs the library `dom`.
    expect(linesWith('TS2584', `${room}/made-dom.ts`)).toEqual(WITHOUT_DOM.includes(room) ? [1] : []);
  });

  it('a box in the frame of the head does not pass for a box in the frame of the photo', () => {
    expect(linesWith('error', 'pipeline/made-frames.ts')).toEqual([4]);
  });
});

describe('the linter keeps packages out of rooms', () => {
  it.each(ROOMS)('src/%s imports the packages that the table allows and no other', (room) => {
    rooms.add(
      `${room}/made-packages.ts`,
      PACKAGES.map((name) => `import '${name}';`),
    );
    const reported = rooms.lint([`${room}/made-packages.ts`]).filter((line) => line.includes('noRestrictedImports'));
    const refused = reported.map((line) => PACKAGES[Number(/[,\s]line=(\d+)/.exec(line)?.[1]) - 1]);
    expect(refused).toEqual(PACKAGES.filter((name) => !ALLOWED_PACKAGES[room].includes(name)));
  });
});
