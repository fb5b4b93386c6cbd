import { noticeDismissed } from '../state/transitions';
import type { ViewProps } from './view-props';

/** What went wrong, in plain words, until somebody has read it. */
export const AlertsView = ({ store }: ViewProps) =>
  store.state.value.notices.map((notice) => (
    <div key={notice} class="alert" role="alert">
      <p>{notice}</p>
      <button type="button" class="button quiet" onClick={() => store.apply(noticeDismissed, notice)}>
        Dismiss
      </button>
    </div>
  ));
