import { describe, expect, it, vi } from 'vitest';
import type { Origin } from '../../src/domain/album-store';
import { withHandles, withOrigins } from '../../src/media/folder';
import { fileAt, originsIn } from '../../src/media/origin';

const file = (name: string) => new File(['x'], name);

/** A handle as browsers with the File System Access API give it. */
const fileHandle = (name: string, permission = 'granted') => ({
  kind: 'file',
  name,
  getFile: async () => file(name),
  queryPermission: async () => permission,
  requestPermission: vi.fn(async () => 'granted'),
});

const folderHandle = (name: string, inside: Readonly<Record<string, object>>): object => {
  const get = async (wanted: string) => {
    const found = inside[wanted];
    if (!found) throw new DOMException('Gone.', 'NotFoundError');
    return found;
  };
  return {
    kind: 'directory',
    name,
    getFileHandle: get,
    getDirectoryHandle: get,
    queryPermission: async () => 'granted',
  };
};

const at = (handle: object, ...path: string[]): Origin => ({ handle, path });

describe('where a dropped file lies', () => {
  const itemsOf = (...handles: (object | null | Error)[]) =>
    handles.map((handle) => ({
      getAsFileSystemHandle: () => (handle instanceof Error ? Promise.reject(handle) : Promise.resolve(handle)),
    })) as unknown as DataTransferItemList;

  it('is its own handle, or that of its folder and the way from there', async () => {
    const [beach, trip] = [fileHandle('beach.jpg'), folderHandle('trip', {})];
    const originOf = originsIn(itemsOf(beach, trip));
    expect(await originOf('beach.jpg')).toEqual({ handle: beach, path: [] });
    expect(await originOf('trip/day 1/boat.jpg')).toEqual({ handle: trip, path: ['day 1', 'boat.jpg'] });
    expect(await originOf('other.jpg')).toBeUndefined();
  });

  it('is unknown where the browser does not tell, or refuses', async () => {
    const silent = [{}] as unknown as DataTransferItemList;
    expect(await originsIn(silent)('a.jpg')).toBeUndefined();
    expect(await originsIn(itemsOf(null, new DOMException('No.', 'NotAllowedError')))('a.jpg')).toBeUndefined();
  });

  it('goes with the file that is handed over', async () => {
    const handed = { files: [{ file: file('a.jpg'), path: 'a.jpg' }], fromFolder: false, faults: [] };
    const handle = fileHandle('a.jpg');
    const origin = { handle, path: [] };
    expect(await withOrigins(handed, async () => origin).files[0]?.origin).toEqual(origin);
    expect(await withHandles(handed, [handle]).files[0]?.origin).toEqual(origin);
    expect(withHandles(handed, []).files[0]).not.toHaveProperty('origin');
  });
});

describe('the file that lies there later', () => {
  it('is read through its folders', async () => {
    const trip = folderHandle('trip', { 'day 1': folderHandle('day 1', { 'boat.jpg': fileHandle('boat.jpg') }) });
    expect((await fileAt(at(trip, 'day 1', 'boat.jpg'), { ask: false }))?.name).toBe('boat.jpg');
  });

  it('is none when it is gone, when a folder stands in its place, or when what was kept is no handle', async () => {
    const trip = folderHandle('trip', {});
    expect(await fileAt(at(trip, 'boat.jpg'), { ask: true })).toBeUndefined();
    expect(await fileAt(at(trip), { ask: true })).toBeUndefined();
    expect(await fileAt(at({}, 'boat.jpg'), { ask: true })).toBeUndefined();
  });

  it('is read without permission only if the person may be asked and says yes', async () => {
    const beach = fileHandle('beach.jpg', 'prompt');
    expect(await fileAt(at(beach), { ask: false })).toBeUndefined();
    expect(beach.requestPermission).not.toHaveBeenCalled();
    expect((await fileAt(at(beach), { ask: true }))?.name).toBe('beach.jpg');
  });
});
