import type { AttributeGroup } from '../../domain/attribute-info';
import type { AttributeName } from '../../domain/attributes';
import type { AppState } from '../page/app-state';

/** Orders of the panel's rows. `unusual`: the farther from how common an attribute is, the higher. */
export const SORTS = ['groups', 'strength', 'unusual', 'name'] as const;
export type Sort = (typeof SORTS)[number];

/** How far the panel is pulled up where it is a sheet. */
export const SHEETS = ['low', 'half', 'high'] as const;
export type Sheet = (typeof SHEETS)[number];

/** How somebody likes the panel; stays while faces and photos change. */
export interface PanelSettings {
  readonly sort: Sort;
  /** What was typed; empty: every attribute is shown. */
  readonly search: string;
  /** Whether attributes that judge a person are shown. */
  readonly unfolded: boolean;
  /** The groups of which all rows are shown, not only what is present. */
  readonly groups: readonly AttributeGroup[];
  /** The rows that are open. */
  readonly opened: readonly AttributeName[];
  readonly sheet: Sheet;
}

export const INITIAL_PANEL: PanelSettings = {
  sort: 'groups',
  search: '',
  unfolded: false,
  groups: [],
  opened: [],
  sheet: 'half',
};

const withPanel = (state: AppState, change: Partial<PanelSettings>): AppState => ({
  ...state,
  panel: { ...state.panel, ...change },
});

export const sortChosen = (state: AppState, sort: Sort): AppState => withPanel(state, { sort });

export const searchTyped = (state: AppState, search: string): AppState => withPanel(state, { search });

export const sensitiveUnfolded = (state: AppState, unfolded: boolean): AppState => withPanel(state, { unfolded });

export const sheetPulled = (state: AppState, sheet: Sheet): AppState => withPanel(state, { sheet });

export const groupUnfolded = (state: AppState, group: AttributeGroup, open: boolean): AppState => {
  const others = state.panel.groups.filter((other) => other !== group);
  return withPanel(state, { groups: open ? [...others, group] : others });
};

/** Opens a closed row and closes an open one. */
export const rowToggled = (state: AppState, name: AttributeName): AppState => {
  const { opened } = state.panel;
  return withPanel(state, {
    opened: opened.includes(name) ? opened.filter((other) => other !== name) : [...opened, name],
  });
};
