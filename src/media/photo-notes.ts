/** What should be known about a photo that could be opened. */
export type PhotoNote = 'cut' | 'first-frame';

/** For people. */
export const NOTE_WORDS: Record<PhotoNote, string> = {
  cut: 'the file is cut off: its last rows, or some of its detail, are missing',
  'first-frame': 'the file is an animation: this is its first frame',
};
