import type { AttributeName } from './attributes';

/** What was published about the labels of one attribute. */
export interface LabelReliability {
  readonly level: 'medium' | 'low';
  readonly finding: 'random-agreement' | 'beards-mislabelled' | 'open-mouths-mislabelled';
}

/**
 * How far the labels that the nets learned from can be trusted, where that was studied attribute by attribute.
 *
 * Wu, Bezold, Günther, Boult, King, Bowyer: "Consistency and Accuracy of CelebA Attribute Values", CVPR Workshops 2023,
 * arXiv 2210.07356. Two people who labelled the same photos agreed no better than chance on high cheekbones, pointy nose
 * and oval face. An audit of CelebA's own labels found up to 40 % of "has a beard" wrong, and about 20 % of "mouth
 * slightly open" (2 % of "mouth closed"). Its abstract names no others; they are "not studied" here, not "good". On only
 * 12 of the 40 did the two people agree 95 times in 100.
 */
export const LABEL_RELIABILITY: { readonly [Name in AttributeName]?: LabelReliability } = {
  High_Cheekbones: { level: 'low', finding: 'random-agreement' },
  Oval_Face: { level: 'low', finding: 'random-agreement' },
  Pointy_Nose: { level: 'low', finding: 'random-agreement' },
  No_Beard: { level: 'low', finding: 'beards-mislabelled' },
  Mouth_Slightly_Open: { level: 'medium', finding: 'open-mouths-mislabelled' },
};
