import { type ReadonlySignal, signal } from '@preact/signals';
import { StagePointers } from './stage-pointers';
import {
  AT_REST,
  centeredOn,
  closeTo,
  heldIn,
  movedBy,
  type Point,
  type Room,
  type ShareBox,
  STEP,
  type Zoom,
  zoomedAt,
} from './stage-zoom';

/** By this a double tap enlarges. */
const DOUBLE_TAP = 3;
/** Long enough to see where the picture goes. */
const GLIDE = 'transform 0.18s ease-out';
/** By this an arrow key moves the picture, CSS pixels. */
const ARROW_STEP = 60;

const ARROWS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [ARROW_STEP, 0],
  ArrowRight: [-ARROW_STEP, 0],
  ArrowUp: [0, ARROW_STEP],
  ArrowDown: [0, -ARROW_STEP],
};

/**
 * Zooms and moves the picture inside its window by wheel, pinch, drag, double tap and keys. Only the picture's transform
 * changes, outside of any rendering, so that it follows the hand; `--zoom` lets lines stay as thin as they are.
 */
export class StageGestures {
  readonly #scale = signal(1);
  /** How much the picture is enlarged; 1: the whole photo is seen. */
  readonly scale: ReadonlySignal<number> = this.#scale;
  readonly #isClose = signal(false);
  /** Whether somebody chose a face and hasn't gone back to the whole photo since. */
  readonly isClose: ReadonlySignal<boolean> = this.#isClose;
  #zoom: Zoom = AT_REST;
  #room: Room = { window: { width: 0, height: 0 }, picture: { width: 0, height: 0 } };
  #window: HTMLElement | undefined;
  #picture: HTMLElement | undefined;
  /** The chosen face. */
  #face: ShareBox | undefined;

  /** @param onSwipe told when a finger wipes over the whole photo */
  constructor(private readonly onSwipe: (dx: number, dy: number) => void = () => undefined) {}

  /** Listens until the function that it returns is called. */
  attach(window: HTMLElement, picture: HTMLElement): () => void {
    this.#window = window;
    this.#picture = picture;
    const listening = new AbortController();
    const { signal: until } = listening;
    window.addEventListener('wheel', this.#onWheel, { signal: until, passive: false });
    window.addEventListener('keydown', this.#onKey, { signal: until });
    new StagePointers(window, this.#pointers, until);
    const sizes = new ResizeObserver(() => {
      this.#room = {
        window: { width: window.clientWidth, height: window.clientHeight },
        picture: { width: picture.offsetWidth, height: picture.offsetHeight },
      };
      picture.style.setProperty('--picture-width', `${picture.offsetWidth}`);
      this.#apply(heldIn(this.#zoom, this.#room));
    });
    sizes.observe(window);
    // It gets another shape when it is turned.
    sizes.observe(picture);
    return () => {
      listening.abort();
      sizes.disconnect();
    };
  }

  zoomIn(): void {
    const atRest = this.#zoom.scale === 1;
    this.#zoomBy(STEP, this.#center());
    if (!atRest || !this.#face) return;
    const { x, y, width, height } = this.#face;
    this.#apply(centeredOn(this.#zoom, { x: x + width / 2, y: y + height / 2 }, this.#room));
  }

  zoomOut(): void {
    this.#zoomBy(1 / STEP, this.#center());
  }

  showAll(): void {
    this.#isClose.value = false;
    this.#apply(AT_REST, { glide: true });
  }

  /** Notes which face is the chosen one: a key or a button enlarges the photo there. */
  remember(face: ShareBox): void {
    this.#face = face;
  }

  /** Goes near to a face. */
  approach(face: ShareBox): void {
    this.#face = face;
    this.#isClose.value = true;
    this.#apply(closeTo(this.#zoom, face, this.#room), { glide: true });
  }

  /** @param glide shows where the picture goes, unless somebody doesn't like motion; what a hand moves never glides */
  #apply(zoom: Zoom, { glide = false } = {}): void {
    this.#zoom = zoom;
    const style = this.#picture?.style;
    if (!style) return;
    style.transition = glide && !matchMedia('(prefers-reduced-motion: reduce)').matches ? GLIDE : '';
    style.transform = zoom.scale === 1 ? '' : `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})`;
    if (zoom.scale !== this.#scale.peek()) style.setProperty('--zoom', `${zoom.scale}`);
    this.#scale.value = zoom.scale;
  }

  #zoomBy(factor: number, point: Point): void {
    this.#apply(zoomedAt(this.#zoom, factor, point, this.#room));
  }

  #canGoBack(): boolean {
    return this.#zoom.scale > 1 || this.#isClose.peek();
  }

  #center(): Point {
    const { width, height } = this.#room.window;
    return { x: width / 2, y: height / 2 };
  }

  readonly #pointers = {
    onDrag: (dx: number, dy: number): boolean => {
      const isEnlarged = this.#zoom.scale > 1;
      if (isEnlarged) this.#apply(movedBy(this.#zoom, dx, dy, this.#room));
      return isEnlarged;
    },
    onPinch: (dx: number, dy: number, factor: number, about: Point): void => {
      this.#apply(zoomedAt(movedBy(this.#zoom, dx, dy, this.#room), factor, about, this.#room));
    },
    onSwipe: (dx: number, dy: number): void => this.onSwipe(dx, dy),
    onDoubleTap: (at: Point): void => {
      if (this.#zoom.scale > 1) this.showAll();
      else this.#zoomBy(DOUBLE_TAP, at);
    },
  };

  readonly #onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const { left = 0, top = 0 } = this.#window?.getBoundingClientRect() ?? {};
    // Lines are about 16 pixels; a pinch on a touchpad comes with Ctrl and in small steps.
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 * event.deltaY : event.deltaY;
    const factor = Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002));
    this.#zoomBy(factor, { x: event.clientX - left, y: event.clientY - top });
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (event.key === '+' || event.key === '=') this.zoomIn();
    else if (event.key === '-') this.zoomOut();
    else if (event.key === '0' || (event.key === 'Escape' && this.#canGoBack())) this.showAll();
    else if (arrow && this.#zoom.scale > 1) this.#apply(movedBy(this.#zoom, ...arrow, this.#room));
    else return;
    event.preventDefault();
  };
}
