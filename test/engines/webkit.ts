import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { type Driver, LISTEN } from './driver';

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** A W3C WebDriver's answers; an error has its own words. */
const call = async (base: string, method: string, path: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(base + path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: { error?: string; message?: string } | null };
  if (!response.ok) throw new Error(`WebDriver: ${value?.error}: ${value?.message}`);
  return value;
};

const whenUp = async (base: string): Promise<void> => {
  for (let look = 0; look < 100; look++) {
    const isUp = await call(base, 'GET', '/status').then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('WebKitWebDriver gave no answer within 20 seconds.');
};

/** The whole group: `xvfb-run` starts an X server, which starts the driver, which starts the browser. */
const end = (driver: ChildProcess): void => {
  try {
    if (driver.pid) process.kill(-driver.pid);
  } catch {
    // It has ended by itself.
  }
};

/** What every script is wrapped in: WebDriver's own promise of an answer. */
const ANSWERED = (work: string): string =>
  `const given = [...arguments], done = given.pop();
   (async () => (${work})(...given))().then((value) => done({ value: value ?? null }), (error) => done({ error: String(error) }));`;

/** WebKitGTK's MiniBrowser, over W3C WebDriver, on a screen that nobody sees. Its profile ends with it. */
export const startWebKit = async (binary: string): Promise<Driver> => {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], {
    stdio: 'ignore',
    detached: true,
    // Without a graphics processor its GPU drawing hangs.
    env: { ...process.env, WEBKIT_SKIA_ENABLE_CPU_RENDERING: '1', WEBKIT_DISABLE_DMABUF_RENDERER: '1' },
  });
  try {
    await whenUp(base);
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } } };
    const { sessionId } = (await call(base, 'POST', '/session', { capabilities })) as { sessionId: string };
    const session = `${base}/session/${sessionId}`;
    await call(session, 'POST', '/timeouts', { script: 120_000, pageLoad: 60_000 });
    const errors: string[] = [];
    const script = (text: string, args: readonly unknown[] = []) =>
      call(session, 'POST', '/execute/async', { script: text, args });
    const takeErrors = async (): Promise<void> => {
      const { value } = (await script(ANSWERED('() => (window.unheard ?? []).splice(0)'))) as { value: string[] };
      errors.push(...value);
    };
    return {
      async open(address) {
        await takeErrors();
        await call(session, 'POST', '/url', { url: address });
        await script(ANSWERED(`() => { ${LISTEN} }`));
      },
      restart: async () => undefined,
      async run(work, ...given) {
        const { value, error } = (await script(ANSWERED(String(work)), given)) as { value: never; error?: string };
        if (error !== undefined) throw new Error(error);
        return value;
      },
      async errors() {
        await takeErrors();
        return errors;
      },
      async close() {
        await call(session, 'DELETE', '').catch(() => undefined);
        end(driver);
      },
    };
  } catch (error) {
    end(driver);
    throw error;
  }
};
