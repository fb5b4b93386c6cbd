import { beforeEach, describe, expect, it } from 'vitest';
import { StagePointers } from '../../../src/ui/photo/stage-pointers';
import type { Point } from '../../../src/ui/photo/stage-zoom';

/** As much of an element as pointers need. */
class Surface extends EventTarget {
  captured: number[] = [];
  getBoundingClientRect = () => ({ left: 100, top: 50 });
  setPointerCapture = (id: number): void => {
    this.captured.push(id);
  };
}

let surface: Surface;
let told: string[];
let clicks: number;
let canDrag: boolean;

/** A pointer at a point of the element; `ms` is when. */
const pointer = (type: string, id: number, x: number, y: number, ms = 0, pointerType = 'mouse'): void => {
  const event = new Event(type);
  const buttons = type === 'pointerup' ? 0 : 1;
  const parts = { pointerType, pointerId: id, clientX: x + 100, clientY: y + 50, button: 0, buttons, timeStamp: ms };
  for (const [name, value] of Object.entries(parts)) Object.defineProperty(event, name, { value });
  surface.dispatchEvent(event);
};

const tap = (x: number, y: number, ms: number): void => {
  pointer('pointerdown', 1, x, y, ms);
  pointer('pointerup', 1, x, y, ms + 20);
};

const click = (): void => {
  const event = new Event('click');
  Object.defineProperty(event, 'detail', { value: 1 });
  Object.defineProperty(event, 'stopPropagation', { value: () => (clicks -= 1) });
  clicks += 1;
  surface.dispatchEvent(event);
};

const at = ({ x, y }: Point): string => `${x},${y}`;

beforeEach(() => {
  surface = new Surface();
  told = [];
  clicks = 0;
  canDrag = true;
  const gestures = {
    onDrag: (dx: number, dy: number): boolean => {
      told.push(`drag ${dx},${dy}`);
      return canDrag;
    },
    onPinch: (dx: number, dy: number, factor: number, about: Point): void => {
      told.push(`pinch ${dx},${dy} ×${factor} at ${at(about)}`);
    },
    onSwipe: (dx: number, dy: number): void => {
      told.push(`swipe ${dx},${dy}`);
    },
    onDoubleTap: (point: Point): void => {
      told.push(`double tap at ${at(point)}`);
    },
  };
  new StagePointers(surface as unknown as HTMLElement, gestures, new AbortController().signal);
});

describe('fingers and the mouse on the photo', () => {
  it('drag it, and letting go is no click', () => {
    pointer('pointerdown', 1, 10, 10);
    pointer('pointermove', 1, 30, 15);
    pointer('pointerup', 1, 30, 15);
    click();
    expect(told).toEqual(['drag 20,5']);
    expect(surface.captured).toEqual([1]);
    expect(clicks).toBe(0);
  });

  it('still click when they tremble', () => {
    pointer('pointerdown', 1, 10, 10);
    pointer('pointermove', 1, 12, 11);
    pointer('pointerup', 1, 12, 11);
    click();
    expect(told).toEqual([]);
    expect(clicks).toBe(1);
  });

  it('are left alone where there is nothing to drag', () => {
    canDrag = false;
    pointer('pointerdown', 1, 10, 10);
    pointer('pointermove', 1, 60, 10);
    expect(surface.captured).toEqual([]);
  });

  it('wipe over a photo that is seen as a whole, and only a finger does', () => {
    canDrag = false;
    for (const kind of ['touch', 'mouse']) {
      pointer('pointerdown', 1, 100, 10, 0, kind);
      pointer('pointermove', 1, 40, 12, 10, kind);
      pointer('pointerup', 1, 40, 12, 20, kind);
    }
    expect(told.filter((what) => what.startsWith('swipe'))).toEqual(['swipe -60,2']);
  });

  it('that drag the photo wipe nothing', () => {
    pointer('pointerdown', 1, 100, 10, 0, 'touch');
    pointer('pointermove', 1, 40, 12, 10, 'touch');
    pointer('pointerup', 1, 40, 12, 20, 'touch');
    expect(told).toEqual(['drag -60,2']);
  });

  it('pinch about the middle between two fingers', () => {
    pointer('pointerdown', 1, 0, 0);
    pointer('pointerdown', 2, 100, 0);
    pointer('pointermove', 2, 200, 0);
    expect(told).toEqual(['pinch 50,0 ×2 at 100,0']);
  });

  it('tap twice, but only soon and near to each other', () => {
    tap(50, 40, 0);
    tap(52, 41, 200);
    expect(told).toEqual(['double tap at 52,41']);
    tap(50, 40, 2000);
    tap(150, 40, 2200);
    tap(150, 40, 3000);
    expect(told).toHaveLength(1);
  });

  it('forget a button that was let go elsewhere', () => {
    pointer('pointerdown', 1, 10, 10);
    const away = new Event('pointermove');
    for (const [name, value] of Object.entries({ pointerId: 1, clientX: 300, clientY: 300, buttons: 0 })) {
      Object.defineProperty(away, name, { value });
    }
    surface.dispatchEvent(away);
    pointer('pointermove', 1, 250, 250);
    expect(told).toEqual([]);
  });
});
