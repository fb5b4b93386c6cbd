import { type ReadonlySignal, signal } from '@preact/signals';
import { type AppState, INITIAL_STATE } from './app-state';

/** A transition of `transitions.ts`: the state before and what happened make the state after. */
export type Transition<What extends readonly unknown[]> = (state: AppState, ...what: What) => AppState;

/** The one place where the state changes. */
export interface Store {
  readonly state: ReadonlySignal<AppState>;
  apply<What extends readonly unknown[]>(transition: Transition<What>, ...what: What): void;
}

export const createStore = (initial: AppState = INITIAL_STATE): Store => {
  const state = signal(initial);
  return {
    state,
    apply(transition, ...what) {
      state.value = transition(state.value, ...what);
    },
  };
};
