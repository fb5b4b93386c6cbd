import { describe, expect, it } from 'vitest';
import { joinTabs } from '../../src/storage/tabs';

const heard = (): void => undefined;

describe('tabs in a browser that has less', () => {
  it('tell nobody anything without a channel, and nothing fails', () => {
    const { tell } = joinTabs({ channel: undefined, locks: undefined }, heard);
    expect(() => tell({ kind: 'added', id: 'a' })).not.toThrow();
  });

  it('do their tasks without locks', async () => {
    const { claim } = joinTabs({ channel: undefined, locks: undefined }, heard);
    const release = await claim('adding');
    expect(release).toBeTypeOf('function');
  });

  it('do their tasks where the browser refuses locks', async () => {
    const request = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
    const { claim } = joinTabs({ channel: undefined, locks: { request } as unknown as LockManager }, heard);
    expect(await claim('adding')).toBeTypeOf('function');
  });
});
