import type { BackendName } from '../../domain/analyzer-api';
import type { AttributeGroup } from '../../domain/attribute-info';
import { labelOf } from '../../domain/attribute-info';
import { perAttribute } from '../../domain/attributes';
import type { FaultName } from '../../domain/errors';
import { formats } from './formats';

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
    drop: 'Drop photos here',
    choose: 'Choose photos',
    hint: 'or choose them, or paste one',
    promise: 'Your photos never leave this device.',
    what: 'Facet finds every face and estimates 40 attributes of each, right here in the page.',
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
    not: (backend: string, reason: string) => `Not ${backend}: ${reason}.`,
    models: (version: string) => `Models ${version}`,
    tryAgain: 'Not ready: try again',
  },
  /** What is happening to a photo. */
  photo: {
    none: 'No photo is open',
    queued: 'Waiting for its turn',
    opening: 'Opening',
    waiting: 'Waiting until everything is ready',
    analysing: 'Looking for faces',
    failed: "Couldn't be analysed",
    faces,
    face: (index: number, count: number) => `Face ${index + 1} of ${count}`,
  },
  attributes: perAttribute(labelOf),
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
};

/** What every language has to say. */
export type Texts = typeof en;
