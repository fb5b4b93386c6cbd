import type { Actions } from '../shared/view-props';

/** Files come in through inputs that stand in `index.html`; whatever has `data-pick` opens one of them, by its id. */
const listenToInputs = (page: Document, openFiles: Actions['openFiles']): void => {
  page.addEventListener('click', ({ target }) => {
    const opener = target instanceof Element ? target.closest<HTMLElement>('[data-pick]') : null;
    if (opener) page.getElementById(opener.dataset.pick ?? '')?.click();
  });
  for (const input of page.querySelectorAll<HTMLInputElement>('input[type="file"]')) {
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      // Otherwise choosing the same file again would be no change.
      input.value = '';
      if (files.length > 0) openFiles(files);
    });
  }
};

/** The addresses of the example photos. */
export const exampleUrls = (page: Document): string[] =>
  [...page.querySelectorAll<HTMLAnchorElement>('a[data-example]')].map(({ href }) => href);

/** The start stands in `index.html`, to be there with the first paint; this listens to it. */
export const listenToStart = (page: Document, actions: Pick<Actions, 'openFiles' | 'openExample'>): void => {
  listenToInputs(page, actions.openFiles);
  for (const link of page.querySelectorAll<HTMLAnchorElement>('a[data-example]')) {
    link.addEventListener('click', (event) => {
      // With a modifier key the link opens the picture itself, as links do.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      actions.openExample(link.textContent?.trim() ?? '', link.href);
    });
  }
};
