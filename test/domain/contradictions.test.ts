import { describe, expect, it } from 'vitest';
import type { AttributeName } from '../../src/domain/attributes';
import { contradicting, contradictionsOf } from '../../src/domain/contradictions';

describe('contradictions', () => {
  it.each<[AttributeName, AttributeName]>([
    ['No_Beard', 'Goatee'],
    ['No_Beard', 'Mustache'],
    ['No_Beard', '5_o_Clock_Shadow'],
    ['No_Beard', 'Sideburns'],
    ['Bald', 'Bangs'],
    ['Bald', 'Brown_Hair'],
    ['Bald', 'Wavy_Hair'],
    ['Straight_Hair', 'Wavy_Hair'],
  ])('%s and %s are told, on both', (one, other) => {
    expect(contradictionsOf([other, 'Smiling', one])).toEqual([[one, other]]);
    expect(contradicting(one, [one, other])).toEqual([other]);
    expect(contradicting(other, [one, other])).toEqual([one]);
  });

  it('are none where only one of the two is present', () => {
    expect(contradictionsOf(['No_Beard', 'Bald', 'Smiling'])).toEqual([]);
    expect(contradicting('Goatee', ['No_Beard'])).toEqual([]);
  });

  it('are none between two hair colours', () => {
    expect(contradictionsOf(['Brown_Hair', 'Blond_Hair', 'Gray_Hair', 'Black_Hair'])).toEqual([]);
  });

  it('name everything that one attribute contradicts', () => {
    expect(contradicting('No_Beard', ['No_Beard', 'Goatee', 'Mustache'])).toEqual(['Goatee', 'Mustache']);
  });
});
