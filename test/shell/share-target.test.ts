import { describe, expect, it } from 'vitest';
import { takeSharedFiles } from '../../src/pwa/incoming';
import { SHARE_FIELD, sharedCacheName } from '../../src/pwa/wire';
import { receiveShared } from '../../src/shell/share-target';
import { asCache, MadeCache } from './made-cache';

const SCOPE = 'https://example.test/facet/';

/** The caches of an origin. */
class MadeCaches {
  readonly all = new Map<string, MadeCache>();

  async has(name: string): Promise<boolean> {
    return this.all.has(name);
  }
  async open(name: string): Promise<Cache> {
    const found = this.all.get(name) ?? new MadeCache();
    this.all.set(name, found);
    return asCache(found);
  }
  async delete(name: string): Promise<boolean> {
    return this.all.delete(name);
  }
}

const share = async (caches: MadeCaches, files: readonly File[]): Promise<Response> => {
  const form = new FormData();
  form.append('title', 'From the gallery');
  for (const file of files) form.append(SHARE_FIELD, file);
  const request = new Request(`${SCOPE}share-target`, { method: 'POST', body: form });
  return receiveShared(request, () => caches.open(sharedCacheName(SCOPE)), SCOPE);
};

const take = (caches: MadeCaches) => takeSharedFiles(caches as unknown as CacheStorage, SCOPE);

describe('photos shared by another app', () => {
  it('reach the page in their order, with name, kind and bytes, once', async () => {
    const caches = new MadeCaches();
    const names = ['b.jpg', 'a 假日.jpg', ...Array.from({ length: 10 }, (_, index) => `${index}.png`)];
    const files = names.map((name, index) => new File([`bytes ${index}`], name, { type: 'image/jpeg' }));
    const answer = await share(caches, files);
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, SCOPE]);
    const taken = await take(caches);
    expect(taken.map(({ name }) => name)).toEqual(names);
    expect(taken[1]?.type).toBe('image/jpeg');
    expect(await taken[11]?.text()).toBe('bytes 11');
    expect(await take(caches)).toEqual([]);
    expect(caches.all.size).toBe(0);
  });

  it('are none where text was shared, and the page opens all the same', async () => {
    const caches = new MadeCaches();
    expect((await share(caches, [])).status).toBe(303);
    expect(await take(caches)).toEqual([]);
  });
});
