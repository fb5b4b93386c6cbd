import { type ReadonlySignal, signal } from '@preact/signals';
import { AT_REST, centeredOn, heldIn, movedBy, type Point, type Room, STEP, type Zoom, zoomedAt } from './stage-zoom';

/** By this a double tap enlarges. */
const DOUBLE_TAP = 3;
/** Two taps are one double tap within this time, milliseconds, and this distance, CSS pixels. */
const TAP_TIME = 350;
const TAP_DISTANCE = 24;
/** A pointer that moves less than this, CSS pixels, still clicks. */
const CLICK_SLACK = 5;
/** By this an arrow key moves the picture, CSS pixels. */
const ARROW_STEP = 60;

const ARROWS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [ARROW_STEP, 0],
  ArrowRight: [-ARROW_STEP, 0],
  ArrowUp: [0, ARROW_STEP],
  ArrowDown: [0, -ARROW_STEP],
};

const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);
const middle = (one: Point, other: Point): Point => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });

/**
 * Zooms and moves the picture inside its window by wheel, pinch, drag, double tap and keys. Only the picture's transform
 * changes, outside of any rendering, so that it follows the hand; `--zoom` lets lines stay as thin as they are.
 */
export class StageGestures {
  readonly #scale = signal(1);
  /** How much the picture is enlarged; 1: the whole photo is seen. */
  readonly scale: ReadonlySignal<number> = this.#scale;
  #zoom: Zoom = AT_REST;
  #room: Room = { window: { width: 0, height: 0 }, picture: { width: 0, height: 0 } };
  #window: HTMLElement | undefined;
  #picture: HTMLElement | undefined;
  readonly #pointers = new Map<number, Point>();
  #dragged = 0;
  #lastTap: (Point & { readonly time: number }) | undefined;

  /** Listens until the function that it returns is called. */
  attach(window: HTMLElement, picture: HTMLElement): () => void {
    this.#window = window;
    this.#picture = picture;
    const listening = new AbortController();
    const { signal: until } = listening;
    window.addEventListener('wheel', this.#onWheel, { signal: until, passive: false });
    window.addEventListener('pointerdown', this.#onDown, { signal: until });
    window.addEventListener('pointermove', this.#onMove, { signal: until });
    window.addEventListener('pointerup', this.#onUp, { signal: until });
    window.addEventListener('pointercancel', this.#onUp, { signal: until });
    window.addEventListener('click', this.#onClick, { signal: until, capture: true });
    window.addEventListener('keydown', this.#onKey, { signal: until });
    const sizes = new ResizeObserver(() => {
      this.#room = {
        window: { width: window.clientWidth, height: window.clientHeight },
        picture: { width: picture.offsetWidth, height: picture.offsetHeight },
      };
      this.#apply(heldIn(this.#zoom, this.#room));
    });
    sizes.observe(window);
    return () => {
      listening.abort();
      sizes.disconnect();
    };
  }

  zoomIn(): void {
    this.#zoomBy(STEP, this.#center());
  }

  zoomOut(): void {
    this.#zoomBy(1 / STEP, this.#center());
  }

  showAll(): void {
    this.#apply(AT_REST);
  }

  /** Brings a part of the picture to the middle, unless all of it is seen. @param center 0–1 in the picture */
  show(center: Point): void {
    if (this.#zoom.scale > 1) this.#apply(centeredOn(this.#zoom, center, this.#room));
  }

  #apply(zoom: Zoom): void {
    this.#zoom = zoom;
    const style = this.#picture?.style;
    if (!style) return;
    style.transform = zoom.scale === 1 ? '' : `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})`;
    if (zoom.scale !== this.#scale.peek()) style.setProperty('--zoom', `${zoom.scale}`);
    this.#scale.value = zoom.scale;
  }

  #zoomBy(factor: number, point: Point): void {
    this.#apply(zoomedAt(this.#zoom, factor, point, this.#room));
  }

  #center(): Point {
    const { width, height } = this.#room.window;
    return { x: width / 2, y: height / 2 };
  }

  #pointOf({ clientX, clientY }: MouseEvent): Point {
    const { left = 0, top = 0 } = this.#window?.getBoundingClientRect() ?? {};
    return { x: clientX - left, y: clientY - top };
  }

  readonly #onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    // Lines are about 16 pixels; a pinch on a touchpad comes with Ctrl and in small steps.
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 * event.deltaY : event.deltaY;
    this.#zoomBy(Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002)), this.#pointOf(event));
  };

  readonly #onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    if (this.#pointers.size === 0) this.#dragged = 0;
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
    this.#dragged += distance(before, now);
    if (other) {
      const from = middle(before, other);
      const to = middle(now, other);
      const factor = distance(now, other) / Math.max(1, distance(before, other));
      const moved = movedBy(this.#zoom, to.x - from.x, to.y - from.y, this.#room);
      this.#apply(zoomedAt(moved, factor, to, this.#room));
    } else if (this.#zoom.scale > 1 && this.#dragged > CLICK_SLACK) {
      this.#window?.setPointerCapture(event.pointerId);
      this.#apply(movedBy(this.#zoom, now.x - before.x, now.y - before.y, this.#room));
    }
  };

  readonly #onUp = (event: PointerEvent): void => {
    if (!this.#pointers.delete(event.pointerId) || event.type === 'pointercancel') return;
    if (this.#dragged > CLICK_SLACK) return;
    const tap = { ...this.#pointOf(event), time: event.timeStamp };
    const last = this.#lastTap;
    const isDouble = last && tap.time - last.time < TAP_TIME && distance(tap, last) < TAP_DISTANCE;
    this.#lastTap = isDouble ? undefined : tap;
    if (isDouble && this.#zoom.scale > 1) this.showAll();
    else if (isDouble) this.#zoomBy(DOUBLE_TAP, tap);
  };

  /** The end of a drag is no click on what lies there. */
  readonly #onClick = (event: MouseEvent): void => {
    if (this.#dragged > CLICK_SLACK && event.detail > 0) event.stopPropagation();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (event.key === '+' || event.key === '=') this.zoomIn();
    else if (event.key === '-') this.zoomOut();
    else if (event.key === '0') this.showAll();
    else if (arrow && this.#zoom.scale > 1) this.#apply(movedBy(this.#zoom, ...arrow, this.#room));
    else return;
    event.preventDefault();
  };
}
