import { effect } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import { AboutView } from './about-view';
import { AlertsView } from './alerts-view';
import { EngineView } from './engine-view';
import { MenuView } from './menu-view';
import { OfflineView } from './offline-view';
import { PhotoView } from './photo-view';
import { route } from './router';
import { listenToStart } from './start';
import { translateStatic } from './static-texts';
import { texts } from './texts';
import { followLanguage } from './texts/remembered';
import type { ViewProps } from './view-props';

/** Puts the views into the places that `index.html` keeps for them and brings its start to life. */
export const mountViews = (page: Document, props: ViewProps): void => {
  const put = (id: string, View: ComponentType<ViewProps>): void => {
    const place = page.getElementById(id);
    if (!place) throw new Error(`index.html has no place called "${id}".`);
    render(<View {...props} />, place);
  };
  put('engine', EngineView);
  put('menu', MenuView);
  put('alerts', AlertsView);
  put('offline', OfflineView);
  put('photo', PhotoView);
  put('about', AboutView);
  listenToStart(page, props.actions);
  route(page, props.store, props.album);
  followLanguage(page);
  effect(() => {
    page.title = texts.value.titles[props.store.state.value.place];
  });
  effect(() => translateStatic(page));
};
