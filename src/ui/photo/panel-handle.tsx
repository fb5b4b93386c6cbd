import { useRef } from 'preact/hooks';
import { texts } from '../../i18n';
import { SHEETS, sheetPulled } from '../../state/photo/panel-settings';
import type { ViewProps } from '../shared/view-props';
import { nearestSheet, nextSheet, sheetHeights } from './panel-sheet';

/** A pointer that moves less than this, CSS pixels, still clicks. */
const CLICK_SLACK = 5;

interface Pull {
  readonly place: HTMLElement;
  readonly startY: number;
  readonly startHeight: number;
  moved: number;
}

/** By which the panel is pulled up and down on a phone; a click goes one step, arrow keys do both. */
export const PanelHandle = ({ store }: Pick<ViewProps, 'store'>) => {
  const pull = useRef<Pull | undefined>(undefined);
  const { sheet } = store.state.value.panel;
  const { showSheet, hideSheet } = texts.value.panel;

  const heightAt = ({ startHeight, startY, place }: Pull, y: number): number => {
    const { low, high } = sheetHeights(place.clientHeight);
    return Math.min(Math.max(startHeight + startY - y, low), high);
  };
  const onDown = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    const { currentTarget, clientY, pointerId } = event;
    const place = currentTarget.closest<HTMLElement>('.photo-place');
    const panel = currentTarget.closest<HTMLElement>('.panel');
    if (!place || !panel) return;
    currentTarget.setPointerCapture(pointerId);
    pull.current = { place, startY: clientY, startHeight: panel.clientHeight, moved: 0 };
  };
  const onMove = ({ clientY }: PointerEvent): void => {
    const pulled = pull.current;
    if (!pulled) return;
    pulled.moved = Math.max(pulled.moved, Math.abs(clientY - pulled.startY));
    // The hand leads; the state learns where it ended.
    if (pulled.moved > CLICK_SLACK) pulled.place.style.setProperty('--sheet', `${heightAt(pulled, clientY)}px`);
  };
  const onUp = ({ clientY }: PointerEvent): void => {
    const pulled = pull.current;
    pull.current = undefined;
    if (!pulled) return;
    pulled.place.style.removeProperty('--sheet');
    const heights = sheetHeights(pulled.place.clientHeight);
    const isClick = pulled.moved <= CLICK_SLACK;
    store.apply(sheetPulled, isClick ? nextSheet(sheet) : nearestSheet(heightAt(pulled, clientY), heights));
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const next = step !== undefined && SHEETS[SHEETS.indexOf(sheet) + step];
    if (event.key === 'Enter' || event.key === ' ') store.apply(sheetPulled, nextSheet(sheet));
    else if (next) store.apply(sheetPulled, next);
    else if (step === undefined) return;
    event.preventDefault();
  };
  return (
    <button
      type="button"
      class="sheet-handle"
      aria-label={sheet === 'high' ? hideSheet : showSheet}
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={onUp}
      onKeyDown={onKey}
    />
  );
};
