import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST } from './static-server';

const hash = (algorithm: string, text: string, encoding: 'hex' | 'base64'): string =>
  createHash(algorithm).update(text).digest(encoding);

/** A build that differs from the one in `dist` by its page's description, as a new version does. */
export interface NextBuild {
  readonly folder: string;
  readonly description: string;
  remove(): void;
}

/** Makes it by hand: building again would take minutes. The caller removes it. */
export const nextBuild = (): NextBuild => {
  const folder = mkdtempSync(join(tmpdir(), 'facet-next-'));
  cpSync(DIST, folder, { recursive: true });
  const description = 'The next version of Facet.';
  const before = readFileSync(join(DIST, 'index.html'), 'utf8');
  const page = before.replace(/(<meta name="description" content=")[^"]*/, `$1${description}`);
  const list = readFileSync(join(DIST, 'service-worker.js'), 'utf8')
    .replace(hash('md5', before, 'hex'), hash('md5', page, 'hex'))
    .replace(hash('sha256', before, 'base64'), hash('sha256', page, 'base64'));
  writeFileSync(join(folder, 'index.html'), page);
  writeFileSync(join(folder, 'service-worker.js'), list);
  return { folder, description, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
