import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Handed, handedOver } from '../../src/media/folder';
import { listenForFiles } from '../../src/media/intake';

const PHOTO = new File(['x'], 'a.jpg');
const ONE_PHOTO: Handed = {
  files: [{ file: PHOTO, path: 'a.jpg', origin: expect.any(Promise) }],
  fromFolder: false,
  faults: [],
};

/** The part of a page that is listened to. */
class MadePage extends EventTarget {
  readonly location = { origin: 'https://facet.example' };
  readonly documentElement = { toggleAttribute: vi.fn<(name: string, on: boolean) => void>() };
}

let page: MadePage;
let onHanded: ReturnType<typeof vi.fn<(handed: Handed) => void>>;

beforeEach(() => {
  page = new MadePage();
  onHanded = vi.fn();
  listenForFiles(page as unknown as Document, onHanded);
});

/** Sends an event that carries something; says whether the page kept the browser from acting on it. */
const send = (type: string, carried: Record<string, unknown>): boolean => {
  const event = Object.assign(new Event(type, { cancelable: true }), carried);
  return !page.dispatchEvent(event);
};

const FILES = { types: ['Files'], files: [PHOTO], items: [{ webkitGetAsEntry: () => null }] };
/** What is dragged or pasted that is no file, by its type. */
const carrying = (data: Record<string, string>) => ({
  types: Object.keys(data),
  files: [],
  items: [],
  getData: (type: string) => data[type] ?? '',
});
const TEXT = carrying({ 'text/plain': 'Dear photo, see https://other.example' });

describe('photos come in', () => {
  it('by dropping them anywhere on the page', () => {
    expect(send('dragover', { dataTransfer: FILES })).toBe(true);
    expect(send('drop', { dataTransfer: FILES })).toBe(true);
    expect(onHanded).toHaveBeenCalledExactlyOnceWith(ONE_PHOTO);
  });

  it('by pasting', () => {
    expect(send('paste', { clipboardData: FILES })).toBe(true);
    expect(onHanded).toHaveBeenCalledExactlyOnceWith(ONE_PHOTO);
  });

  it('but text that is dropped or pasted is left to the browser', () => {
    expect(send('dragover', { dataTransfer: TEXT })).toBe(false);
    expect(send('drop', { dataTransfer: TEXT })).toBe(false);
    expect(send('paste', { clipboardData: null })).toBe(false);
    expect(onHanded).not.toHaveBeenCalled();
  });

  it('and the page shows where, as long as files are held over it', () => {
    const mark = page.documentElement.toggleAttribute;
    send('dragover', { dataTransfer: FILES });
    expect(mark).toHaveBeenLastCalledWith('data-dragging', true);
    send('dragleave', { relatedTarget: {} });
    expect(mark).toHaveBeenLastCalledWith('data-dragging', true);
    send('dragleave', { relatedTarget: null });
    expect(mark).toHaveBeenLastCalledWith('data-dragging', false);
  });
});

/** A file or folder as browsers hand it over; a folder gives what is in it in portions. */
const fileEntry = (fullPath: string, isReadable = true) => ({
  fullPath,
  isFile: true,
  isDirectory: false,
  file: (found: (file: File) => void, refuse: (reason: unknown) => void) =>
    isReadable ? found(new File(['x'], fullPath.split('/').at(-1) ?? '')) : refuse(new DOMException('No.')),
});

const folderEntry = (fullPath: string, ...portions: readonly (readonly object[])[]) => ({
  fullPath,
  isFile: false,
  isDirectory: true,
  createReader: () => {
    const left = [...portions];
    return { readEntries: (found: (entries: readonly object[]) => void) => found(left.shift() ?? []) };
  },
});

const dropEntry = (entry: object): boolean =>
  send('drop', { dataTransfer: { types: ['Files'], files: [PHOTO], items: [{ webkitGetAsEntry: () => entry }] } });

describe('an address from another page', () => {
  const LINK = carrying({ 'text/uri-list': '# a picture\r\nhttps://other.example/a.jpg', 'text/html': '<img>' });
  const said = () => onHanded.mock.lastCall?.[0];

  it('is answered with a sentence when it is dropped, as when a picture is dragged over', () => {
    expect(send('dragover', { dataTransfer: LINK })).toBe(true);
    expect(send('drop', { dataTransfer: LINK })).toBe(true);
    expect(said()).toMatchObject({ files: [], fromFolder: false, faults: [{ name: 'FromElsewhere' }] });
    expect(said()?.faults[0]?.message).toContain('an address on other.example. Facet asks no other site for anything');
  });

  it('and when it is pasted', () => {
    expect(send('paste', { clipboardData: carrying({ 'text/plain': ' https://other.example/a.jpg\n' }) })).toBe(true);
    expect(said()?.faults).toHaveLength(1);
  });

  it("but a link of this page, which was moved a little, isn't one", () => {
    const own = carrying({ 'text/uri-list': 'https://facet.example/examples/cat.jpg' });
    expect(send('drop', { dataTransfer: own })).toBe(true);
    expect(onHanded).not.toHaveBeenCalled();
  });
});

describe('a folder', () => {
  it('comes in with all that lies in it, but for what the system keeps there for itself', async () => {
    dropEntry(
      folderEntry(
        '/trip',
        [fileEntry('/trip/b.jpg'), fileEntry('/trip/.DS_Store'), fileEntry('/trip/Thumbs.db')],
        [folderEntry('/trip/@eaDir', [fileEntry('/trip/@eaDir/b.jpg')]), fileEntry('/trip/b.jpg.json')],
        [folderEntry('/trip/a', [fileEntry('/trip/a/c.png')]), fileEntry('/trip/letter.pdf')],
      ),
    );
    await vi.waitFor(() => expect(onHanded).toHaveBeenCalledOnce());
    const [handed] = onHanded.mock.lastCall ?? [];
    expect(handed?.files.map(({ path }) => path)).toEqual(['trip/a/c.png', 'trip/b.jpg', 'trip/letter.pdf']);
    expect(handed).toMatchObject({ fromFolder: true, faults: [] });
  });

  it('without a file is said to be empty', async () => {
    dropEntry(folderEntry('/none', [fileEntry('/none/.hidden')]));
    await vi.waitFor(() => expect(onHanded).toHaveBeenCalledOnce());
    const [handed] = onHanded.mock.lastCall ?? [];
    expect(handed).toMatchObject({ files: [], faults: [{ name: 'EmptyFolder' }] });
    expect(handed?.faults[0]?.message).toBe('There are no files in the folder none.');
  });

  it('with a file that cannot be read names it and keeps the others', async () => {
    dropEntry(folderEntry('/trip', [fileEntry('/trip/locked.jpg', false), fileEntry('/trip/open.jpg')]));
    await vi.waitFor(() => expect(onHanded).toHaveBeenCalledOnce());
    const [handed] = onHanded.mock.lastCall ?? [];
    expect(handed?.files.map(({ path }) => path)).toEqual(['trip/open.jpg']);
    expect(handed?.faults.map(({ message }) => message)).toEqual([
      "trip/locked.jpg can't be read: the system refuses it. Everything else was opened.",
    ]);
  });

  it('that is chosen in the dialogue keeps its paths', () => {
    const chosen = Object.defineProperty(new File(['x'], 'a.jpg'), 'webkitRelativePath', { value: 'trip/a.jpg' });
    expect(handedOver([chosen])).toEqual({
      files: [{ file: chosen, path: 'trip/a.jpg' }],
      fromFolder: true,
      faults: [],
    });
  });
});
