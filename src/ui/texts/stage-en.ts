/** What the stage with its maps says, in English. */
export const stageEn = {
  /** Why a score is what it is. */
  evidence: {
    show: 'Show where it looked',
    hide: 'Hide where it looked',
    strongest: 'What it noticed',
    sign: (attribute: string, inverse: boolean) => (inverse ? `signs of no “${attribute}”` : `signs of “${attribute}”`),
    share: (share: string, against: boolean) => (against ? `−${share}` : `+${share}`),
    fewSigns: (few: string, all: string) =>
      `These signs alone are right on ${few}; with all that it sees it is right on ${all}.`,
    account: 'The score as a sum',
    accountWhat: (constant: string, sum: string) =>
      `What each sixteenth of the face adds to the score, before it is turned into a percentage. With a constant of ${constant} they make ${sum}; above 0 speaks for the attribute.`,
    accountCaption: 'From the forehead down to the chin, from left to right in the upright face',
  },
  maps: {
    label: 'Map over the photo',
    none: 'No map',
    response: 'Where it searched',
    heat: 'Heads',
    'face-response': 'This face',
    lookedAt: (attribute: string) => `Where it looked: ${attribute}`,
    meaning: {
      response:
        'The brighter a place, the more there was for it to look at. The brightest place of this photo is the end of the scale.',
      heat: 'How likely the middle of a head is here.',
      'face-response': 'The brighter a place, the more it told about where exactly the face is.',
    },
    covering: (attribute: string) => `Covering the face piece by piece, to see what carries “${attribute}”…`,
    coveringFailed: 'It couldn’t be found out what carries this score. Choose the map again.',
    covered: (attribute: string, from: string, to: string) =>
      `Covering this takes “${attribute}” from ${from} to ${to}.`,
    uncarried: (attribute: string) => `No single place carries “${attribute}”: covering one hardly lowers it.`,
    against: 'covering raises it',
    for: 'covering lowers it',
  },
  stage: {
    label: 'Photo',
    close: 'Close',
    closePhoto: 'Close photo',
    cut: 'The file is cut off: its end is missing, the rest is shown.',
    firstFrame: 'The file is an animation: this is its first frame.',
    opened: 'Opened photos',
    faces: 'Faces in the photo',
    zoom: 'Zoom',
    turnUpright: 'Turn upright',
    turnBack: 'Show as it lies',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomReset: 'Whole photo',
    zoomHint: 'Zoom with plus and minus, move with the arrow keys, see all with 0',
    keys: 'Keys',
    keysTitle: 'Keys on the photo',
    keysDone: 'Close',
    keysOf: {
      faces: 'next and previous face',
      ends: 'first and last face',
      results: 'next and previous of what the album shows',
      album: 'back to the album',
      zoom: 'enlarge and reduce',
      move: 'move the enlarged photo; between faces, go to the next',
      all: 'see the whole photo',
      close: 'close a row, or see the whole photo',
      help: 'this list',
    },
  },
};
