import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { ATTRIBUTES } from '../../src/domain/attributes';
import { FAULT_NAMES } from '../../src/domain/errors';
import { firstLanguage, language, speak, texts } from '../../src/i18n';
import { en } from '../../src/i18n/en';
import { noticeText } from '../../src/i18n/words';
import { zhCN } from '../../src/i18n/zh-CN';
import { textAt } from '../../src/ui/page/static-texts';

const PAGE = readFileSync(new URL('../../index.html', import.meta.url), 'utf8');

afterEach(() => speak('en'));

describe('the language', () => {
  it.each([
    [null, ['de-DE', 'zh-HK', 'en'], 'zh-CN'],
    [null, ['en-GB', 'zh-CN'], 'en'],
    [null, ['fr', 'de'], 'en'],
    ['zh-CN', ['en'], 'zh-CN'],
    ['klingon', ['zh'], 'zh-CN'],
    ['toString', ['en'], 'en'],
  ])('after the choice %s, with a browser that prefers %j, is %s', (chosen, preferred, first) => {
    expect(firstLanguage(chosen, preferred)).toBe(first);
  });

  it('changes everything that is said at once', async () => {
    await speak('zh-CN');
    expect(language.value).toBe('zh-CN');
    expect(texts.value.places.album).toBe('相册');
  });

  it('is the one that was asked for last', async () => {
    await Promise.all([speak('zh-CN'), speak('en')]);
    expect(language.value).toBe('en');
  });
});

describe('the texts', () => {
  it('that stand in the page for its first paint are those of the English file', () => {
    const standing = [...PAGE.matchAll(/data-text="([^"]+)">([^<]*)</g)];
    expect(standing.length).toBeGreaterThan(10);
    for (const [, path = '', text] of standing) expect(textAt(en, path)).toBe(text);
    for (const [, label, path = ''] of PAGE.matchAll(/aria-label="([^"]+)" data-text-label="([^"]+)"/g)) {
      expect(textAt(en, path)).toBe(label);
    }
  });

  it('have a Chinese name for each attribute and a Chinese sentence for each fault', () => {
    const isChinese = (text: string | undefined): boolean => /\p{Script=Han}/u.test(text ?? '');
    expect(ATTRIBUTES.filter((name) => !isChinese(zhCN.attributes[name]))).toEqual([]);
    expect(FAULT_NAMES.filter((name) => !isChinese(zhCN.faults[name]))).toEqual([]);
  });

  it('say a fault in Chinese, with the English message as its detail', async () => {
    const notice = { message: 'a.jpg is empty.', fault: 'EmptyFile' } as const;
    expect(noticeText(notice)).toEqual({ text: 'a.jpg is empty.' });
    await speak('zh-CN');
    expect(noticeText(notice)).toEqual({ text: '这个文件是空的。', detail: 'a.jpg is empty.' });
  });
});
