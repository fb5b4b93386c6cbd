import type { VideoProblem } from '../../domain/video';

/** What is said about video files, in English. */
export const videoEn = {
  video: 'Video',
  opening: (name: string) => `Opening ${name}`,
  play: 'Play',
  pause: 'Pause',
  back: 'One frame back',
  forward: 'One frame forward',
  position: 'Position in the video',
  at: (time: string, of: string) => `${time} of ${of}`,
  notYet: 'Play the video, or step through it: each frame that you see is searched for faces.',
  noFace: 'No face found in what was played so far.',
  noFaceAtAll: 'There is no face in this video that Facet could find.',
  broken: 'The rest of this video is damaged and can’t be played. What was found before stays.',
  timeline: 'Faces over time',
  face: (number: number) => `Face ${number}`,
  nothing: 'No attribute stands out.',
  over: (attribute: string, least: string, most: string) => `${attribute}: between ${least} and ${most}`,
  again: 'A face that was out of sight for two seconds counts as another one.',
  save: 'Save as CSV',
  saveWhat:
    'The CSV has time, face and all 40 probabilities of each analysed frame, those about perceived appearance included.',
  close: 'Close the video',
  openAnother: 'Open another video',
  problems: {
    unplayable: {
      title: (name: string) => `This browser can’t play ${name}`,
      what: 'It may be damaged, or of a kind that this browser has no decoder for. MP4 with H.264 and WebM play nearly everywhere: save it as one of these and open it again. Nothing else is lost.',
    },
    'no-picture': {
      title: (name: string) => `${name} has no picture`,
      what: 'There is only sound in it, or its picture is of a kind that this browser can’t show. Save it as MP4 with H.264 or as WebM and open it again.',
    },
    'not-analysed': {
      title: (name: string) => `${name} can’t be analysed`,
      what: 'Open it again. If that doesn’t help, reload the page; nothing that you opened before is lost.',
    },
  } as Record<VideoProblem, { readonly title: (name: string) => string; readonly what: string }>,
};
