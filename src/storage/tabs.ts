import type { AlbumNews } from '../domain/album-store';

/** What the tabs of one browser, which share an album, tell each other. */
export interface Tabs {
  /** Tells all other tabs. */
  tell(news: AlbumNews): void;
  /**
   * Claims a task for this tab until it calls what it gets; a tab that is closed or dies gives its claims up.
   * Undefined when another tab has claimed it.
   */
  claim(task: string): Promise<(() => void) | undefined>;
}

/** What tabs talk by; undefined where the browser lacks or forbids it. */
export interface TabsHost {
  readonly channel: BroadcastChannel | undefined;
  readonly locks: LockManager | undefined;
}

/** The channel of the album's tabs. @throws where the browser forbids it, as with blocked cookies */
export const albumChannel = (): BroadcastChannel => new BroadcastChannel('facet-album');

const noRelease = (): void => undefined;

/**
 * Without a channel each tab knows of its own changes only; without locks each may do a task, which all of them do alike.
 * @param onNews is told what the other tabs do, never what this one does
 */
export const joinTabs = ({ channel, locks }: TabsHost, onNews: (news: AlbumNews) => void): Tabs => {
  channel?.addEventListener('message', ({ data }: MessageEvent<AlbumNews>) => onNews(data));
  return {
    tell: (news) => channel?.postMessage(news),
    claim: (task) =>
      new Promise((resolve) => {
        if (!locks) return resolve(noRelease);
        const held = locks.request(`facet-album-${task}`, { ifAvailable: true }, (lock) => {
          if (!lock) return resolve(undefined);
          return new Promise<void>((release) => resolve(release));
        });
        // A browser that has locks may refuse them all the same.
        held.catch(() => resolve(noRelease));
      }),
  };
};
