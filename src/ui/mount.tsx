import { effect } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import { AlertsView } from './alerts-view';
import { EngineView } from './engine-view';
import { PhotoView } from './photo-view';
import { listenToStart } from './start';
import type { ViewProps } from './view-props';

/** Puts the views into the places that `index.html` keeps for them and brings its start to life. */
export const mountViews = (page: Document, props: ViewProps): void => {
  const put = (id: string, View: ComponentType<ViewProps>): void => {
    const place = page.getElementById(id);
    if (!place) throw new Error(`index.html has no place called "${id}".`);
    render(<View {...props} />, place);
  };
  put('engine', EngineView);
  put('alerts', AlertsView);
  put('photo', PhotoView);
  listenToStart(page, props.actions);
  // The style sheet shows the start or the photo by this.
  effect(() => {
    page.documentElement.dataset.place = props.store.state.value.place;
  });
};
