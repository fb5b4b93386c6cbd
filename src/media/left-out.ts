/**
 * What lies in a folder of photos without being one, told by its name alone, so that thousands cost nothing: what systems
 * and programs keep there for themselves, files that go with photos, and placeholders of photos that are elsewhere. One
 * list for the page and the command line. Only what is found inside a folder is left out: what somebody names is opened.
 */

/** Names, in lower case, that systems, network drives, photo programs and archives use. */
const OF_SYSTEM: ReadonlySet<string> = new Set([
  '$recycle.bin',
  '#recycle',
  '#snapshot',
  '@eadir',
  '@recently-snapshot',
  '@recycle',
  '@tmp',
  '__macosx',
  'desktop.ini',
  'ehthumbs.db',
  'ehthumbs_vista.db',
  'found.000',
  'icon\r',
  'lost+found',
  'network trash folder',
  'picasa.ini',
  'recycler',
  'system volume information',
  'temporary items',
  'thumbs.db',
  'zbthumbnail.info',
]);

/** Endings of files that describe photos, or belong to programs that sort them. */
const SIDECARS: ReadonlySet<string> = new Set(
  'aae arp comask cop cos dop dxo exif exv ithmb json lrcat lrtemplate md5 mie modd moff nfo nksc on1 pp3 sfv sha1 sha256 thm vrd xml xmp'.split(
    ' ',
  ),
);

/** iCloud leaves `.IMG_1.HEIC.icloud` where a photo isn't on this disk; other drives leave `IMG_1.HEIC.cloud` or `.cloudf`. */
const PLACEHOLDER = /\.(icloud|cloud|cloudf)$/i;

const isOfSystem = (name: string): boolean => name.startsWith('.') || OF_SYSTEM.has(name.toLowerCase());

const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

/** Why something in a folder is left out. */
export type LeftOut = 'system' | 'sidecar' | 'placeholder';

/**
 * Whether a file in a folder is left out, and why.
 * @param name without its folders
 */
export const leftOutFile = (name: string): LeftOut | undefined => {
  if (PLACEHOLDER.test(name)) return 'placeholder';
  if (isOfSystem(name)) return 'system';
  return SIDECARS.has(endingOf(name)) ? 'sidecar' : undefined;
};

/** Whether a folder in a folder is left out, with all that lies in it. */
export const isLeftOutFolder = (name: string): boolean => isOfSystem(name);

/** How many files of a folder were left out, by reason. */
export type LeftOutCounts = Partial<Record<LeftOut, number>>;

const amount = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** Says that photos of a folder are only in the cloud; undefined where none is. */
export const onlyInCloud = (folder: string, { placeholder = 0 }: LeftOutCounts): string | undefined => {
  if (placeholder === 0) return undefined;
  const photos = amount(placeholder, 'photo of the folder', 'photos of the folder');
  const be = placeholder === 1 ? 'is' : 'are';
  return `${photos} ${folder} ${be} only in the cloud: here there is no more than a placeholder. Download ${placeholder === 1 ? 'it' : 'them'} to this device, then open the folder again.`;
};

/** Says of a folder without photos what is there instead. */
export const nothingIn = (folder: string, { sidecar = 0 }: LeftOutCounts): string => {
  if (sidecar === 0) return `There are no files in the folder ${folder}.`;
  const files = amount(sidecar, 'file that describes a photo', 'files that describe photos');
  return `There are no photos in the folder ${folder}, only ${files}. Open the folder in which the photos lie.`;
};
