import { type FaultName, faultNameOf, messageOf } from '../domain/errors';
import type { ImportState, RefusedFile } from './album-state';

/** Faults that no other photo would fare better with: adding waits until somebody tries again. */
const HOPELESS: readonly FaultName[] = ['ModelMissing', 'ModelDamaged', 'ManifestInvalid', 'NoBackend'];

/** A file that didn't make it into the album, with the reason. */
export const refusal = (name: string, error: unknown): RefusedFile => {
  const fault = faultNameOf(error);
  return { name, message: messageOf(error), ...(fault && { fault }) };
};

/** Whether trying other photos makes no sense. */
export const isHopeless = ({ fault }: RefusedFile): boolean => fault !== undefined && HOPELESS.includes(fault);

/** What a file that was refused changes. */
export const refusedFile = ({ others, refused }: ImportState, file: RefusedFile): Partial<ImportState> =>
  file.fault === 'NotAnImage' ? { others: [...others, file.name] } : { refused: [...refused, file] };
