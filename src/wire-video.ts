import { effect } from '@preact/signals';
import type { AttributeEntry } from './domain/manifest';
import { entriesAt } from './domain/strictness';
import { saveFile } from './export/save-file';
import { toTimelineCsv } from './export/timeline-csv';
import type { Handed } from './media/folder';
import { isVideoFile, openVideo } from './media/video-file';
import type { Store } from './state/store';
import { placeShown } from './state/transitions';
import { VideoFile } from './state/video';
import type { VideoTools } from './state/video-state';
import { timelineRows } from './tracking/timeline';

interface Parts {
  readonly page: Document;
  readonly store: Store;
  readonly analyze: VideoTools<HTMLVideoElement, ImageBitmap, File>['analyze'];
}

/** A video file as the page uses it. */
export interface WiredVideo {
  readonly file: VideoFile<HTMLVideoElement, ImageBitmap, File>;
  /**
   * Shows what was handed over if it is one video.
   * @returns whether it was.
   */
  take(handed: Handed): Promise<boolean>;
  saveTable(): void;
}

/** What the manifest says of the attributes, at the chosen strictness; empty until the nets are loaded. */
export const entriesIn = ({ state }: Store): readonly AttributeEntry[] => {
  const { engine, strictness } = state.value;
  return engine.kind === 'ready' ? entriesAt(engine.ready.manifest.attributes, strictness) : [];
};

const tableName = (name: string): string => `${name.replace(/\.[^./]+$/, '')} (faces).csv`;

export const wireVideo = ({ page, store, analyze }: Parts): WiredVideo => {
  const file = new VideoFile<HTMLVideoElement, ImageBitmap, File>({
    open: openVideo,
    analyze,
    entries: () => entriesIn(store),
  });
  // Nobody looks at it elsewhere.
  effect(() => {
    if (store.state.value.place !== 'camera') file.setPlaying(false);
  });
  return {
    file,
    async take({ files, fromFolder }) {
      const [only] = files;
      if (fromFolder || files.length !== 1 || !(await isVideoFile(only.file))) return false;
      file.open(only.file);
      store.apply(placeShown, 'camera');
      return true;
    },
    saveTable() {
      const state = file.state.value;
      if (state.kind !== 'shown') return;
      const table = toTimelineCsv(timelineRows(state.timeline));
      saveFile(page, tableName(state.name), new Blob([table], { type: 'text/csv;charset=utf-8' }));
    },
  };
};
