import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { systemBrowser } from '../../tools/run/browser.mjs';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
};

export interface Server {
  /** Ends with a slash. */
  readonly url: string;
  stop(): void;
}

/** Serves a folder as a plain web host does. @param headers sent with every answer */
export const serve = async (folder: string, headers: Readonly<Record<string, string>> = {}): Promise<Server> => {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    readFile(join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname)).then(
      (body) =>
        response
          .writeHead(200, {
            ...headers,
            'Content-Type':
              TYPES[extname(pathname || '.html')] ??
              (pathname.endsWith('/') ? 'text/html' : 'application/octet-stream'),
          })
          .end(body),
      () => response.writeHead(404, headers).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}/`, stop: () => server.closeAllConnections() ?? server.close() };
};

export const openBrowser = (): Promise<Browser> => {
  const executablePath = systemBrowser();
  return chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
};

/** What a page gives to its function `tell`; what it throws fails the test. */
export const told = async <T>(browser: Browser, url: string): Promise<T> => {
  const page: Page = await (await browser.newContext()).newPage();
  const given = new Promise<T>((resolve, reject) => {
    void page.exposeFunction('tell', resolve).then(() => page.goto(url), reject);
    page.on('pageerror', reject);
  });
  try {
    return await given;
  } finally {
    await page.context().close();
  }
};
