/**
 * Starts a worker of this library. Browsers start none from another origin, where a library may well lie; but they let a
 * worker of the page's own import its code from there.
 * @param code address of the worker's module
 * @param files addresses of the files that it fetches, by name: a bundler may have moved them away from it
 */
export const startWorker = (code: URL, files: Readonly<Record<string, string>>): Worker => {
  const absolute = Object.entries(files).map(([name, url]) => [name, new URL(url, document.baseURI).href]);
  const found = `#${encodeURIComponent(JSON.stringify(Object.fromEntries(absolute)))}`;
  const { href, origin } = new URL(code, document.baseURI);
  if (origin === location.origin) return new Worker(href + found, { type: 'module' });
  const begin = URL.createObjectURL(new Blob([`import ${JSON.stringify(href)};`], { type: 'text/javascript' }));
  return new Worker(begin + found, { type: 'module' });
};
