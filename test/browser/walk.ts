import { test as base, type Page } from '@playwright/test';

export * from '@playwright/test';

/** What went wrong in any page since the test began, without being told to the person. */
const unheard: string[] = [];

const watched = new WeakSet<Page>();

/** Lets the test fail where the page throws an error or leaves a rejection unhandled. */
export const watch = (page: Page): void => {
  if (watched.has(page)) return;
  watched.add(page);
  page.on('pageerror', (error) => unheard.push(error.stack ?? error.message));
};

/** Playwright's `test`, which fails on every error that a page throws and nobody handles. */
export const test = base.extend<{ readonly silence: undefined }>({
  context: async ({ context }, use) => {
    context.on('page', watch);
    await use(context);
  },
  silence: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it what the fixture needs.
    async ({}, use) => {
      unheard.length = 0;
      await use(undefined);
      base.expect(unheard, 'errors that nobody handled').toEqual([]);
    },
    { auto: true },
  ],
});
