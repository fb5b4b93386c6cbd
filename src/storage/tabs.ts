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

/** @param onNews is told what the other tabs do, never what this one does */
export const joinTabs = (onNews: (news: AlbumNews) => void): Tabs => {
  const channel = new BroadcastChannel('facet-album');
  channel.addEventListener('message', ({ data }: MessageEvent<AlbumNews>) => onNews(data));
  return {
    tell: (news) => channel.postMessage(news),
    claim: (task) =>
      new Promise((resolve, reject) => {
        const held = navigator.locks.request(`facet-album-${task}`, { ifAvailable: true }, (lock) => {
          if (!lock) return resolve(undefined);
          return new Promise<void>((release) => resolve(release));
        });
        held.catch(reject);
      }),
  };
};
