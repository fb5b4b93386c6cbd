import { readFileSync } from 'node:fs';
import { type Browser, expect as expectOf } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, serve } from './browser';
import { scratch } from './scratch';

/** A program of the page of recipes, and what it shows. */
interface Recipe {
  readonly title: string;
  readonly language: string;
  readonly program: string;
  readonly shown: string;
}

const RECIPE = /^### (.+)\n[^#]*?```(html|js node)\n([\s\S]*?)```\n\n```text\n([\s\S]*?)\n```/gm;
const recipes = [...readFileSync('docs/library.md', 'utf8').matchAll(RECIPE)].map(
  ([, title = '', language = '', program = '', shown = '']): Recipe => ({ title, language, program, shown }),
);

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe('a recipe of docs/library.md shows what stands under it:', () => {
  it.each(recipes.filter(({ language }) => language === 'js node'))('$title', ({ title, program, shown }) => {
    const made = scratch({ 'main.js': program }, title.includes('without sharp') ? [] : ['sharp']);
    expect(made.node('main.js').trim()).toBe(shown);
  });

  it.each(recipes.filter(({ language }) => language === 'html'))('$title', async ({ program, shown }) => {
    const server = await serve(scratch({ 'index.html': program }).folder);
    const page = await browser.newPage();
    try {
      await page.goto(server.url);
      await expectOf(page.locator('p')).toHaveText(shown, { timeout: 60_000 });
    } finally {
      await page.close();
      server.stop();
    }
  });

  it('and there are four of them', () => {
    expect(recipes).toHaveLength(4);
  });
});
