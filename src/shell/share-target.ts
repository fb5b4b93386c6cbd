import { LEFT_OUT_HEADER, NAME_HEADER, SHARE_FIELD } from '../pwa/wire';

/** What is taken of one lot: more than people share at once, and little enough for any phone. */
const MOST_PHOTOS = 50;
const MOST_BYTES = 500_000_000;

/** What a request tells of where it comes from. */
type Origins = Pick<Request, 'referrer' | 'destination' | 'headers'>;

/**
 * Whether the device's share sheet sent a form, and not another site's page. `Sec-Fetch-Site` would say so, but Chromium
 * doesn't show it to service workers; it shows the page's origin and referrer. A page that hides both can't be told from
 * the share sheet: that is one more reason why shared photos are only looked at, never kept.
 */
export const isFromDevice = ({ referrer, destination, headers }: Origins): boolean => {
  const site = headers.get('Sec-Fetch-Site');
  // A page that hides its referrer has the origin `null`, but so may the share sheet.
  const isOfPage = (referrer !== '' && referrer !== 'about:client') || (headers.get('Origin') ?? 'null') !== 'null';
  const isInFrame = destination !== '' && destination !== 'document';
  return (site === null || site === 'none') && !isOfPage && !isInFrame;
};

/** The first photos of a lot, as many as are taken. */
export const photosTaken = <T extends Pick<Blob, 'size'>>(files: readonly T[]): readonly T[] => {
  let bytes = 0;
  return files.slice(0, MOST_PHOTOS).filter(({ size }) => {
    const fits = bytes + size <= MOST_BYTES;
    if (fits) bytes += size;
    return fits;
  });
};

/**
 * Puts the photos of a shared form where the page will take them from.
 * @param request the form that the system posts
 * @param openCache the cache of waiting photos
 * @param scope address of the page
 * @returns the answer to the system: go on to the page; 403 for a form of another site, of which nothing is read
 */
export const receiveShared = async (
  request: Request,
  openCache: () => Promise<Cache>,
  scope: string,
): Promise<Response> => {
  if (!isFromDevice(request)) return new Response('Only this device can share photos with Facet.', { status: 403 });
  const form = await request.formData();
  const files = form.getAll(SHARE_FIELD).filter((value) => value instanceof File);
  const wanted = photosTaken(files);
  const cache = await openCache();
  // The time keeps two shared lots apart; the number keeps their order.
  const put = (place: string, response: Response): Promise<void> =>
    cache.put(new URL(`shared/${Date.now()}-${place}`, scope).href, response);
  await Promise.all(
    wanted.map((file, index) => {
      const headers = { 'Content-Type': file.type, [NAME_HEADER]: encodeURIComponent(file.name) };
      return put(String(index).padStart(5, '0'), new Response(file, { headers }));
    }),
  );
  const leftOut = files.length - wanted.length;
  if (leftOut > 0) await put('left-out', new Response(null, { headers: { [LEFT_OUT_HEADER]: `${leftOut}` } }));
  // 303: the page is to be got, not posted to.
  return Response.redirect(scope, 303);
};
