import { constants } from 'node:os';
import { messageOf } from '../../src/domain/errors';

/** Whoever read the output has gone, as `head` does: a command that goes on would work for nobody. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}

/** The output can't be written. */
export class OutputFailed extends Error {
  override readonly name = 'OutputFailed';
}

/** As shells say it: 128 and the signal's number. */
const signalCode = (signal: 'SIGINT' | 'SIGTERM' | 'SIGPIPE'): number => 128 + constants.signals[signal];

/** What a command ends with, for `--help` and the tests. */
export const EXIT = {
  done: 0,
  /** Something couldn't be read or analysed, or the command was called wrongly. */
  failed: 1,
  /** What was found couldn't be written. */
  unwritten: 3,
  interrupted: signalCode('SIGINT'),
  terminated: signalCode('SIGTERM'),
  closed: signalCode('SIGPIPE'),
} as const;

/** For `--help`. */
export const EXIT_WORDS = `Exit codes: ${EXIT.done} everything was analysed; ${EXIT.failed} something wasn't, or the command was called wrongly;
${EXIT.unwritten} the output couldn't be written; ${EXIT.interrupted} ended by Ctrl+C; ${EXIT.closed} whoever read the output closed it.`;

const REASONS: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EROFS: 'the disk can only be read',
  EACCES: "you don't have the permission",
};

/** The error for output that couldn't be written. @param where a file's name, or "The output" */
export const outputError = (where: string, error: unknown): Error => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return new OutputClosed(where);
  return new OutputFailed(`${where} couldn't be written: ${REASONS[code] ?? messageOf(error)}.`);
};

/**
 * Writes text and a line break to standard output, whole, before anything else happens.
 * @throws OutputClosed or OutputFailed
 */
export const writeLine = (text: string): Promise<void> =>
  new Promise((written, refuse) => {
    process.stdout.write(`${text}\n`, (error) => (error ? refuse(outputError('The output', error)) : written()));
  });

/** Ends on Ctrl+C and SIGTERM at once, but never within a line: lines are written in one go. */
export const endOnSignals = (): void => {
  // A stream's errors come to the callback of the write too; without a listener they would end the process as a bug.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  const end = (code: number) => (): void => {
    if (process.stdout.writableLength === 0) process.exit(code);
    process.stdout.once('drain', () => process.exit(code));
  };
  process.on('SIGINT', end(EXIT.interrupted));
  process.on('SIGTERM', end(EXIT.terminated));
};
