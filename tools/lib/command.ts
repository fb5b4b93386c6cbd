import { Fault } from '../../src/domain/errors';
import { EXIT, endOnSignals, OutputClosed, OutputFailed } from './output';

/** Something in the arguments or in the files they name is wrong; the message says what, and what was expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Whether an error's message is written for the person at the terminal. */
const isForPeople = (error: unknown): error is Error =>
  error instanceof Fault ||
  error instanceof UsageError ||
  error instanceof OutputFailed ||
  // What node:util's parseArgs throws for an unknown or incomplete option.
  (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

/** The exit code that an error ends a command with. */
const codeOf = (error: unknown): number => {
  if (error instanceof OutputClosed) return EXIT.closed;
  return error instanceof OutputFailed ? EXIT.unwritten : EXIT.failed;
};

/** Runs a command and sets the exit code: what it returns, or that of an error, with one line of plain words on stderr. */
export const runCommand = async (main: (args: string[]) => Promise<number>): Promise<void> => {
  endOnSignals();
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    process.exitCode = codeOf(error);
    // Somebody who closed the output knows that it is closed.
    if (!(error instanceof OutputClosed)) console.error(isForPeople(error) ? error.message : error);
  }
};

/**
 * A whole number from the command line.
 * @throws UsageError when it isn't one, or is below `least`.
 */
export const wholeNumber = (option: string, text: string, least: number): number => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least) return number;
  throw new UsageError(`--${option} takes a whole number from ${least} on, not "${text}".`);
};

/** An option that can't be left out. @throws UsageError that quotes the usage. */
export const required = (option: string, value: string | undefined, usage: string): string => {
  if (value) return value;
  throw new UsageError(`--${option} is missing.\n${usage}`);
};
