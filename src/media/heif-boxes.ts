import { latin1 } from './latin1';

/** A box of an ISO media file (AVIF, HEIC, MP4): where what is in it begins and ends. */
export interface MediaBox {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** The boxes between two places of a file, as far as the bytes reach. */
export function* boxesIn(bytes: Uint8Array, start: number, end: number): Generator<MediaBox> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  while (at + 8 <= Math.min(end, bytes.length)) {
    const type = latin1(bytes, at + 4, 4);
    let header = 8;
    let size = view.getUint32(at);
    if (size === 1 && at + 16 <= bytes.length) {
      header = 16;
      size = Number(view.getBigUint64(at + 8));
    }
    // A size of 0 means: to the end.
    if (size === 0) size = end - at;
    if (size < header) return;
    yield { type, start: at + header, end: Math.min(at + size, end) };
    at += size;
  }
}

/** The boxes at the end of a path of types, below all boxes that fit. @param full types whose boxes begin with a version */
export function* boxesAt(
  bytes: Uint8Array,
  [first, ...rest]: readonly string[],
  full: Readonly<Record<string, number>>,
  from: Pick<MediaBox, 'start' | 'end'> = { start: 0, end: bytes.length },
): Generator<MediaBox> {
  for (const box of boxesIn(bytes, from.start, from.end)) {
    if (box.type !== first) continue;
    if (rest.length === 0) yield box;
    else yield* boxesAt(bytes, rest, full, { start: box.start + (full[box.type] ?? 0), end: box.end });
  }
}

/** The brands that a file's first box lists. */
export const brandsOf = (bytes: Uint8Array): string[] => {
  const [first] = boxesIn(bytes, 0, bytes.length);
  if (first?.type !== 'ftyp') return [];
  const brands: string[] = [];
  for (let at = first.start; at + 4 <= Math.min(first.end, bytes.length); at += 4) {
    // Between the first brand and the others stands a version.
    if (at !== first.start + 4) brands.push(latin1(bytes, at, 4));
  }
  return brands;
};
