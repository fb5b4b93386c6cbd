/** A file of the build, as the build lists it. */
export interface BuiltFile {
  /** Relative to the service worker. */
  readonly url: string;
  /** Changes with the bytes; null where the address itself does. */
  readonly revision: string | null;
  /** What the bytes must hash to, as in a `<script integrity>`. */
  readonly integrity?: string;
  /** The parts that need it: backends, the HEIC decoder. Absent where everybody does. */
  readonly parts?: readonly string[];
}

/** The parts of the browser that are used; tests bring their own. */
export interface ShellHost {
  /** Address of the service worker's folder, ending with a slash. */
  readonly scope: string;
  readonly openCache: () => Promise<Cache>;
  readonly fetch: (request: Request) => Promise<Response>;
}

/** Runs in every browser: where a graphics processor was chosen and is gone, the page still works. */
const EVERYBODYS_PART = 'wasm';

const PAGE = 'index.html';

/** A browser refuses to navigate to a response that was redirected, however it was got. */
const withoutRedirect = (response: Response): Response =>
  response.redirected
    ? new Response(response.body, {
        status: response.status,
        statusText: response.statusText,
        headers: response.headers,
      })
    : response;

/**
 * The files of one build in a cache that all builds share: each stands under an address that changes with its bytes, so
 * a new build only adds what is new, and the old one still finds its own until it is replaced.
 */
export class Shell {
  readonly #host: ShellHost;
  readonly #files = new Map<string, BuiltFile>();

  constructor(host: ShellHost, files: readonly BuiltFile[]) {
    this.#host = host;
    for (const file of files) this.#files.set(this.#addressOf(file), file);
  }

  /** Keeps all files that everybody needs. Rejects when one can't be had or isn't the one that was built. */
  install(): Promise<void> {
    return this.#keep(({ parts }) => parts === undefined || parts.includes(EVERYBODYS_PART));
  }

  /** Keeps the files of parts that this visitor uses. Rejects as {@link install} does. */
  keepParts(used: readonly string[]): Promise<void> {
    return this.#keep(({ parts }) => parts?.some((part) => used.includes(part)) ?? false);
  }

  async #keep(isNeeded: (file: BuiltFile) => boolean): Promise<void> {
    const cache = await this.#host.openCache();
    await Promise.all(
      [...this.#files.values()].filter(isNeeded).map(async (file) => {
        const key = this.#keyOf(file);
        if (!(await cache.match(key))) await cache.put(key, await this.#fetch(file));
      }),
    );
  }

  /** Removes what no file of this build needs any more. */
  async removeOld(): Promise<void> {
    const cache = await this.#host.openCache();
    const keys = new Set([...this.#files.values()].map((file) => this.#keyOf(file)));
    const old = (await cache.keys()).filter(({ url }) => !keys.has(url));
    await Promise.all(old.map((request) => cache.delete(request)));
  }

  /**
   * The answer to a request of a page.
   * @returns undefined for everything that isn't a file of the shell: the network answers it
   */
  answer(request: Request): Promise<Response> | undefined {
    if (request.method !== 'GET') return undefined;
    const address = request.url.replace(/[?#].*$/, '');
    // The page is one file, whatever its address says after `?`.
    const file = this.#files.get(address === this.#host.scope ? address + PAGE : address);
    if (file) return this.#fromCache(file);
    // A page of an older build may still ask for a file that only that build had.
    return address.startsWith(`${this.#host.scope}assets/`) ? this.#fromOlderBuild(request) : undefined;
  }

  async #fromCache(file: BuiltFile): Promise<Response> {
    const cache = await this.#host.openCache();
    const key = this.#keyOf(file);
    const kept = await cache.match(key);
    if (kept) return kept;
    const fetched = await this.#fetch(file);
    // Where there is no room left the person still gets the file; it is only fetched again next time.
    await cache.put(key, fetched.clone()).catch(() => undefined);
    return fetched;
  }

  async #fromOlderBuild(request: Request): Promise<Response> {
    const cache = await this.#host.openCache();
    return (await cache.match(request.url)) ?? this.#host.fetch(request);
  }

  async #fetch(file: BuiltFile): Promise<Response> {
    // Hosts may redirect `index.html` to its folder: that is asked for at once.
    const url = file.url === PAGE ? this.#host.scope : this.#addressOf(file);
    const response = await this.#host.fetch(
      new Request(url, {
        // Only addresses that change with their bytes may come from the browser's own cache.
        cache: file.revision === null ? 'default' : 'no-cache',
        ...(file.integrity && { integrity: file.integrity }),
      }),
    );
    if (!response.ok) throw new Error(`${file.url} can't be kept: the server answered ${response.status}.`);
    return withoutRedirect(response);
  }

  #addressOf({ url }: BuiltFile): string {
    return new URL(url, this.#host.scope).href;
  }

  #keyOf(file: BuiltFile): string {
    const address = this.#addressOf(file);
    return file.revision === null ? address : `${address}?revision=${file.revision}`;
  }
}
