import { describe, expect, it, vi } from 'vitest';
import { type Analysis, facesOf } from '../../src/domain/analysis';
import { Fault } from '../../src/domain/errors';
import { AlbumImport } from '../../src/state/album-import';
import type { AlbumSource } from '../../src/state/album-source';
import type { ImportState } from '../../src/state/album-state';
import { timeLeft } from '../../src/state/time-left';
import { Turns } from '../../src/state/turns';
import { madeAnalysis, madeFace } from './made-state';

const BITMAP = { width: 100, height: 80, close: () => undefined };
const FOUND = madeAnalysis([madeFace()]);

const source = (name: string, id = name): AlbumSource<typeof BITMAP> => ({
  name,
  bytes: 1,
  identify: async () => id,
  open: async () => ({ bitmap: BITMAP, size: BITMAP, pictures: async () => ({ thumbs: [] }) }),
});

const failing = (name: string, fault: Fault): AlbumSource<typeof BITMAP> => ({
  ...source(name),
  identify: () => Promise.reject(fault),
});

const setUp = (analyze: () => Promise<Analysis> = async () => FOUND) => {
  const kept = new Set<string>();
  let state: ImportState | undefined;
  const turns = new Turns();
  const adding = new AlbumImport<typeof BITMAP>({
    turns,
    analyze,
    has: (id) => kept.has(id),
    async keep(_source, id, _opened, analysis) {
      kept.add(id);
      return facesOf(analysis).length;
    },
    onChange: (changed) => {
      state = changed;
    },
  });
  const until = (wanted: Partial<ImportState>) => vi.waitFor(() => expect(state).toMatchObject(wanted));
  return { adding, kept, turns, until, state: () => state };
};

/** An analysis that waits until it is let go, photo after photo. */
const slow = () => {
  const answers: (() => void)[] = [];
  const analyze = (): Promise<Analysis> => new Promise((resolve) => answers.push(() => resolve(FOUND)));
  const answer = async (): Promise<void> => {
    await vi.waitFor(() => expect(answers).not.toHaveLength(0));
    answers.shift()?.();
  };
  return { analyze, answer, open: answers };
};

describe('adding photos', () => {
  it('takes one after the other and says how many are in the album then', async () => {
    const { adding, until, kept } = setUp();
    adding.add([source('a'), source('b')]);
    adding.add([source('c')]);
    await until({ phase: 'over', total: 3, done: 3, added: 3, faces: 3 });
    expect([...kept]).toEqual(['a', 'b', 'c']);
  });

  it('recognises the same photo under another name and looks at it once', async () => {
    const analyze = vi.fn(async () => FOUND);
    const { adding, until } = setUp(analyze);
    adding.add([source('a'), source('copy of a', 'a')]);
    await until({ phase: 'over', added: 1, known: ['copy of a'] });
    expect(analyze).toHaveBeenCalledOnce();
  });

  it('names files that cannot be read with the reason, and those that are no photos', async () => {
    const { adding, until } = setUp();
    adding.add([
      failing('half.jpg', new Fault('DamagedImage', 'half.jpg is cut off.')),
      failing('letter.txt', new Fault('NotAnImage', 'letter.txt is no picture.')),
      source('good'),
    ]);
    await until({
      phase: 'over',
      done: 3,
      added: 1,
      refused: [{ name: 'half.jpg', message: 'half.jpg is cut off.', fault: 'DamagedImage' }],
      others: ['letter.txt'],
    });
  });

  it('names photos in which no face was found, and does not look at them again', async () => {
    const { adding, until } = setUp(async () => madeAnalysis([]));
    adding.add([source('cat'), source('copy of cat', 'cat')]);
    await until({ phase: 'over', added: 1, faces: 0, faceless: ['cat'], known: ['copy of cat'] });
  });

  it('waits while it is paused and goes on where it was', async () => {
    const { analyze, answer, open } = slow();
    const { adding, until } = setUp(analyze);
    adding.add([source('a'), source('b')]);
    await vi.waitFor(() => expect(open).toHaveLength(1));
    adding.pause();
    await answer();
    await until({ phase: 'paused', done: 1 });
    expect(open).toHaveLength(0);
    adding.resume();
    await answer();
    await until({ phase: 'over', done: 2 });
  });

  it('stops when it is cancelled, keeps what was added, and counts anew afterwards', async () => {
    const { analyze, answer, open } = slow();
    const { adding, until, kept } = setUp(analyze);
    adding.add([source('a'), source('b'), source('c')]);
    await answer();
    await vi.waitFor(() => expect(open).toHaveLength(1));
    adding.cancel();
    await until({ phase: 'cancelled', done: 1, added: 1 });
    adding.add([source('d')]);
    await answer();
    await answer();
    await until({ phase: 'over', total: 1, done: 1, added: 1 });
    expect([...kept]).toEqual(['a', 'b', 'd']);
  });

  it('stops at a fault that no other photo would fare better with, says it, and tries the same photo again', async () => {
    const analyze = vi
      .fn<() => Promise<Analysis>>()
      .mockRejectedValueOnce(new Fault('ModelMissing', 'A model is missing.'))
      .mockResolvedValue(FOUND);
    const { adding, until, state } = setUp(analyze);
    adding.add([source('a'), source('b')]);
    await until({
      phase: 'paused',
      done: 0,
      problem: { name: 'a', message: 'A model is missing.', fault: 'ModelMissing' },
    });
    adding.resume();
    await until({ phase: 'over', added: 2, refused: [] });
    expect(state()).not.toHaveProperty('problem');
  });

  it('lets a photo that somebody looks at go first', async () => {
    const { analyze, answer, open } = slow();
    const { adding, turns } = setUp(analyze);
    adding.add([source('a'), source('b')]);
    await vi.waitFor(() => expect(open).toHaveLength(1));
    const looked = vi.fn(async () => undefined);
    const turn = turns.take(looked, { urgent: true });
    await answer();
    await turn;
    expect(looked).toHaveBeenCalledOnce();
  });
});

/** Files that tell when they are decoded and when their pixels are let go. */
const watched = (...names: readonly string[]) => {
  const decoded: string[] = [];
  const pixels = new Set<string>();
  const sources = names.map((name) => ({
    ...source(name),
    async open() {
      decoded.push(name);
      pixels.add(name);
      const bitmap = { ...BITMAP, name, close: () => void pixels.delete(name) };
      return { bitmap, size: BITMAP, pictures: async () => ({ thumbs: [] }) };
    },
  }));
  return { sources, decoded, pixels };
};

describe('two photos at a time', () => {
  it('the next one is decoded while one is analysed, and no other', async () => {
    const { analyze, answer, open } = slow();
    const { adding, until } = setUp(analyze);
    const { sources, decoded } = watched('a', 'b', 'c');
    adding.add(sources);
    await vi.waitFor(() => expect(decoded).toEqual(['a', 'b']));
    expect(open).toHaveLength(1);
    await answer();
    await vi.waitFor(() => expect(decoded).toEqual(['a', 'b', 'c']));
    await answer();
    await answer();
    await until({ phase: 'over', added: 3 });
  });

  it('one that is paused or cancelled keeps no pixels waiting', async () => {
    const { analyze, answer } = slow();
    const { adding, until, kept } = setUp(analyze);
    const { sources, decoded, pixels } = watched('a', 'b', 'c');
    adding.add(sources);
    await vi.waitFor(() => expect(decoded).toEqual(['a', 'b']));
    adding.pause();
    await vi.waitFor(() => expect(pixels).not.toContain('b'));
    await answer();
    await until({ phase: 'paused', done: 1 });
    adding.resume();
    await vi.waitFor(() => expect(decoded).toEqual(['a', 'b', 'b', 'c']));
    adding.cancel();
    await vi.waitFor(() => expect(pixels).not.toContain('c'));
    await answer();
    await vi.waitFor(() => expect([...kept]).toEqual(['a', 'b']));
  });

  it('the photo that stops the worker is the one that is left out, and its neighbours are not', async () => {
    const analyze = vi
      .fn<() => Promise<Analysis>>()
      .mockResolvedValueOnce(FOUND)
      .mockRejectedValueOnce(new Fault('WorkerLost', 'This photo stopped the background worker twice.'))
      .mockResolvedValue(FOUND);
    const { adding, until, kept } = setUp(analyze);
    adding.add([source('a'), source('b'), source('c')]);
    await until({ phase: 'over', added: 2, refused: [expect.objectContaining({ name: 'b', fault: 'WorkerLost' })] });
    expect([...kept]).toEqual(['a', 'c']);
  });

  it('no photo overtakes one that has to be tried again', async () => {
    const analyze = vi
      .fn<() => Promise<Analysis>>()
      .mockRejectedValueOnce(new Fault('ModelMissing', 'A model is missing.'))
      .mockResolvedValue(FOUND);
    const { adding, until, kept } = setUp(analyze);
    const { sources, pixels } = watched('a', 'b', 'c');
    adding.add(sources);
    await until({ phase: 'paused', done: 0 });
    await vi.waitFor(() => expect(pixels).not.toContain('b'));
    adding.resume();
    await until({ phase: 'over', added: 3 });
    expect([...kept]).toEqual(['a', 'b', 'c']);
  });

  it('a file that cannot be decoded is named while the one before is still analysed, and its turn is the next', async () => {
    const { analyze, answer } = slow();
    const { adding, until } = setUp(analyze);
    adding.add([source('a'), failing('half.jpg', new Fault('DamagedImage', 'half.jpg is cut off.')), source('c')]);
    await answer();
    await answer();
    await until({ phase: 'over', added: 2, refused: [expect.objectContaining({ name: 'half.jpg' })] });
  });

  it('a photo that is looked at goes before the one that waits as pixels', async () => {
    const { analyze, answer, open } = slow();
    const { adding, turns, until } = setUp(analyze);
    const { sources, decoded } = watched('a', 'b');
    adding.add(sources);
    await vi.waitFor(() => expect(decoded).toEqual(['a', 'b']));
    const order: string[] = [];
    const turn = turns.take(async () => void order.push(`looked at, ${open.length} analysed`), { urgent: true });
    await answer();
    await turn;
    expect(order).toEqual(['looked at, 0 analysed']);
    await answer();
    await until({ phase: 'over', added: 2 });
  });
});

describe('the estimate', () => {
  it('comes from the last photos, without the first, which waited for the nets', () => {
    expect(timeLeft([9000, 100, 100, 100], 10)).toEqual({ millisecondsLeft: 1000 });
  });

  it('is left out while nobody can say', () => {
    expect(timeLeft([9000, 100], 10)).toEqual({});
    expect(timeLeft([100, 100, 100, 100], 0)).toEqual({});
  });
});
