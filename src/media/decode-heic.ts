import { Fault } from '../domain/errors';
import { ifAllowed } from '../domain/if-allowed';
import { stillOf } from './canvas';
import { damagedImage, MAX_PIXELS, tooManyPixels } from './check-image';
import { HeicDecoder, type HeicOutcome } from './heic-decoder';

/** Called when a HEIC photo has to wait for the decoder to be fetched; what it returns is called when that is over. */
export type OnHeicWait = (name: string) => () => void;

const decoder = new HeicDecoder(
  // Written out here, because Vite finds a worker by this very expression.
  () => new Worker(new URL('../heic/heic.worker.ts', import.meta.url), { type: 'module' }),
  ifAllowed(() => globalThis.navigator?.locks),
);

/** The fault that an outcome is, in words. */
export const heicFault = (name: string, outcome: Exclude<HeicOutcome, { kind: 'decoded' }>): Fault => {
  switch (outcome.kind) {
    case 'unsupported':
      return new Fault(
        'UnsupportedFormat',
        `${name} is a kind of HEIC photo that neither this browser nor the built-in decoder can open. Save it as JPEG or PNG and try again.`,
      );
    case 'too-large':
      return tooManyPixels(name, outcome.reason);
    case 'no-decoder':
      return new Fault(
        'UnsupportedFormat',
        `${name} is a HEIC photo, which this browser can't open, and the built-in decoder couldn't be fetched. Connect to the network and try again: after the first time it works offline too.`,
      );
    case 'gave-up':
      return new Fault(
        'DamagedImage',
        `${name} looks like a HEIC photo, but the built-in decoder gave up on it. It may be damaged or too large. Save it as JPEG and try again.`,
      );
    case 'damaged':
      return damagedImage(name, 'heic');
  }
};

/**
 * Decodes a HEIC photo that this browser can't, in a worker that is fetched when the first one comes.
 * @param bytes are taken over
 * @throws Fault, worded for the person who opened the file
 */
export const decodeHeicFile = async (
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  onWait: OnHeicWait | undefined,
): Promise<{ readonly bitmap: ImageBitmap; readonly picture: Blob }> => {
  const waited = decoder.isReady ? undefined : onWait?.(name);
  try {
    const outcome = await decoder.decode({ bytes, maxPixels: MAX_PIXELS });
    if (outcome.kind === 'decoded') {
      const { bitmap, picture } = outcome;
      return { bitmap, picture: picture ?? (await stillOf(bitmap)) };
    }
    throw heicFault(name, outcome);
  } finally {
    waited?.();
  }
};
