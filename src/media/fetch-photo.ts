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
