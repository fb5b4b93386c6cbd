import { type Signal, signal } from '@preact/signals';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Offline, type OfflineTools } from '../../../src/state/offline/offline';

let busy: Signal<boolean>;
let worthKeeping: Signal<boolean>;
const tools = {
  limits: [],
  applyUpdate: vi.fn(),
  look: vi.fn(async (): Promise<unknown> => undefined),
  install: vi.fn(async () => undefined),
  measure: vi.fn<OfflineTools['measure']>(),
  persist: vi.fn(async () => undefined),
  clear: vi.fn(async () => undefined),
  reload: vi.fn(),
  isBusy: () => busy.value,
  isWorthKeeping: () => worthKeeping.value,
};
let offline: Offline;

beforeEach(() => {
  vi.clearAllMocks();
  busy = signal(false);
  worthKeeping = signal(false);
  tools.measure.mockResolvedValue({ bytes: 1, persistent: false });
  offline = new Offline(tools);
});

describe('a new version', () => {
  it('is shown at once when nothing is going on', () => {
    offline.updateFound();
    expect(tools.applyUpdate).not.toHaveBeenCalled();
    offline.update();
    expect(tools.applyUpdate).toHaveBeenCalledOnce();
  });

  it('waits until the photos are done', () => {
    busy.value = true;
    offline.updateFound();
    offline.update();
    expect(offline.state.value.update).toBe('when-idle');
    expect(tools.applyUpdate).not.toHaveBeenCalled();
    busy.value = false;
    expect(tools.applyUpdate).toHaveBeenCalledOnce();
  });

  it('that is put off while it waits is not shown', () => {
    busy.value = true;
    offline.update();
    offline.postpone();
    busy.value = false;
    expect(tools.applyUpdate).not.toHaveBeenCalled();
  });
});

describe('the question for a new version', () => {
  it('ends in the newest one, or in a new one that is told', async () => {
    await offline.look();
    expect(offline.state.value).toMatchObject({ looking: 'newest', update: 'none' });
    tools.look.mockImplementationOnce(async () => offline.updateFound());
    await offline.look();
    expect(offline.state.value.update).toBe('offered');
  });

  it('can fail without a network', async () => {
    tools.look.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await offline.look();
    expect(offline.state.value.looking).toBe('failed');
  });
});

describe('what is kept', () => {
  it('is measured when the page has become ready', async () => {
    offline.ready(true);
    await vi.waitFor(() => expect(offline.state.value.kept).toEqual({ bytes: 1, persistent: false }));
    expect(offline.state.value).toMatchObject({ shell: 'ready', isNews: true });
  });

  it('is asked for when the album gets its first result, once a visit', () => {
    expect(tools.persist).not.toHaveBeenCalled();
    worthKeeping.value = true;
    worthKeeping.value = false;
    worthKeeping.value = true;
    expect(tools.persist).toHaveBeenCalledOnce();
  });

  it('is asked for by hand, and not again when the browser has promised it', async () => {
    await offline.persist();
    tools.measure.mockResolvedValue({ bytes: 1, persistent: true });
    await offline.persist();
    await offline.persist();
    expect(tools.persist).toHaveBeenCalledTimes(2);
  });
});

describe('clearing everything', () => {
  it('ends in a new start', async () => {
    offline.ready(false);
    await offline.clear();
    expect(offline.state.value).toMatchObject({ clearing: 'done', shell: 'unknown' });
    offline.startAfresh();
    expect(tools.reload).toHaveBeenCalledOnce();
  });

  it('that the browser refuses is told', async () => {
    tools.clear.mockRejectedValueOnce(new Error('blocked'));
    await offline.clear();
    expect(offline.state.value.clearing).toBe('failed');
  });
});
