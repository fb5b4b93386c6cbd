import { Fault } from '../domain/errors';

/**
 * Fetches a photo that lies beside the page.
 * @param name what messages call the photo
 * @throws Fault `DamagedImage` when it can't be had
 */
export const fetchPhoto = async (name: string, url: string): Promise<Blob> => {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) {
    const reason = response ? `the server answered ${response.status}` : 'there is no connection';
    throw new Fault('DamagedImage', `${name} couldn't be fetched: ${reason}. Your own photos need no connection.`);
  }
  return response.blob();
};

/**
 * Fetches photos that lie beside the page, as files.
 * @throws Fault `DamagedImage` when one of them can't be had
 */
export const fetchFiles = (urls: readonly string[]): Promise<File[]> =>
  Promise.all(
    urls.map(async (url) => {
      const name = new URL(url).pathname.split('/').at(-1) ?? url;
      const photo = await fetchPhoto(name, url);
      return new File([photo], name, { type: photo.type });
    }),
  );
