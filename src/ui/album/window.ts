import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** What of a grid can be seen, in CSS pixels. */
export interface GridWindow {
  /** Of the grid; 0 until it has been measured. */
  readonly width: number;
  /** Of the window. */
  readonly height: number;
  /** How far the grid's upper edge is above the window's; negative while it is below. */
  readonly scrolled: number;
}

/** Scrolling by less than this draws nothing anew: the spare rows are higher. */
const STEP = 40;

/** Follows where a grid lies in the window. While its place is hidden the last measures hold, so that it keeps its height. */
export const useGridWindow = (grid: RefObject<HTMLElement | null>): GridWindow => {
  const [seen, setSeen] = useState<GridWindow>({ width: 0, height: 0, scrolled: 0 });
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element) return;
    const measure = (): void => {
      const { width, top } = element.getBoundingClientRect();
      if (width === 0) return;
      const now = { width, height: innerHeight, scrolled: Math.floor(-top / STEP) * STEP };
      setSeen((before) =>
        before.width === now.width && before.height === now.height && before.scrolled === now.scrolled ? before : now,
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    addEventListener('scroll', measure, { passive: true });
    addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      removeEventListener('scroll', measure);
      removeEventListener('resize', measure);
    };
  }, [grid]);
  return seen;
};

/** Scrolls so far that a row of the grid can be seen, clear of what lies over the window's edges. */
export const revealRow = (grid: HTMLElement, top: number, height: number, covered: { top: number; bottom: number }) => {
  const above = grid.getBoundingClientRect().top + top - covered.top;
  const below = grid.getBoundingClientRect().top + top + height - (innerHeight - covered.bottom);
  if (above < 0) scrollBy({ top: above });
  else if (below > 0) scrollBy({ top: below });
};
