import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Size } from '../domain/geometry';

/** The room that a live picture has, CSS pixels. */
export interface LiveWindow extends Size {
  /** On a phone the picture fills the screen, and all labels stand in the list. */
  readonly isPhone: boolean;
}

/** As in the style sheets. */
const PHONE = '(width < 900px)';

/** Follows the size of an element; while its place is hidden the last one holds. */
export const useLiveWindow = (element: RefObject<HTMLElement | null>): LiveWindow | undefined => {
  const [seen, setSeen] = useState<LiveWindow>();
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = measured;
      if (width > 0 && height > 0) setSeen({ width, height, isPhone: matchMedia(PHONE).matches });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return seen;
};
