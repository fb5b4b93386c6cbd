import type { LabelReliability } from '../../domain/label-reliability';
import type { Sort } from '../../state/photo/panel-settings';
import { formats } from '../formats';
import { englishSummary } from './sentence';

const { number } = formats('en');

/** What the panel of attributes says, in English. */
export const panelEn = {
  panel: {
    label: 'Faces and their attributes',
    faces: 'Faces',
    thisFace: 'This face',
    summary: englishSummary,
    noFace: 'No face found',
    noFaceHint:
      'Facet finds faces that are not tiny or hidden. Try a closer photo, or the map “Heads”: it shows where a head was thought possible.',
    leftOut: (shown: number, more: number) =>
      `This photo shows more faces than Facet describes: here are the ${number(shown)} it is surest of; at least ${number(more)} more heads were seen.`,
    failed: "This photo couldn't be analysed",
    tryAgain: 'Try again',
    search: 'Search attributes',
    sort: 'Order',
    sorts: {
      groups: 'In groups',
      strength: 'Strongest first',
      unusual: 'Most unusual first',
      name: 'By name',
    } as Record<Sort, string>,
    searched: (search: string, count: number) =>
      count === 1
        ? `Only 1 attribute is shown: “${search}”.`
        : `Only ${number(count)} attributes are shown: “${search}”.`,
    showAll: 'Show all',
    previousFace: 'Previous face',
    nextFace: 'Next face',
    nothingFound: (search: string) => `No attribute is called “${search}”.`,
    key: {
      tick: 'counts as present from here on',
      doubtful: 'could be either way: doubtful',
      usual: 'how common it is',
    },
    headline: { present: 'Present', doubtful: 'Doubtful' },
    absent: (count: number) => `${number(count)} not seen`,
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
  },
  /** How much it takes until an attribute counts as present. Numbers are out of a hundred. */
  strictness: {
    label: 'When does an attribute count as present?',
    strict: 'Few mistakes',
    balanced: 'Balanced',
    wide: 'Find more',
    rates: (right: string, found: string) => `${right} right, ${found} found`,
    meaning:
      'On test photos: of 100 attributes that it calls present, so many are right; of 100 that are there, so many are found.',
  },
  /** One attribute on every face of the photo. */
  compare: {
    label: 'Compare',
    nothing: 'Compare…',
    show: 'Compare on all faces',
    hide: 'Stop comparing',
    face: (face: string, attribute: string, percent: string) => `${face}, ${attribute} ${percent}`,
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
    choice: 'When it counts as present',
    foundAndRight: (choice: string, right: string | undefined, found: string) =>
      right === undefined
        ? `With “${choice}” it is never said to be there.`
        : `With “${choice}” it is right on ${right} faces that it names, and finds ${found} that have it.`,
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
};
