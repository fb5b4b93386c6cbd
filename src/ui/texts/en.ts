import type { BackendName } from '../../domain/analyzer-api';
import type { AttributeGroup } from '../../domain/attribute-info';
import { labelOf } from '../../domain/attribute-info';
import { perAttribute } from '../../domain/attributes';
import type { WebGpuReason } from '../../domain/backend-reasons';
import type { FaultName } from '../../domain/errors';
import type { LabelReliability } from '../../domain/label-reliability';
import type { Sort } from '../../state/panel-settings';
import { englishSummary } from '../summary-en';
import { aboutEn } from './about-en';
import { albumEn } from './album-en';
import { cameraEn } from './camera-en';
import { formats } from './formats';
import { offlineEn } from './offline-en';

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
    useCamera: 'Use the camera',
    drop: 'Drop photos or a folder here',
    hint: 'or choose photos, or paste one',
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
  panel: {
    label: 'Faces and their attributes',
    faces: 'Faces',
    thisFace: 'This face',
    summary: englishSummary,
    noFace: 'No face found',
    noFaceHint:
      'Facet finds faces that are not tiny, hidden or upside down. Try a closer photo, or the heat map: it shows where a head was thought possible.',
    failed: "This photo couldn't be analysed",
    tryAgain: 'Try again',
    search: 'Search attributes',
    clearSearch: 'Clear search',
    sort: 'Order',
    sorts: {
      groups: 'In groups',
      strength: 'Strongest first',
      unusual: 'Most unusual first',
      name: 'By name',
    } as Record<Sort, string>,
    nothingFound: (search: string) => `No attribute is called “${search}”.`,
    key: {
      tick: 'counts as present from here on',
      doubtful: 'close to it: doubtful',
      usual: 'how common it is',
    },
    present: 'present',
    doubtful: 'doubtful',
    contradicts: (others: string) => `Can't go together with: ${others}`,
    contradictions: (count: number) =>
      count === 1
        ? 'Two answers contradict each other: at least one is wrong.'
        : `${number(count)} pairs of answers contradict each other: at least one of each is wrong.`,
    sensitive: 'Perceived appearance',
    sensitiveWhy:
      'How people who labelled pictures of celebrities would see this face. These are impressions, not facts about a person, and are wrong more often for people whom those pictures seldom show.',
    sensitiveMore: (count: number) => `${number(count)} more about perceived appearance`,
    showSheet: 'Show more of the panel',
    hideSheet: 'Show less of the panel',
    sheet: 'Height of the panel',
  },
  /** What is known about one attribute. Shares of a hundred are whole numbers. */
  facts: {
    accuracy: 'How often it is right',
    balanced: 'Both kinds counted alike',
    common: 'How common it is',
    labels: 'How far the labels can be trusted',
    outOf100: (count: number) => (count > 99 ? 'more than 99 of 100' : `${count} of 100`),
    right: (right: string, majority: string) =>
      `Right on ${right} test photos. Always giving the commoner answer would be right on ${majority}.`,
    rightBalanced: (right: string) =>
      `Right on ${right} when photos with it and photos without it weigh the same; guessing gives 50.`,
    notMeasured: 'Not measured yet.',
    oneIn: (count: number) => `About 1 in ${number(count)} test photos shows it.`,
    inTen: (count: number) => `About ${count} in 10 test photos show it.`,
    almostNone: 'Almost no test photo shows it.',
    almostAll: 'Almost every test photo shows it.',
    measuredOn: (images: number) =>
      `Measured on ${number(images)} photos of celebrities that the nets never learned from.`,
    reliability: { medium: 'Middling: ', low: 'Little: ' } as Record<LabelReliability['level'], string>,
    finding: {
      'random-agreement': 'two people who labelled the same photos agreed no more often than by chance.',
      'beards-mislabelled': 'in an audit, up to 40 of 100 labels that say “has a beard” were wrong.',
      'open-mouths-mislabelled':
        'in an audit, about 20 of 100 labels that say “open” were wrong, and 2 of 100 that say “closed”.',
    } as Record<LabelReliability['finding'], string>,
    notStudied:
      'Not studied for this attribute alone. Two people agreed at least 95 times in 100 on only 12 of the 40 attributes.',
  },
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
  album: albumEn,
  offline: offlineEn,
  camera: cameraEn,
  stage: {
    label: 'Photo',
    close: 'Close',
    closePhoto: 'Close photo',
    opened: 'Opened photos',
    faces: 'Faces in the photo',
    zoom: 'Zoom',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomReset: 'Whole photo',
    zoomHint: 'Zoom with plus and minus, move with the arrow keys, see all with 0',
  },
};

/** What every language has to say. */
export type Texts = typeof en;
