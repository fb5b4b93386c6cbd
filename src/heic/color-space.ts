/** How much of a file is searched for the name of its colours; it stands before the pixels. */
const HEAD = 64 * 1024;

/** The name inside Apple's colour profile: two bytes a letter. */
const DISPLAY_P3 = [...'Display P3'].flatMap((letter) => [0, letter.charCodeAt(0)]);

/**
 * The colours that a HEIC file's numbers mean. iPhones save Display P3, whose reds look dull when they are taken for
 * sRGB; all else is taken for sRGB.
 */
export const colorSpaceOf = (bytes: Uint8Array): PredefinedColorSpace => {
  const head = bytes.subarray(0, HEAD);
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) {
    if (DISPLAY_P3.every((byte, index) => head[at + index] === byte)) return 'display-p3';
  }
  return 'srgb';
};
