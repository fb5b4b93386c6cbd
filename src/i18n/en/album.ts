import { formats } from '../formats';

const { number, percent, list, either, date } = formats('en');

const count = (amount: number, one: string, many: string): string =>
  amount === 1 ? `1 ${one}` : `${number(amount)} ${many}`;

const faces = (amount: number): string => count(amount, 'face', 'faces');
const photos = (amount: number): string => count(amount, 'photo', 'photos');
const files = (amount: number): string => count(amount, 'file', 'files');

const lowerFirst = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);

/** The first names of many. */
const some = (names: readonly string[]): string =>
  list(names.length <= 3 ? names : [...names.slice(0, 3), `${number(names.length - 3)} more`]);

/** What the album says, in English. */
export const albumEn = {
  label: 'Album',
  reading: 'Reading your album',
  empty: 'Your album is empty',
  emptyWhat:
    'Drop a folder of photos here. Facet finds every face in them, and you find the ones with glasses and a smile. All of it stays on this device.',
  examples: 'Try it with the examples',
  noFaces: (amount: number) => `No face was found in ${photos(amount)}`,
  faces,
  photos,
  /** How many faces a filter lets through. */
  result: (shown: number, all: number) => (shown === all ? faces(all) : `${number(shown)} of ${faces(all)}`),
  inPhotos: (result: string, amount: number) => `${result} in ${photos(amount)}`,
  /**
   * What the filter says, as the end of {@link result}.
   * @param having of each list one is enough
   * @param least 0–1; 0 where nothing is said about it
   */
  wanted: (having: readonly (readonly string[])[], lacking: readonly string[], least: number) => {
    const each = having.map((labels) =>
      labels.length > 1 && having.length > 1 ? `(${either(labels)})` : either(labels),
    );
    const parts = [
      ...(having.length > 0 ? [list(each)] : []),
      ...lacking.map((label) => `not ${label}`),
      ...(least > 0 ? [`at least ${percent(least)} sure`] : []),
    ];
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
    least: 'How sure',
    anyLeast: 'Any',
    atLeast: (least: number) => `At least ${percent(least)}`,
    or: 'or',
    and: 'and',
    joint: (group: string, all: boolean): string =>
      all
        ? `${group}: all of these. Change to: one is enough`
        : `${group}: one of these is enough. Change to: all of these`,
    jointHint: (all: boolean): string =>
      all ? 'All of these. Click: one is enough.' : 'One of these is enough. Click: all of these.',
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
  look: {
    label: 'View',
    view: 'Show',
    views: { faces: 'Faces', photos: 'Photos' },
    size: 'Size',
    sizes: { small: 'Small', medium: 'Medium', large: 'Large' },
  },
  grid: {
    /** @param amount of its faces that are shown */
    photo: (name: string, amount: number) => `${name}, ${faces(amount)}`,
    face: (name: string, place: number, of: number, present: readonly string[]) =>
      [of > 1 ? `Face ${place} of ${of} in ${name}` : `Face in ${name}`, ...present.map(lowerFirst)].join(', '),
    hint: 'Arrow keys move, Space selects, Enter opens the photo.',
  },
  /** On the stage, while a photo of what the album shows is looked at. */
  steps: {
    label: 'In the album',
    back: 'Back to the album',
    previous: 'Previous in the album',
    next: 'Next in the album',
    /** @param place from 1 */
    place: (place: number, of: number) => `${number(place)} of ${number(of)}`,
    gone: (of: number) => `Not among the ${number(of)} shown now`,
  },
  notAFace: {
    take: 'Not a face',
    hint: 'Takes it away for good, also when the same file comes again',
    taken: "Taken away. It won't be found again in this file.",
  },
  /** A photo of the album on the stage. */
  original: {
    measured: (milliseconds: number) => `From your album, as analysed on ${date(milliseconds)}.`,
    /** @param side longest side in pixels, 0 where no picture is kept */
    copy: (side: number, isSmaller: boolean) => {
      if (side === 0) return 'The photo itself isn’t kept, only its faces are.';
      return isSmaller ? `The picture is a smaller copy, ${number(side)} px.` : 'The picture is a copy.';
    },
    open: 'Open the original',
    again: 'Analyse again',
    againWhy: 'Shows maps and reasons too; the results in the album stay as they are',
    noMaps: 'Maps and reasons aren’t kept: analyse it again to see them.',
    other: (chosen: string, wanted: string) =>
      `${chosen} isn't the file that ${wanted} was added from: its content differs. Choose the unchanged file, or open ${chosen} as a photo of its own. Nothing in the album was changed.`,
    failed: (wanted: string) =>
      `The original of ${wanted} can't be opened now. It may have been moved or deleted; what the album keeps stays.`,
  },
  /** The photo on the stage and the album. */
  keeping: {
    keep: 'Keep in album',
    running: 'Keeping…',
    in: {
      known: 'In your album already',
      device: 'Kept in your album',
      full: 'In your album until you close this page: this device has no room left',
      blocked: 'In your album until you close this page: another tab holds the storage',
      newer: 'In your album until you close this page: a newer version of Facet keeps this photo already',
      cleared: 'In your album until you close this page: it was cleared elsewhere',
      unkept: 'In your album until you close this page: this browser keeps nothing here',
    },
    failed: "Couldn't be kept.",
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
    /** Why these photos are kept, where single ones are only looked at. */
    stays:
      'A folder, or more than 12 photos at once, opens as an album. Photos in the album are kept in this browser until you delete them.',
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
  /** @param onlyHere how many of the photos stay only until the page is closed */
  kept: (photoCount: number, faceCount: number, onlyHere: number) => {
    const all = `${photos(photoCount)} with ${faces(faceCount)}`;
    if (onlyHere === 0) return `${all}, kept on this device.`;
    if (onlyHere >= photoCount) return `${all}, only until you close this page.`;
    return `${all}, kept on this device, but ${number(onlyHere)} of the photos only until you close this page.`;
  },
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
    noPictures:
      'This device has no room left for copies of photos. Faces and results are still kept; to look at a photo later, keep its file.',
    unkept:
      "This browser doesn't keep the album. What you add stays until you close this page: export what you need, or allow this site to store data.",
    blocked:
      "The browser's storage doesn't answer: another tab with Facet may hold it. What you add stays in this page, and is kept as soon as the storage answers. Closing other tabs with Facet helps.",
    damaged: (names: readonly string[]) =>
      `The album's notes about ${some(names)} are damaged: left out, but not deleted. Add the ${names.length === 1 ? 'file' : 'files'} again to see ${names.length === 1 ? 'it' : 'them'}.`,
    newer: (names: readonly string[]) =>
      `${some(names)}: kept by a newer version of Facet and left as ${names.length === 1 ? 'it is' : 'they are'}. Reload the page to update.`,
    damagedRemoval:
      'The note about what you deleted last is damaged. Nothing was deleted because of it: look whether something is back that you had deleted.',
    cleared: (amount: number) =>
      `The album was cleared outside of this page, in another tab or in the browser's settings. ${amount === 1 ? '1 photo' : `${number(amount)} photos`} that you still see here ${amount === 1 ? 'goes' : 'go'} when you close this page.`,
    unfinished: (done: number, total: number) =>
      `Adding photos was broken off at ${number(done)} of ${number(total)}. Drop the same photos again: those that are in the album aren't looked at twice.`,
  },
};

export type AlbumTexts = typeof albumEn;
