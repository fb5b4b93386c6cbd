/** Every fault a user can meet. Over comlink an error keeps only `name` and `message`, so the kind lives in `name`. */
export const FAULT_NAMES = [
  'EmptyFile',
  'EmptyFolder',
  'NotAnImage',
  'CameraRaw',
  'NotDownloaded',
  'FromElsewhere',
  'UnsupportedFormat',
  'DamagedImage',
  'ImageTooLarge',
  'ModelMissing',
  'ModelDamaged',
  'ManifestInvalid',
  'NotKept',
  'NoBackend',
  'BackendFailed',
  'WorkerLost',
  'PixelsHidden',
  'Cancelled',
] as const;

export type FaultName = (typeof FAULT_NAMES)[number];

/** A fault with a plain-words message: what happened, what was expected, what to do. */
export class Fault extends Error {
  override readonly name: FaultName;
  constructor(name: FaultName, message: string) {
    super(message);
    this.name = name;
  }
}

/** Whether an error, possibly one that crossed a worker boundary, is a fault of this kind. */
export const isFault = (error: unknown, name: FaultName): boolean => error instanceof Error && error.name === name;

/** Which kind of fault an error is, also after it crossed a worker boundary; none if it is no fault. */
export const faultNameOf = (error: unknown): FaultName | undefined =>
  FAULT_NAMES.find((known) => isFault(error, known));

/** What browsers throw, by its name: their own words are for programmers, and often in no language of the person's. */
const BROWSER_ERRORS: Readonly<Record<string, string>> = {
  SecurityError: "the browser doesn't allow it here",
  NotAllowedError: "the browser doesn't allow it here",
  QuotaExceededError: 'there is no room left',
  RangeError: "there isn't enough memory",
  ReferenceError: 'this browser lacks what it takes',
  NetworkError: 'the connection failed',
  TimeoutError: 'it took too long',
};

/** Whether an error speaks our own words, or those of the libraries that we use. */
const isOurs = (error: Error): boolean => error.name === 'Error' || faultNameOf(error) !== undefined;

/** What an unknown thrown value says, in plain words, for the end of a sentence. */
export const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'for an unknown reason';
  return isOurs(error) ? error.message : (BROWSER_ERRORS[error.name] ?? 'the browser refused');
};

/** The same as a whole sentence. @param what failed, as the beginning of one */
export const sentenceOf = (what: string, error: unknown): string =>
  error instanceof Error && isOurs(error) ? error.message : `${what}: ${messageOf(error)}. Try it again.`;

/** The fault that an error is, also after it crossed a worker boundary; any other error becomes one named `otherwise`. */
export const toFault = (error: unknown, otherwise: FaultName): Fault => {
  if (error instanceof Fault) return error;
  return new Fault(faultNameOf(error) ?? otherwise, messageOf(error));
};
