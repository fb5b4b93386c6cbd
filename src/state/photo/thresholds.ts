import { computed, type ReadonlySignal } from '@preact/signals';
import { thresholdOf } from '../../domain/strictness';
import type { Store } from '../page/store';

/**
 * The thresholds that somebody chose instead of the models' own, in the order of `ATTRIBUTES`, 0–1; undefined where these
 * stay, and until the models are there. The same list as long as neither changes.
 */
export const wantedThresholds = ({ state }: Store): ReadonlySignal<readonly number[] | undefined> => {
  const entries = computed(() => {
    const { engine } = state.value;
    return engine.kind === 'ready' ? engine.ready.manifest.attributes : undefined;
  });
  const strictness = computed(() => state.value.strictness);
  return computed(() =>
    strictness.value === 'strict' ? undefined : entries.value?.map((entry) => thresholdOf(entry, strictness.value)),
  );
};
