import { describe, expect, it } from 'vitest';
import { ATTRIBUTE_INFO } from '../../src/domain/attribute-info';
import { ATTRIBUTES, type AttributeName } from '../../src/domain/attributes';
import { englishSummary } from '../../src/i18n/en/sentence';
import { summaryFacts } from '../../src/i18n/sentence';
import { chineseSummary } from '../../src/i18n/zh-CN/sentence';

const english = (present: readonly AttributeName[], unfolded = false): string =>
  englishSummary(summaryFacts(present, unfolded));
const chinese = (present: readonly AttributeName[], unfolded = false): string =>
  chineseSummary(summaryFacts(present, unfolded));

const SENSITIVE = ATTRIBUTES.filter((name) => ATTRIBUTE_INFO[name].sensitive);
/** What tells nothing by being there. */
const LEFT_OUT: readonly AttributeName[] = ['No_Beard'];

describe('a face in one English sentence', () => {
  it.each<[readonly AttributeName[], string]>([
    [['Brown_Hair', 'Wavy_Hair', 'Eyeglasses', 'Smiling'], 'Wavy brown hair and eyeglasses, smiling.'],
    [['Brown_Hair', 'Gray_Hair'], 'Brown and gray hair.'],
    [['Straight_Hair'], 'Straight hair.'],
    [['Straight_Hair', 'Wavy_Hair'], 'Straight or wavy hair.'],
    [['Blond_Hair', 'Bangs'], 'Blond hair and bangs.'],
    [['Bald', 'Goatee', 'Mustache'], 'A bald head, a mustache and a goatee.'],
    [['5_o_Clock_Shadow', 'Receding_Hairline'], "A receding hairline and a 5 o'clock shadow."],
    [['Black_Hair', 'Sideburns', 'Wearing_Necktie'], 'Black hair, sideburns and a necktie.'],
    [['Wearing_Hat', 'Wearing_Earrings', 'Wearing_Necklace'], 'A hat, earrings and a necklace.'],
    [['Smiling', 'Mouth_Slightly_Open'], 'Smiling with the mouth slightly open.'],
    [['Mouth_Slightly_Open', 'Wearing_Lipstick'], 'Lipstick, the mouth slightly open.'],
    [['Blurry', 'Gray_Hair'], 'Gray hair. The picture of this face is blurry.'],
    [[], 'Nothing stands out.'],
    [['No_Beard'], 'Nothing stands out.'],
  ])('%j reads "%s"', (present, text) => {
    expect(english(present)).toBe(text);
  });

  it('never tells what judges a person', () => {
    expect(english(SENSITIVE)).toBe('Nothing stands out.');
    expect(english([...SENSITIVE, 'Smiling'])).toBe('Smiling.');
  });

  it('tells it as perceived, in a sentence of its own, once it is unfolded', () => {
    expect(english(['Male', 'Young', 'Brown_Hair', 'Big_Nose'], true)).toBe(
      'Brown hair. Perceived as young and male, with a big nose.',
    );
    expect(english(['Big_Lips', 'Narrow_Eyes'], true)).toBe('Perceived with big lips and narrow eyes.');
  });

  it('has words for every attribute', () => {
    for (const name of ATTRIBUTES.filter((other) => !LEFT_OUT.includes(other))) {
      expect(english([name], true)).not.toBe('Nothing stands out.');
      expect(english([name], true)).not.toMatch(/undefined|_| {2}/);
    }
  });
});

describe('a face in one Chinese sentence', () => {
  it.each<[readonly AttributeName[], string]>([
    [['Brown_Hair', 'Wavy_Hair', 'Eyeglasses', 'Smiling'], '棕色卷发、戴眼镜、面带微笑。'],
    [['Black_Hair', 'Gray_Hair', 'Mouth_Slightly_Open'], '黑色和灰白头发、嘴微张。'],
    [['Straight_Hair', 'Wavy_Hair'], '直发或卷发。'],
    [['Bald', 'Blurry'], '秃顶。这张脸拍得模糊。'],
    [[], '没有特别突出的地方。'],
  ])('%j reads "%s"', (present, text) => {
    expect(chinese(present)).toBe(text);
  });

  it('never tells what judges a person unless it is unfolded', () => {
    expect(chinese(SENSITIVE)).toBe('没有特别突出的地方。');
    expect(chinese(['Male', 'Young'], true)).toBe('看上去：年轻、男性。');
  });

  it('has words for every attribute', () => {
    for (const name of ATTRIBUTES.filter((other) => !LEFT_OUT.includes(other))) {
      expect(chinese([name], true)).not.toBe('没有特别突出的地方。');
    }
  });
});
