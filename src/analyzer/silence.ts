const CHECK_EVERY_MS = 1_000;

/**
 * Calls back once when a count hasn't grown for a number of checks, one second apart. Checks are counted and not time: a
 * page that was asleep, or a machine that had no time for it, says nothing about the one that is listened to.
 * @returns ends it
 */
export const whenSilent = (signs: () => number, onSilent: () => void, checks: number): (() => void) => {
  let last = signs();
  let silent = 0;
  const timer = setInterval(() => {
    silent = signs() === last ? silent + 1 : 0;
    last = signs();
    if (silent < checks) return;
    clearInterval(timer);
    onSilent();
  }, CHECK_EVERY_MS);
  return () => clearInterval(timer);
};
