import type { Box, Size } from '../domain/geometry';

/** A line of text; its letters stand on `y`. */
export interface DrawnText {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** Height of the type, pixels. */
  readonly size: number;
  readonly color: string;
}

export interface DrawnBox {
  readonly kind: 'outline' | 'fill';
  readonly box: Box<'photo'>;
  readonly color: string;
  /** Of an outline, pixels. */
  readonly thick: number;
  readonly dashed?: boolean;
}

/** What is drawn, without a canvas: pages paint it on one, Node as SVG. Pixels of the drawing. */
export interface Drawing extends Size {
  /** How large the photo is drawn, at the top left. */
  readonly picture: Size;
  /** What lies below the photo. */
  readonly margin: string;
  readonly shapes: readonly (DrawnText | DrawnBox)[];
}

/** How wide a text is, pixels. */
export type Measure = (text: string, size: number) => number;

/** Of all type that is drawn. */
export const FONT = 'system-ui, "Noto Sans", "DejaVu Sans", sans-serif';
export const WEIGHT = 600;
