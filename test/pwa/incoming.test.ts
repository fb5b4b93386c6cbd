import { describe, expect, it, vi } from 'vitest';
import { listenForLaunchFiles } from '../../src/pwa/incoming';
import { keepInstallOffer } from '../../src/pwa/install';

type Queue = NonNullable<Parameters<typeof listenForLaunchFiles>[0]>;
type Consumer = Parameters<Queue['setConsumer']>[0];

const handle = (name: string, file: () => Promise<File>) => ({ name, getFile: file }) as FileSystemFileHandle;

describe('files opened with the installed app', () => {
  const launched = async (files: readonly FileSystemFileHandle[] | undefined) => {
    let consumer: Consumer | undefined;
    const onFiles = vi.fn<(files: readonly File[]) => void>();
    listenForLaunchFiles({ setConsumer: (given) => (consumer = given) }, onFiles);
    await consumer?.({ ...(files && { files }) });
    return onFiles;
  };

  it('come as if they had been dropped; one that is gone by then is still named', async () => {
    const photo = new File(['x'], 'a.jpg');
    const onFiles = await launched([
      handle('a.jpg', async () => photo),
      handle('gone.jpg', () => Promise.reject(new DOMException('Not found', 'NotFoundError'))),
    ]);
    expect(onFiles.mock.calls[0]?.[0].map(({ name, size }) => [name, size])).toEqual([
      ['a.jpg', 1],
      ['gone.jpg', 0],
    ]);
  });

  it('are none when the app is simply started, or where browsers have no such thing', async () => {
    expect(await launched(undefined)).not.toHaveBeenCalled();
    expect(await launched([])).not.toHaveBeenCalled();
    expect(() => listenForLaunchFiles(undefined, () => undefined)).not.toThrow();
  });
});

describe('the offer to install', () => {
  const offer = (outcome: 'accepted' | 'dismissed') =>
    Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt: async () => ({ outcome }) });

  it('waits until the person wants it, and is used once', async () => {
    const target = new EventTarget();
    const [onOffer, onInstalled] = [vi.fn(), vi.fn()];
    const installer = keepInstallOffer(target, { onOffer, onInstalled });
    expect(await installer.install()).toBe(false);
    const event = offer('accepted');
    target.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(await installer.install()).toBe(true);
    expect(await installer.install()).toBe(false);
    target.dispatchEvent(new Event('appinstalled'));
    expect(onOffer.mock.calls).toEqual([[true], [false], [false]]);
    expect(onInstalled).toHaveBeenCalledOnce();
  });
});
