import type { BackendName } from '../../domain/analyzer-api';
import type { AttributeGroup } from '../../domain/attribute-info';
import { labelOf } from '../../domain/attribute-info';
import { perAttribute } from '../../domain/attributes';
import type { WebGpuReason } from '../../domain/backend-reasons';
import type { FaultName } from '../../domain/errors';
import type { DownloadTrouble } from '../../domain/progress';
import { aboutEn } from './about-en';
import { albumEn } from './album-en';
import { cameraEn } from './camera-en';
import { formats } from './formats';
import { offlineEn } from './offline-en';
import { panelEn } from './panel-en';
import { stageEn } from './stage-en';
import { synonymsEn } from './synonyms-en';
import { takeEn } from './take-en';
import { videoEn } from './video-en';

const { number, percent, list } = formats('en');

const faces = (count: number): string => {
  if (count === 0) return 'No face found';
  return count === 1 ? '1 face' : `${number(count)} faces`;
};

/** Everything that the page says, in English; the other languages have the type of this. */
export const en = {
  /** Numbers and lists as this language writes them. */
  number,
  percent,
  list,
  places: {
    label: 'Places',
    start: 'Start',
    photo: 'Photo',
    album: 'Album',
    camera: 'Camera',
    about: 'About',
  },
  /** Titles of the browser's tab. */
  titles: {
    start: 'Facet: 40 face attributes, on your device',
    photo: 'Photo · Facet',
    album: 'Album · Facet',
    camera: 'Camera · Facet',
    about: 'About · Facet',
  },
  start: {
    openPhotos: 'Open photos',
    openFolder: 'Open a folder',
    takePhoto: 'Take a photo',
    useCamera: 'Live camera',
    drop: 'Drop photos or a folder here',
    hint: 'or choose photos or a video, or paste a photo',
    promise: 'Your photos never leave this device.',
    what: 'Facet finds every face and estimates 40 attributes of each, right here in the page.',
    kept: 'Photos are only looked at, until you keep one. A folder, or more than 12 photos at once, opens as an album, which is kept in this browser.',
    examples: 'No photo at hand? Try one of these',
    threePeople: 'Three people',
    astronaut: 'Astronaut',
    graceHopper: 'Grace Hopper',
    luisPedro: 'Luis Pedro',
    photographer: 'Photographer',
    cat: 'A cat',
    dropToOpen: 'Drop to open',
  },
  alerts: {
    dismiss: 'Dismiss',
  },
  /** A sentence for each kind of fault. None in English, whose messages say more. */
  faults: {} as Partial<Record<FaultName, string>>,
  engine: {
    gettingReady: 'Getting ready',
    fromNetwork: (loaded: string, total: string) => `Getting ready: ${loaded} of ${total} MB, only this once`,
    fromDevice: (loaded: string, total: string) => `Getting ready from this device: ${loaded} of ${total} MB`,
    trouble: {
      stalled: 'Getting ready: no data from the server for ten seconds, still waiting',
      retrying: 'Getting ready: the connection broke, trying again',
    } as Record<DownloadTrouble, string>,
    choosing: 'Getting ready: choosing what to run on',
    warmingUp: 'Getting ready: warming up',
    runsOn: 'Runs on',
    badge: { webgpu: 'GPU', wasm: 'CPU', webgl: 'GPU (WebGL)', cpu: 'CPU (slow)' } as Record<BackendName, string>,
    backend: {
      webgpu: 'WebGPU',
      wasm: 'WebAssembly',
      webgl: 'WebGL',
      cpu: 'plain JavaScript',
    } as Record<BackendName, string>,
    /** Beside the badge: why it isn't the graphics processor, where that can be said in a few words. */
    why: {
      noWebGpu: 'no WebGPU in this browser',
      noGpu: 'no graphics processor found',
      softwareGpu: 'graphics processor only emulated',
    } as Record<WebGpuReason, string>,
    /** Sentences for what it runs on. None in English, whose own reasons say more. */
    runs: {} as Partial<Record<BackendName, string>>,
    not: (backend: string) => `Not ${backend}:`,
    ready: 'Ready',
    models: (version: string) => `Models ${version}`,
    tryAgain: 'Not ready: try again',
  },
  menu: {
    label: 'Settings',
    language: 'Language',
    backend: 'Runs on',
    fastest: 'What is fastest here',
    on: {
      webgpu: 'Graphics processor (WebGPU)',
      wasm: 'Processor (WebAssembly)',
      webgl: 'Graphics processor (WebGL)',
      cpu: 'Processor, slowly (JavaScript)',
    } as Record<BackendName, string>,
  },
  /** What is happening to a photo. */
  photo: {
    none: 'No photo is open',
    noneWhat: 'Open one, drop one anywhere on this page, or paste one.',
    queued: 'Waiting for its turn',
    opening: 'Opening',
    waiting: 'Waiting until everything is ready',
    analysing: 'Looking for faces',
    failed: "Couldn't be analysed",
    faces,
    face: (index: number, count: number) => `Face ${index + 1} of ${count}`,
  },
  about: aboutEn,
  ...panelEn,
  ...stageEn,
  take: takeEn,
  attributes: perAttribute(labelOf),
  /** Other words by which an attribute is found. */
  synonyms: synonymsEn,
  groups: {
    hair: 'Hair',
    eyes: 'Eyes and brows',
    mouth: 'Nose and mouth',
    beard: 'Facial hair',
    shape: 'Face shape',
    accessories: 'Accessories',
    expression: 'Expression and make-up',
    overall: 'Overall',
  } as Record<AttributeGroup, string>,
  album: albumEn,
  offline: offlineEn,
  camera: cameraEn,
  video: videoEn,
};

/** What every language has to say. */
export type Texts = typeof en;
