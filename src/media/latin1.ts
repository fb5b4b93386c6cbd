/** Bytes as Latin-1 text, at most up to the end of the file. */
export const latin1 = (bytes: Uint8Array, start: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(start, start + length));
