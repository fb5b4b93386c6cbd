import type { Actions } from './view-props';

/** The file inputs and the examples stand in `index.html`, to be there with the first paint; this listens to them. */
export const listenToStart = (page: Document, actions: Pick<Actions, 'openFiles' | 'openExample'>): void => {
  for (const input of page.querySelectorAll<HTMLInputElement>('input[type="file"]')) {
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])];
      // Otherwise choosing the same file again would be no change.
      input.value = '';
      if (files.length > 0) actions.openFiles(files);
    });
  }
  for (const link of page.querySelectorAll<HTMLAnchorElement>('a[data-example]')) {
    link.addEventListener('click', (event) => {
      // With a modifier key the link opens the picture itself, as links do.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      actions.openExample(link.textContent?.trim() ?? '', link.href);
    });
  }
};
