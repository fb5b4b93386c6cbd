import { Fault } from '../domain/errors';

/** Two grey pixels square: whether a browser opens AVIF at all can only be asked by an example. */
const EXAMPLE =
  'AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAAA+gABAAAAAAAAABwAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAAAIAAAACAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAAkbWRhdBIACgc4ADaQENBpMg8cQmLk6aaaYWNgAJA1jjU=';

/** Whether this browser opens AVIF pictures. */
export const opensAvif = async (): Promise<boolean> => {
  const bytes = Uint8Array.from(atob(EXAMPLE), (character) => character.charCodeAt(0));
  try {
    (await createImageBitmap(new Blob([bytes], { type: 'image/avif' }))).close();
    return true;
  } catch {
    return false;
  }
};

/** How far into a file its properties are looked for; they stand before the pixels. */
const HEAD = 64 * 1024;

/** Whether the file tells whoever shows it to crop or mirror the picture. */
export const isTransformed = (bytes: Uint8Array): boolean => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD));
  return head.includes('clap') || head.includes('imir');
};

/** The fault for such a file in a browser that opens other AVIF pictures. */
export const transformedAvif = (name: string): Fault =>
  new Fault(
    'UnsupportedFormat',
    `${name} is an AVIF picture that is stored cropped or mirrored. This browser opens AVIF pictures, but not these. Save it as JPEG or PNG and try again.`,
  );
