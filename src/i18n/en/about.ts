import { formats } from '../formats';

const { number, percent } = formats('en');

/** What About says, in English. */
export const aboutEn = {
  title: 'About Facet',
  lead: 'Facet finds every face in a photo and estimates 40 attributes of each: hair, glasses, a smile and more. It does so inside this page, without sending a single pixel anywhere.',
  how: {
    title: 'How it works',
    withPhoto: (name: string) => `Drawn with your photo ${name}, step by step, as the nets saw it.`,
    withoutPhoto:
      'Four steps lead from a photo to the attributes. Open a photo, or take an example, and they are drawn with it.',
    example: 'Draw it with an example',
    working: 'The photo is being analysed…',
    noFace: 'There is no face in the photo on the stage. Open another one, or take the example.',
    photo: { title: 'Photo', text: 'LNeto looks at the whole photo for heads and shoulders (dashed).' },
    head: { title: 'Head', text: 'LNets looks into the square that was found and finds the face (solid line).' },
    face: { title: 'Face', text: 'The face is cut out and turned upright. That is all that ANet sees.' },
    features: {
      title: 'Features',
      text: (count: number) =>
        `ANet describes the face in ${number(count)} numbers. Blue is below zero, orange above; the stronger, the farther.`,
      picture: (count: number) => `The ${number(count)} features of this face as a strip of colours`,
    },
    scores: {
      title: 'Scores',
      text: 'Forty linear classifiers weigh the numbers. Each score is a probability. The strongest:',
    },
    photoPicture: 'The photo with the head that was found',
    headPicture: 'The head with the face that was found',
    facePicture: 'The face as ANet saw it',
    paper:
      'The method is that of “Deep Learning Face Attributes in the Wild” by Liu, Luo, Wang and Tang, ICCV 2015. The nets are this project’s own and smaller.',
  },
  models: {
    title: 'How good it is',
    waiting: 'The figures are read from the models, which are still on their way.',
    unmeasured: 'These models have not been measured yet.',
    measured: (images: number, accuracy: number, balanced: number) =>
      `On ${number(images)} test photos that the nets had never seen, an answer is right in ${percent(accuracy, 1)} of all cases, averaged over the 40 attributes. Where having and not having an attribute count the same, it is ${percent(balanced, 1)}: rare attributes are harder.`,
    best: (names: string) => `Most reliable: ${names}.`,
    worst: (names: string) => `Least reliable: ${names}. Take these with a grain of salt.`,
    set: (set: string) => `The test photos are those of the set “${set}”.`,
    size: (megabytes: number, version: string) =>
      `The four nets together are ${number(megabytes, 1)} MB. Version ${version}.`,
    table: 'All 40 attributes',
    attribute: 'Attribute',
    accuracy: 'Right',
    balanced: 'Right, balanced',
    baseRate: 'How common',
    trainedOn:
      'The nets learned from photos of celebrities, mostly adults with light skin and lit by professionals, and from the opinions of the people who labelled them. They are wrong more often for everybody whom those photos seldom show.',
    data: 'Training data and starting points',
  },
  privacy: {
    title: 'Privacy',
    texts: [
      'Photos, camera pictures and results never leave this device: everything is computed in this page.',
      'The page asks its own server for itself and its models, and nobody else for anything. There are no cookies, no counting and no advertising.',
      'A photo that you open, drop, paste, take or share is only looked at: it leaves with the page, unless you choose “Keep in album”. A folder, or more than 12 photos at once, opens as an album.',
      'The album is kept in this browser on this device, until you delete it: of each photo a copy of at most 1,600 pixels, of each face a small picture, its boxes and its scores, and, where the browser tells it, where the file lies, to open the original again.',
      'Where you say “Not a face”, the fingerprint (SHA-256) of the file and the place in it are kept in this browser, also of a photo that isn’t in the album. “Delete everything” in the album and “Clear everything” below remove them too.',
      'A photo that another app shares waits in this browser until Facet has opened it, and is then removed from there.',
    ],
  },
  notFor: {
    title: 'What it must not be used for',
    texts: [
      'To find out who somebody is, or to watch people. Facet compares no face with another and keeps no templates of faces. The camera follows a face by its place, motion and size alone; one that was out of sight for two seconds counts as another.',
      'For decisions about people: hiring, credit, insurance, policing, border control, health, school.',
      'To judge gender, age, origin, beauty or character. Some of CelebA’s 40 attributes are opinions of strangers about how a face looks in one photo; they are folded away for that reason.',
      'For photos of people who would mind.',
    ],
    licence:
      'The models may only be used for research that earns no money, because the photos that they learned from may only be used so.',
  },
  licences: {
    title: 'Licences',
    code: 'Facet’s own code: Apache-2.0. It stands on these projects, with thanks:',
    full: 'All licences in full',
  },
};
