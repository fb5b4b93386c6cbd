import { NAME_HEADER, SHARE_FIELD } from '../pwa/wire';

/**
 * Puts the photos of a shared form where the page will take them from.
 * @param request the form that the system posts
 * @param openCache the cache of waiting photos
 * @param scope address of the page
 * @returns the answer to the system: go on to the page
 */
export const receiveShared = async (
  request: Request,
  openCache: () => Promise<Cache>,
  scope: string,
): Promise<Response> => {
  const form = await request.formData();
  const files = form.getAll(SHARE_FIELD).filter((value) => value instanceof File);
  const cache = await openCache();
  await Promise.all(
    files.map((file, index) => {
      // The number keeps their order; the time keeps two shared lots apart.
      const address = new URL(`shared/${Date.now()}-${String(index).padStart(5, '0')}`, scope).href;
      const headers = { 'Content-Type': file.type, [NAME_HEADER]: encodeURIComponent(file.name) };
      return cache.put(address, new Response(file, { headers }));
    }),
  );
  // 303: the page is to be got, not posted to.
  return Response.redirect(scope, 303);
};
