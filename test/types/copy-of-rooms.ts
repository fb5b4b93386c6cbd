import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The rooms under `src/`; `app`, which wires them, left out. */
export const ROOMS = [
  'domain',
  'pipeline',
  'models',
  'worker',
  'media',
  'analyzer',
  'tracking',
  'state',
  'i18n',
  'ui',
  'export',
  'storage',
  'pwa',
  'shell',
  'heic',
  'library',
] as const;
export type Room = (typeof ROOMS)[number];

/** A copy of `src` with the real tsconfigs and lint rules, in which forbidden things can be tried. */
export interface CopyOfRooms {
  /** Adds a file; `path` is relative to `src`. */
  add(path: string, lines: readonly string[]): void;
  /** Compiles all rooms. One line per error, `src/room/file.ts(line,column): error TS…`. */
  compile(): string[];
  /** Lints files, given relative to `src`. One line per error, in GitHub's notation. */
  lint(paths: readonly string[]): string[];
  remove(): void;
}

const runTool = (folder: string, tool: string, args: readonly string[]): string[] => {
  const { stdout, stderr, error } = spawnSync(process.execPath, [join('node_modules', tool), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (error) throw error;
  return `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
};

const references = ROOMS.map((room) => ({ path: `src/${room}` }));

/** Makes a copy in the system's folder for temporary files; the caller removes it. */
export const copyRooms = (): CopyOfRooms => {
  const folder = mkdtempSync(join(tmpdir(), 'facet-rooms-'));
  for (const name of ['src', 'tsconfig.base.json', 'biome.json', '.gitignore']) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ files: [], references }));
  return {
    add: (path, lines) => writeFileSync(join(folder, 'src', path), `${lines.join('\n')}\n`),
    compile: () => runTool(folder, 'typescript/bin/tsc', ['-b', '--pretty', 'false']),
    lint: (paths) =>
      runTool(folder, '@biomejs/biome/bin/biome', [
        'lint',
        '--reporter=github',
        '--max-diagnostics=none',
        ...paths.map((path) => join('src', path)),
      ]),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
