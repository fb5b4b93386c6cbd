import type { Point } from './stage-zoom';

/** Two taps are one double tap within this time, milliseconds, and this distance, CSS pixels. */
const TAP_TIME = 350;
const TAP_DISTANCE = 24;
/** A pointer that moves less than this, CSS pixels, still clicks. */
const CLICK_SLACK = 5;

const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);
const middle = (one: Point, other: Point): Point => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });

/** What fingers and the mouse do to the picture. Points and distances are CSS pixels in the window. */
export interface PointerGestures {
  /** @returns whether the picture can be dragged; else the pointer is left alone */
  onDrag(dx: number, dy: number): boolean;
  /** Two fingers moved by (dx, dy) and spread by a factor about a point. */
  onPinch(dx: number, dy: number, factor: number, about: Point): void;
  /** One finger went so far over a picture that can't be dragged. */
  onSwipe(dx: number, dy: number): void;
  onDoubleTap(at: Point): void;
}

/** Makes drags, pinches and double taps out of what pointers do in an element, until the signal ends it. */
export class StagePointers {
  readonly #element: HTMLElement;
  readonly #gestures: PointerGestures;
  readonly #pointers = new Map<number, Point>();
  /** How far the pointers went since the first of them came down. */
  #travelled = 0;
  /** Where the only finger came down; undefined once it drags, or there are two. */
  #swipeFrom: Point | undefined;
  #lastTap: (Point & { readonly time: number }) | undefined;

  constructor(element: HTMLElement, gestures: PointerGestures, signal: AbortSignal) {
    this.#element = element;
    this.#gestures = gestures;
    element.addEventListener('pointerdown', this.#onDown, { signal });
    element.addEventListener('pointermove', this.#onMove, { signal });
    element.addEventListener('pointerup', this.#onUp, { signal });
    element.addEventListener('pointercancel', this.#onUp, { signal });
    element.addEventListener('click', this.#onClick, { signal, capture: true });
  }

  #pointOf({ clientX, clientY }: PointerEvent): Point {
    const { left, top } = this.#element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  readonly #onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    if (this.#pointers.size === 0) this.#travelled = 0;
    this.#swipeFrom = this.#pointers.size === 0 && event.pointerType === 'touch' ? this.#pointOf(event) : undefined;
    this.#pointers.set(event.pointerId, this.#pointOf(event));
  };

  readonly #onMove = (event: PointerEvent): void => {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    // A button that was let go elsewhere.
    if (event.buttons === 0) return void this.#pointers.delete(event.pointerId);
    const now = this.#pointOf(event);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, now);
    this.#travelled += distance(before, now);
    if (other) {
      const [from, to] = [middle(before, other), middle(now, other)];
      const factor = distance(now, other) / Math.max(1, distance(before, other));
      this.#gestures.onPinch(to.x - from.x, to.y - from.y, factor, to);
    } else if (this.#travelled > CLICK_SLACK && this.#gestures.onDrag(now.x - before.x, now.y - before.y)) {
      this.#swipeFrom = undefined;
      this.#element.setPointerCapture(event.pointerId);
    }
  };

  readonly #onUp = (event: PointerEvent): void => {
    if (!this.#pointers.delete(event.pointerId) || event.type === 'pointercancel') return;
    if (this.#travelled > CLICK_SLACK) this.#swiped(event);
    else this.#tapped(event);
  };

  #tapped(event: PointerEvent): void {
    const tap = { ...this.#pointOf(event), time: event.timeStamp };
    const last = this.#lastTap;
    const isDouble = last && tap.time - last.time < TAP_TIME && distance(tap, last) < TAP_DISTANCE;
    this.#lastTap = isDouble ? undefined : tap;
    if (isDouble) this.#gestures.onDoubleTap(tap);
  }

  #swiped(event: PointerEvent): void {
    const from = this.#swipeFrom;
    if (!from) return;
    const to = this.#pointOf(event);
    this.#gestures.onSwipe(to.x - from.x, to.y - from.y);
  }

  /** The end of a drag is no click on what lies there. */
  readonly #onClick = (event: MouseEvent): void => {
    if (this.#travelled > CLICK_SLACK && event.detail > 0) event.stopPropagation();
  };
}
