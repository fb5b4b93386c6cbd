/** A file's name in a zip has at most so many bytes: with its folder it must fit what systems allow. */
const MOST_BYTES = 200;

/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Cut at the end of a whole letter, with its accents. */
const cutTo = (text: string, bytes: number): string => {
  let kept = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += bytesOf(segment);
    if (used > bytes) break;
    kept += segment;
  }
  return kept;
};

/** By what systems tell names apart that take upper for lower case and é for e with an accent. */
export const nameKey = (name: string): string => name.normalize('NFC').toUpperCase().toLowerCase();

/** Half a surrogate pair has no bytes of its own; control characters and separators belong in no name. */
const flat = (name: string): string => {
  const safe = name.normalize('NFC').replaceAll(/[\\/:*?"<>|\p{Cc}\p{Cs}]/gu, '_');
  const trimmed = safe.replace(/[. ]+$/, '').replace(DEVICE, '$1_');
  return trimmed === '' ? '_' : trimmed;
};

/**
 * Gives a file a name of its own, without folders, that every system takes: `beach.jpg`, `beach (2).jpg`.
 * @param taken keys of the names that are taken, by {@link nameKey}
 */
export const uniqueName = (name: string, taken: ReadonlySet<string>): string => {
  const whole = flat(name);
  const dot = whole.lastIndexOf('.');
  const [stem, end] =
    dot > 0 && bytesOf(whole.slice(dot)) <= 40 ? [whole.slice(0, dot), whole.slice(dot)] : [whole, ''];
  for (let copy = 1; ; copy++) {
    const rest = copy === 1 ? end : ` (${copy})${end}`;
    const free = `${cutTo(stem, MOST_BYTES - bytesOf(rest))}${rest}`;
    if (!taken.has(nameKey(free))) return free;
  }
};
