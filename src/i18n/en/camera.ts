import type { CameraProblem } from '../../domain/camera';

/** What the camera's place says, in English. */
export const cameraEn = {
  label: 'Camera',
  off: 'The camera is off',
  offWhat: 'Its pictures stay in this page, like your photos. Its light is on only while you look at this place.',
  switchOn: 'Switch the camera on',
  switchOff: 'Switch off',
  starting: 'Waiting for the camera',
  startingWhat: 'Your browser may ask whether Facet may use it.',
  video: 'Picture from the camera',
  gettingReady: 'Getting ready to look for faces',
  pause: 'Pause',
  resume: 'Go on',
  paused: 'Paused. The camera is still on.',
  shutter: 'Take a photo',
  choose: 'Which camera',
  unnamed: (place: number) => `Camera ${place}`,
  pace: (rate: string, latencyMs: string) =>
    `${rate} ${rate === '1' ? 'picture' : 'pictures'} a second, ${latencyMs} ms behind`,
  tryAgain: 'Try again',
  problems: {
    denied: {
      title: 'Facet may not use the camera',
      what: "You, or your browser's settings, said no. Allow the camera for this page, usually by the icon beside its address, and try again. Photos work without it.",
    },
    absent: {
      title: 'No camera found',
      what: 'Plug one in, or switch it on in the settings of this device, and try again. Photos work without it.',
    },
    'in-use': {
      title: "The camera can't be opened",
      what: 'Another program or tab may be using it. Close that, and try again.',
    },
    unplugged: {
      title: 'The camera went away',
      what: 'It was unplugged or switched off. Plug it in again and try again, or choose another one.',
    },
    insecure: {
      title: 'No camera on an insecure page',
      what: 'Browsers give the camera only to pages that come over https or from this device. Open Facet by such an address.',
    },
    'not-analysed': {
      title: "The pictures can't be analysed",
      what: 'The camera was switched off. Try again; nothing that you opened before is lost.',
    },
    failed: {
      title: "The camera can't be used",
      what: 'The browser gives no better reason. Try again, or open a photo.',
    },
  } as Record<CameraProblem, { readonly title: string; readonly what: string }>,
  detail: (detail: string) => `The reason: ${detail}`,
};
