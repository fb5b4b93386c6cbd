/** What a service worker has of the Cache API, in memory: exact addresses, no headers compared. */
export class MadeCache {
  readonly kept = new Map<string, Response>();
  /** Set to make the disk full. */
  full = false;

  async match(request: RequestInfo | URL): Promise<Response | undefined> {
    return this.kept.get(addressOf(request))?.clone();
  }

  async put(request: RequestInfo | URL, response: Response): Promise<void> {
    if (this.full) throw new DOMException('No room', 'QuotaExceededError');
    this.kept.set(addressOf(request), response);
  }

  async keys(): Promise<readonly Request[]> {
    return [...this.kept.keys()].map((url) => new Request(url));
  }

  async delete(request: RequestInfo | URL): Promise<boolean> {
    return this.kept.delete(addressOf(request));
  }
}

const addressOf = (request: RequestInfo | URL): string =>
  typeof request === 'string' ? request : request instanceof URL ? request.href : request.url;

export const asCache = (made: MadeCache): Cache => made as unknown as Cache;
