/** Photos differ in size: this many of the last ones speak for those to come. */
const RECENT = 20;

/** From so few photos on an estimate is worth showing. */
const ENOUGH = 4;

/**
 * Estimates how long the rest takes.
 * @param took milliseconds that each photo took, oldest first; the first one, which may have waited for the nets to be
 *   loaded, says nothing about the others
 * @returns an empty object while nobody can say
 */
export const timeLeft = (took: readonly number[], left: number): { readonly millisecondsLeft?: number } => {
  const recent = took.slice(1).slice(-RECENT);
  if (recent.length < ENOUGH - 1 || left <= 0) return {};
  const mean = recent.reduce((sum, each) => sum + each, 0) / recent.length;
  return { millisecondsLeft: Math.round(mean * left) };
};
