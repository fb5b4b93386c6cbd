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

/** What an unknown thrown value says, for the end of a sentence. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The fault that an error is, also after it crossed a worker boundary; any other error becomes one named `otherwise`. */
export const toFault = (error: unknown, otherwise: FaultName): Fault => {
  if (error instanceof Fault) return error;
  return new Fault(faultNameOf(error) ?? otherwise, messageOf(error));
};
