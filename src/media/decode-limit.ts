import { Fault } from '../domain/errors';

/** How long decoding may take, seconds: a large photo takes some on a slow phone. */
const LIMIT = 60;

/**
 * Gives up waiting for a decoder after a while: it can't be stopped, but the next photo needn't wait for it.
 * @param late is given what comes after all
 * @throws Fault `ImageTooLarge` after {@link LIMIT} seconds; whatever `decoding` throws
 */
export const withinTime = async <T>(
  name: string,
  decoding: Promise<T>,
  late: (decoded: T) => void,
  seconds: number = LIMIT,
): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const message = `${name} takes longer than ${seconds} seconds to decode, which is given up. Save it again, smaller, and try again.`;
  const over = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => {
      decoding.then(late, () => undefined);
      refuse(new Fault('ImageTooLarge', message));
    }, 1000 * seconds);
  });
  try {
    return await Promise.race([decoding, over]);
  } finally {
    clearTimeout(timer);
  }
};
