import { describe, expect, it } from 'vitest';
import { INITIAL_STATE } from '../../../src/state/page/app-state';
import { createStore } from '../../../src/state/page/store';
import { faceChosen, photoAnalysed, photoOpened, photoOpening, photosAdded } from '../../../src/state/page/transitions';
import {
  groupUnfolded,
  rowToggled,
  searchTyped,
  sensitiveUnfolded,
  sheetPulled,
  sortChosen,
} from '../../../src/state/photo/panel-settings';
import { madeAnalysis, madeFace, picture } from '../page/made-state';

describe('how somebody likes the panel', () => {
  it('begins in groups, unsearched, with what judges a person folded', () => {
    expect(INITIAL_STATE.panel).toMatchObject({ sort: 'groups', search: '', unfolded: false, opened: [] });
  });

  it('stays while faces and photos change', () => {
    const store = createStore();
    store.apply(sortChosen, 'unusual');
    store.apply(searchTyped, 'hair');
    store.apply(sensitiveUnfolded, true);
    store.apply(groupUnfolded, 'hair', true);
    store.apply(rowToggled, 'Bangs');
    store.apply(sheetPulled, 'high');
    const liked = store.state.value.panel;
    store.apply(photosAdded, [{ id: 1, name: 'a.jpg' }]);
    store.apply(photoOpening, 1);
    store.apply(photoOpened, 1, picture('blob:a'));
    store.apply(photoAnalysed, 1, madeAnalysis([madeFace(), madeFace([], 50)]));
    store.apply(faceChosen, 1, 1);
    expect(store.state.value.panel).toEqual(liked);
    expect(liked).toEqual({
      sort: 'unusual',
      search: 'hair',
      unfolded: true,
      groups: ['hair'],
      opened: ['Bangs'],
      sheet: 'high',
    });
  });

  it('opens rows and closes them again, one by one', () => {
    const store = createStore();
    store.apply(rowToggled, 'Bangs');
    store.apply(rowToggled, 'Smiling');
    expect(store.state.value.panel.opened).toEqual(['Bangs', 'Smiling']);
    store.apply(rowToggled, 'Bangs');
    expect(store.state.value.panel.opened).toEqual(['Smiling']);
  });
});
