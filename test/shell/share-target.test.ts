import { describe, expect, it } from 'vitest';
import { takeSharedFiles } from '../../src/pwa/incoming';
import { SHARE_FIELD, sharedCacheName } from '../../src/pwa/wire';
import { isFromDevice, photosTaken, receiveShared } from '../../src/shell/share-target';
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
    const { files: taken, leftOut } = await take(caches);
    expect(leftOut).toBe(0);
    expect(taken.map(({ name }) => name)).toEqual(names);
    expect(taken[1]?.type).toBe('image/jpeg');
    expect(await taken[11]?.text()).toBe('bytes 11');
    expect(await take(caches)).toEqual({ files: [], leftOut: 0 });
    expect(caches.all.size).toBe(0);
  });

  it('are none where text was shared, and the page opens all the same', async () => {
    const caches = new MadeCaches();
    expect((await share(caches, [])).status).toBe(303);
    expect(await take(caches)).toEqual({ files: [], leftOut: 0 });
  });

  it('are limited in number, and the page hears how many were left out', async () => {
    const caches = new MadeCaches();
    await share(
      caches,
      Array.from({ length: 53 }, (_, index) => new File(['x'], `${index}.jpg`)),
    );
    const { files, leftOut } = await take(caches);
    expect([files.length, files.at(-1)?.name, leftOut]).toEqual([50, '49.jpg', 3]);
  });

  it('are limited in bytes too: what is larger is left out, the others are taken', () => {
    const sizes = [300_000_000, 1000, 300_000_000, 2000];
    expect(photosTaken(sizes.map((size) => ({ size }))).map(({ size }) => size)).toEqual([300_000_000, 1000, 2000]);
  });

  it('are only taken from the device: a form of another site is refused and nothing of it is kept', async () => {
    const caches = new MadeCaches();
    const form = new FormData();
    form.append(SHARE_FIELD, new File(['planted'], 'planted.jpg'));
    const request = new Request(`${SCOPE}share-target`, { method: 'POST', body: form });
    const foreign = { formData: () => request.formData(), headers: request.headers, destination: 'document' as const };
    const answer = await receiveShared(
      { ...foreign, referrer: 'https://elsewhere.test/' } as Request,
      () => caches.open(sharedCacheName(SCOPE)),
      SCOPE,
    );
    expect(answer.status).toBe(403);
    expect(caches.all.size).toBe(0);
  });

  it.each([
    ['cross-site', false],
    ['same-site', false],
    ['same-origin', false],
    ['none', true],
  ])('a form whose browser calls its sender %s comes from the device: %s', (site, expected) => {
    const headers = new Headers({ 'Sec-Fetch-Site': site });
    expect(isFromDevice({ headers, referrer: '', destination: 'document' })).toBe(expected);
  });

  it('a form whose page has an origin does not come from the device', () => {
    const sentBy = (origin: string) =>
      isFromDevice({ headers: new Headers({ Origin: origin }), referrer: '', destination: 'document' });
    expect([sentBy('https://elsewhere.test'), sentBy('null')]).toEqual([false, true]);
  });

  it('a form in a frame of another page does not come from the device', () => {
    expect(isFromDevice({ headers: new Headers(), referrer: '', destination: 'iframe' })).toBe(false);
    expect(isFromDevice({ headers: new Headers(), referrer: '', destination: 'document' })).toBe(true);
  });
});
