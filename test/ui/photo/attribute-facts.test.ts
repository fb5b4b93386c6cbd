import { describe, expect, it } from 'vitest';
import { commonness, factsOf } from '../../../src/ui/photo/attribute-facts';
import { MADE_MANIFEST } from '../../pipeline/made-cascade';

const entryOf = (wanted: string) => {
  const entry = MADE_MANIFEST.attributes.find(({ name }) => name === wanted);
  if (!entry) throw new Error(`The made manifest has no ${wanted}.`);
  return entry;
};
const measured = { accuracy: 0.9731, balancedAccuracy: 0.912, averagePrecision: 0.8, baseRate: 0.065 };

describe('what is known about an attribute', () => {
  it('is told in words, with what always giving the same answer would reach', () => {
    const texts = factsOf({ ...entryOf('Eyeglasses'), measured }, 'strict').map(({ text }) => text);
    expect(texts.slice(0, 3)).toEqual([
      'Right on 97 of 100 test photos. Always giving the commoner answer would be right on 94 of 100.',
      'Right on 91 of 100 when photos with it and photos without it weigh the same; guessing gives 50.',
      'About 1 in 15 test photos shows it.',
    ]);
    expect(texts.at(-1)).toMatch(/^Not studied for this attribute alone/);
  });

  it('says what the chosen strictness brings, where that was measured', () => {
    const choices = { strict: { right: 0.65, found: 0.1 }, balanced: { found: 0 }, wide: { right: 0.29, found: 0.84 } };
    const entry = { ...entryOf('Wearing_Necklace'), measured: { ...measured, choices } };
    const said = (strictness: 'strict' | 'balanced' | 'wide') =>
      factsOf(entry, strictness).find(({ term }) => term === 'When it counts as present')?.text;
    expect(said('strict')).toBe(
      'With “Few mistakes” it is right on 65 of 100 faces that it names, and finds 10 of 100 that have it.',
    );
    expect(said('wide')).toMatch(/^With “Find more” it is right on 29 of 100 .* finds 84 of 100/);
    expect(said('balanced')).toBe('With “Balanced” it is never said to be there.');
  });

  it('never claims to be always right', () => {
    const [accuracy] = factsOf({ ...entryOf('Eyeglasses'), measured: { ...measured, accuracy: 0.998 } }, 'strict');
    expect(accuracy?.text).toMatch(/^Right on more than 99 of 100 test photos/);
  });

  it('says so before anything was measured', () => {
    expect(factsOf(entryOf('Eyeglasses'), 'strict').map(({ text }) => text)).toContain('Not measured yet.');
  });

  it.each([
    ['High_Cheekbones', /^Little: .* by chance\.$/],
    ['No_Beard', /^Little: .* 40 of 100/],
    ['Mouth_Slightly_Open', /^Middling: .* 20 of 100/],
  ])('tells how far the labels of %s can be trusted, where that was published', (name, words) => {
    expect(factsOf(entryOf(name), 'strict').at(-1)?.text).toMatch(words);
  });

  it.each([
    [0.001, 'Almost no test photo shows it.'],
    [0.021, 'About 1 in 48 test photos shows it.'],
    [0.25, 'About 1 in 4 test photos shows it.'],
    [0.48, 'About 5 in 10 test photos show it.'],
    [0.83, 'About 8 in 10 test photos show it.'],
    [0.97, 'Almost every test photo shows it.'],
  ])('%f is common like this: %s', (share, words) => {
    expect(commonness(share)).toBe(words);
  });
});
