import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HEADERS } from '../../tools/build/headers';

export const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

/** What `npm start` and careful hosts send. */
export const CAREFUL_HEADERS = HEADERS;

/** A running server; `url` is the page's address. */
export interface StaticServer {
  readonly url: string;
  /** Paths that were asked for, relative to the page's folder. */
  readonly asked: string[];
  /** Serves another build from now on. */
  deploy(folder: string): void;
  /** Stops for good; connections that are open are cut. */
  stop(): Promise<void>;
}

/**
 * Serves the built site below a path and nothing else, as a plain web host does.
 * @param headers sent with every answer; none, as a plain host does, unless given
 */
export const serveBelow = async (
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<StaticServer> => {
  let folder = DIST;
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const name = pathname.startsWith(path) ? pathname.slice(path.length) || 'index.html' : undefined;
    try {
      if (name === undefined) throw new Error('outside of the path');
      asked.push(name);
      const body = await readFile(join(folder, name));
      const type = TYPES[extname(name)] ?? 'application/octet-stream';
      response.writeHead(200, { ...headers, 'Content-Type': type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}${path}`,
    asked,
    deploy: (other) => {
      folder = other;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
