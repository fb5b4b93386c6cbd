import { formats } from './formats';

const { number, list } = formats('en');

const count = (amount: number, one: string, many: string): string =>
  amount === 1 ? `1 ${one}` : `${number(amount)} ${many}`;

const faces = (amount: number): string => count(amount, 'face', 'faces');
const photos = (amount: number): string => count(amount, 'photo', 'photos');
const files = (amount: number): string => count(amount, 'file', 'files');

const lowerFirst = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);

/** What the album says, in English. */
export const albumEn = {
  label: 'Album',
  reading: 'Reading your album',
  empty: 'Your album is empty',
  emptyWhat:
    'Drop a folder of photos here. Facet finds every face in them, and you find the ones with glasses and a smile. All of it stays on this device.',
  noFaces: (amount: number) => `No face was found in ${photos(amount)}`,
  faces,
  photos,
  /** How many faces a filter lets through. */
  result: (shown: number, all: number) => (shown === all ? faces(all) : `${number(shown)} of ${faces(all)}`),
  /** What the filter says, as the end of {@link result}. */
  wanted: (having: readonly string[], lacking: readonly string[]) => {
    const parts = [...(having.length > 0 ? [list(having)] : []), ...lacking.map((label) => `not ${label}`)];
    return parts.join(', ');
  },
  resultWanted: (result: string, wanted: string) => `${result}: ${wanted}`,
  noneMatches: 'No face is all of that',
  showAll: 'Show all faces',
  filters: {
    label: 'Filters',
    open: (active: number) => (active === 0 ? 'Filters' : `Filters (${number(active)})`),
    hint: 'Click once for faces with it, twice for faces without it.',
    not: (label: string) => `Not ${lowerFirst(label)}`,
    chip: (label: string, state: 'with' | 'without' | 'either', amount: number) => {
      if (state === 'with') return `${label}: only faces with it, ${number(amount)}`;
      if (state === 'without') return `${label}: only faces without it, ${number(amount)}`;
      return `${label}: ${faces(amount)} with it`;
    },
    clear: 'Clear filters',
    drop: (label: string) => `Remove filter ${label}`,
    show: (amount: number) => `Show ${faces(amount)}`,
  },
  order: {
    label: 'Order',
    newest: 'Newest first',
    name: 'File name',
    attributes: 'Most likely first',
  },
  grid: {
    label: 'Faces',
    face: (name: string, place: number, of: number, present: readonly string[]) =>
      [of > 1 ? `Face ${place} of ${of} in ${name}` : `Face in ${name}`, ...present.map(lowerFirst)].join(', '),
    hint: 'Arrow keys move, Space selects, Enter opens the photo.',
  },
  adding: {
    label: 'Adding photos',
    progress: (done: number, total: number) => `${number(done)} of ${photos(total)}`,
    left: (milliseconds: number) => {
      const seconds = milliseconds / 1000;
      if (seconds < 10) return 'a few seconds left';
      if (seconds < 50) return `about ${number(Math.ceil(seconds / 10) * 10)} seconds left`;
      if (seconds < 90) return 'about 1 minute left';
      if (seconds < 3570) return `about ${number(Math.round(seconds / 60))} minutes left`;
      return `about ${count(Math.round(seconds / 3600), 'hour', 'hours')} left`;
    },
    preparing: 'getting ready',
    paused: 'paused',
    pause: 'Pause',
    resume: 'Resume',
    cancel: 'Cancel',
    over: (added: number, found: number) => `Added ${photos(added)} with ${faces(found)}.`,
    cancelled: (added: number, total: number) =>
      `Stopped. ${number(added)} of ${photos(total)} ${added === 1 ? 'is' : 'are'} in the album.`,
    known: (amount: number) =>
      amount === 1
        ? '1 photo was already in the album: not looked at again'
        : `${number(amount)} photos were already in the album: not looked at again`,
    others: (amount: number) => (amount === 1 ? "1 file isn't a photo" : `${number(amount)} files aren't photos`),
    refused: (amount: number) => `${files(amount)} couldn't be read`,
    dismiss: 'Done',
  },
  selection: {
    label: 'Selection',
    selected: (amount: number) => `${number(amount)} selected`,
    all: 'Select all',
    clear: 'Clear selection',
    open: 'Open photo',
    delete: 'Delete',
  },
  deleted: (amount: number) => `Deleted ${faces(amount)}.`,
  undo: 'Undo',
  kept: (photoCount: number, faceCount: number) =>
    `${photos(photoCount)} with ${faces(faceCount)}, kept on this device.`,
  deleteAll: 'Delete everything',
  export: {
    label: 'Export',
    sensitive: 'With attributes that judge a person (Attractive, Male, Young …): left out otherwise',
    /** @param scale 2: twice as wide and high as the photo */
    drawnAt: (scale: number, width: number, height: number) =>
      `Drawn at ${number(Math.round(100 * scale))} % of the photo's size of ${width} × ${height} pixels.`,
    what: (amount: number) => `Export ${faces(amount)}`,
    progress: (done: number, total: number) => `Drawing ${number(done)} of ${photos(total)}`,
    cancel: 'Cancel export',
    missing: (amount: number) => `${photos(amount)} couldn't be drawn: only the faces are kept on this device.`,
  },
  notices: {
    full: 'This device has no room left for the album. What you add now stays until you close this page: export it, or delete something.',
    unkept: (reason: string) =>
      `This browser doesn't keep the album (${reason}). It stays until you close this page: export what you need.`,
    damaged: (amount: number) => `${count(amount, 'photo', 'photos')} of the album couldn't be read and left out.`,
    newer: (amount: number) => `${photos(amount)} of the album come from a newer version of Facet. Reload to update.`,
    unfinished: (done: number, total: number) =>
      `Adding photos was broken off at ${number(done)} of ${number(total)}. Drop the same photos again: those that are in the album aren't looked at twice.`,
  },
};

export type AlbumTexts = typeof albumEn;
