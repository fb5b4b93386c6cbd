import { formats } from './formats';

const { number } = formats('en');

/** What the stage with its maps says, in English. */
export const stageEn = {
  /** Why a score is what it is. */
  evidence: {
    show: 'Show where it looked',
    hide: 'Hide where it looked',
    strongest: 'Strongest concepts behind this score',
    units: (attribute: string, inverse: boolean, count: number) => {
      const answering = inverse ? `the absence of “${attribute}”` : `“${attribute}”`;
      return count === 1 ? `a unit that answers to ${answering}` : `${count} units that answer to ${answering}`;
    },
    share: (share: string, against: boolean) => (against ? `−${share}` : `+${share}`),
    fewUnits: (units: number, few: string, all: string) =>
      `${units === 1 ? 'This unit alone is' : `These kinds of units, ${number(units)} in all, are`} right on ${few}; all of the net's on ${all}.`,
  },
  maps: {
    label: 'Map over the photo',
    none: 'No map',
    response: 'Response map',
    heat: 'Heat map',
    'face-response': 'Face map',
    lookedAt: (attribute: string) => `Where it looked: ${attribute}`,
    meaning: {
      response: 'Mean response of the head finder’s attribute-tuned features, scaled to this photo.',
      heat: 'How likely a head is centred here: what the head finder was taught with boxes.',
      'face-response': 'Mean response of the face finder inside this face’s head square.',
    },
    lookedMeaning: (attribute: string) =>
      `What each part of this face says about “${attribute}”. Together they make its score, but for a constant.`,
    against: 'speaks against',
    for: 'speaks for',
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
  },
};
