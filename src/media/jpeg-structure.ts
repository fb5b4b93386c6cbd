/** How a JPEG's picture is stored. */
export interface JpegStructure {
  /** How often the data goes through the picture: 1 for most photos, about 10 for progressive ones. */
  readonly scans: number;
  /** Whether the marker that ends the picture is there. Browsers and programs show files without it, as far as they go. */
  readonly ended: boolean;
  /**
   * Whether the scans before the last one show the whole picture, if less finely: all of its lightness and the mean
   * colours of its blocks. Only progressive files have such scans.
   */
  readonly wholeBeforeLast: boolean;
}

const MARKER = { end: 0xd9, scan: 0xda };

/** Markers that open a frame: SOF0–SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
export const isFrameMarker = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Markers without a length: TEM, the restarts, start and end. */
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9);

/** What a scan brings: bands of coefficients (0 is a block's mean, 1 to 63 are detail) of some components. */
interface Scan {
  readonly components: readonly number[];
  readonly first: number;
  readonly last: number;
}

/** @param at where the data of a scan's header begins */
const readScan = (bytes: Uint8Array, at: number): Scan => {
  const count = bytes[at] ?? 0;
  const [first = 0, last = 0] = bytes.subarray(at + 1 + 2 * count);
  return { components: Array.from({ length: count }, (_, index) => bytes[at + 1 + 2 * index] ?? 0), first, last };
};

/** @param components as the frame lists them, lightness first */
const isWhole = (scans: readonly Scan[], components: readonly number[]): boolean => {
  const has = (component: number, coefficient: number): boolean =>
    scans.some((scan) => scan.components.includes(component) && scan.first <= coefficient && coefficient <= scan.last);
  const [lightness] = components;
  if (lightness === undefined || !components.every((component) => has(component, 0))) return false;
  return Array.from({ length: 63 }, (_, detail) => detail + 1).every((detail) => has(lightness, detail));
};

/**
 * Walks through a JPEG from marker to marker; what lies behind the picture's end (a second picture, a film) isn't looked
 * at, and neither is the small picture within the metadata.
 */
export const jpegStructure = (bytes: Uint8Array): JpegStructure => {
  const scans: Scan[] = [];
  let components: number[] = [];
  const structure = (ended: boolean): JpegStructure => ({
    scans: scans.length,
    ended,
    wholeBeforeLast: isWhole(scans.slice(0, -1), components),
  });
  for (let at = 2; ; ) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) return structure(false);
    const marker = bytes[at + 1] as number;
    if (marker === MARKER.end) return structure(true);
    if (isFrameMarker(marker))
      components = Array.from({ length: bytes[at + 9] ?? 0 }, (_, c) => bytes[at + 10 + 3 * c] ?? 0);
    if (marker === MARKER.scan) scans.push(readScan(bytes, at + 4));
    // A zero after the 255 means a byte of the data, another 255 is a fill byte.
    if (marker === 0xff) at += 1;
    else at += marker === 0 || standsAlone(marker) ? 2 : 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  }
};
