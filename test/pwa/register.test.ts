import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type OfflineShell, registerOffline } from '../../src/pwa/register';
import { TAKE_OVER } from '../../src/pwa/wire';
import { MadeContainer, MadeWorker } from './made-service-worker';

let container: MadeContainer;
let page: EventTarget & { visibilityState: DocumentVisibilityState };
let now: number;
let whenCalm: Promise<unknown>;
let whenUsable: Promise<unknown>;
let usedParts: string[];
const listeners = { onOfflineReady: vi.fn(), onUpdate: vi.fn(), onUnavailable: vi.fn() };
const reload = vi.fn();

const open = async (has = true): Promise<OfflineShell> => {
  const shell = registerOffline('service-worker.js', listeners, {
    container: (has ? container : undefined) as unknown as ServiceWorkerContainer,
    page: page as unknown as Document,
    reload,
    now: () => now,
    whenCalm,
    whenUsable,
    usedParts: () => usedParts,
  });
  await vi.waitFor(() => Promise.resolve());
  return shell;
};

/** A page that was visited before. */
const visitedBefore = (): MadeWorker => {
  const worker = new MadeWorker();
  worker.state = 'activated';
  container.registration.active = worker;
  container.controller = worker;
  return worker;
};

/** A new version has been fetched and waits. */
const newVersion = (): MadeWorker => {
  const worker = container.registration.find();
  container.registration.waiting = worker;
  worker.become('installed');
  return worker;
};

beforeEach(() => {
  container = new MadeContainer();
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' as const });
  now = 0;
  whenCalm = Promise.resolve();
  whenUsable = Promise.resolve();
  usedParts = ['webgpu'];
  vi.resetAllMocks();
});

describe('keeping the page', () => {
  it('waits on a first visit until the page has what it needs itself', async () => {
    let calm = (): void => undefined;
    whenCalm = new Promise<void>((resolve) => {
      calm = resolve;
    });
    const register = vi.spyOn(container, 'register');
    await open();
    expect(register).not.toHaveBeenCalled();
    calm();
    await vi.waitFor(() => expect(register).toHaveBeenCalledOnce());
  });
});

describe('ready offline', () => {
  it('is told once everything is kept, on the first visit as news', async () => {
    await open();
    const worker = container.registration.find();
    worker.become('installed');
    expect(listeners.onOfflineReady).not.toHaveBeenCalled();
    container.registration.active = worker;
    worker.become('activated');
    await vi.waitFor(() => expect(listeners.onOfflineReady).toHaveBeenCalledExactlyOnceWith(true));
    expect(worker.messages).toEqual([{ keep: ['webgpu'] }]);
    container.takeOver(worker);
    expect(listeners.onUpdate).not.toHaveBeenCalled();
  });

  it('is no news on later visits', async () => {
    visitedBefore();
    await open();
    await vi.waitFor(() => expect(listeners.onOfflineReady).toHaveBeenCalledExactlyOnceWith(false));
  });

  it('is not told before the page knows which backend it needs', async () => {
    let usable = (): void => undefined;
    whenUsable = new Promise<void>((resolve) => {
      usable = resolve;
    });
    const worker = visitedBefore();
    await open();
    expect(worker.messages).toEqual([]);
    usable();
    await vi.waitFor(() => expect(listeners.onOfflineReady).toHaveBeenCalledOnce());
  });

  it('is not told where the backend that was chosen has no room', async () => {
    const worker = visitedBefore();
    worker.hasRoom = false;
    await open();
    await vi.waitFor(() => expect(worker.messages).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve));
    expect(listeners.onOfflineReady).not.toHaveBeenCalled();
  });

  it('holds for what is used later too', async () => {
    const worker = visitedBefore();
    const shell = await open();
    await vi.waitFor(() => expect(listeners.onOfflineReady).toHaveBeenCalledOnce());
    usedParts = ['webgpu', 'heic'];
    shell.keepUsed();
    await vi.waitFor(() => expect(worker.messages.at(-1)).toEqual({ keep: ['webgpu', 'heic'] }));
  });

  it.each([
    ['without service workers', () => open(false)],
    [
      'that refuses',
      () => {
        container.refuses = true;
        return open();
      },
    ],
  ])('is impossible in a browser %s, which is told', async (_, visit) => {
    await visit();
    await vi.waitFor(() => expect(listeners.onUnavailable).toHaveBeenCalledOnce());
    expect(listeners.onOfflineReady).not.toHaveBeenCalled();
  });
});

describe('a new version', () => {
  it('is told, and takes over only on the person’s word', async () => {
    visitedBefore();
    const shell = await open();
    const worker = newVersion();
    await vi.waitFor(() => expect(listeners.onUpdate).toHaveBeenCalledOnce());
    expect(worker.messages).toEqual([{ keep: ['webgpu'] }]);
    shell.applyUpdate();
    expect(worker.messages.at(-1)).toEqual(TAKE_OVER);
    expect(reload).not.toHaveBeenCalled();
    container.takeOver(worker);
    expect(reload).toHaveBeenCalledOnce();
  });

  it('that waited since an earlier visit is told again', async () => {
    visitedBefore();
    container.registration.waiting = new MadeWorker();
    await open();
    await vi.waitFor(() => expect(listeners.onUpdate).toHaveBeenCalledOnce());
  });

  it('that another tab took over is told here, and this tab is not reloaded under the person', async () => {
    visitedBefore();
    const shell = await open();
    container.takeOver(new MadeWorker());
    await vi.waitFor(() => expect(listeners.onUpdate).toHaveBeenCalledOnce());
    expect(reload).not.toHaveBeenCalled();
    shell.applyUpdate();
    expect(reload).toHaveBeenCalledOnce();
  });

  it('that a busy browser lets wait is asked again until it takes over', async () => {
    vi.useFakeTimers();
    try {
      visitedBefore();
      const shell = await open();
      const worker = newVersion();
      const asked = () => worker.messages.filter((message) => message === TAKE_OVER);
      shell.applyUpdate();
      vi.advanceTimersByTime(4_000);
      expect(asked()).toHaveLength(3);
      container.takeOver(worker);
      vi.advanceTimersByTime(60_000);
      expect(asked()).toHaveLength(3);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is looked for when somebody comes back after an hour, not more often', async () => {
    visitedBefore();
    await open();
    const comeBack = () => page.dispatchEvent(new Event('visibilitychange'));
    comeBack();
    now = 61 * 60 * 1000;
    comeBack();
    comeBack();
    expect(container.registration.updates).toBe(1);
  });
});
