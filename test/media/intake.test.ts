import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listenForFiles } from '../../src/media/intake';

const PHOTO = new File(['x'], 'a.jpg');

/** The part of a page that is listened to. */
class MadePage extends EventTarget {
  readonly documentElement = { toggleAttribute: vi.fn<(name: string, on: boolean) => void>() };
}

let page: MadePage;
let onFiles: ReturnType<typeof vi.fn<(files: readonly File[]) => void>>;

beforeEach(() => {
  page = new MadePage();
  onFiles = vi.fn();
  listenForFiles(page as unknown as Document, onFiles);
});

/** Sends an event that carries something; says whether the page kept the browser from acting on it. */
const send = (type: string, carried: Record<string, unknown>): boolean => {
  const event = Object.assign(new Event(type, { cancelable: true }), carried);
  return !page.dispatchEvent(event);
};

const FILES = { types: ['Files'], files: [PHOTO] };
const TEXT = { types: ['text/plain'], files: [] };

describe('photos come in', () => {
  it('by dropping them anywhere on the page', () => {
    expect(send('dragover', { dataTransfer: FILES })).toBe(true);
    expect(send('drop', { dataTransfer: FILES })).toBe(true);
    expect(onFiles).toHaveBeenCalledExactlyOnceWith([PHOTO]);
  });

  it('by pasting', () => {
    expect(send('paste', { clipboardData: FILES })).toBe(true);
    expect(onFiles).toHaveBeenCalledExactlyOnceWith([PHOTO]);
  });

  it('but text that is dropped or pasted is left to the browser', () => {
    expect(send('dragover', { dataTransfer: TEXT })).toBe(false);
    expect(send('drop', { dataTransfer: TEXT })).toBe(false);
    expect(send('paste', { clipboardData: null })).toBe(false);
    expect(onFiles).not.toHaveBeenCalled();
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
