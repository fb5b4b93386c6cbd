import type { Size } from '../domain/geometry';
import { type Drawing, FONT, type Measure, WEIGHT } from './drawing';

type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

/** Something to draw on, that becomes a file. */
export interface DrawingCanvas {
  readonly context: Context;
  toBlob(type: string): Promise<Blob>;
}

export type NewCanvas = (size: Size) => DrawingCanvas;

const setType = (context: Context, size: number): void => {
  context.font = `${WEIGHT} ${size}px ${FONT}`;
};

/** Measures text as this page will draw it. */
export const createMeasure = (newCanvas: NewCanvas): Measure => {
  const { context } = newCanvas({ width: 1, height: 1 });
  return (text, size) => {
    setType(context, size);
    return context.measureText(text).width;
  };
};

const paint = (context: Context, shape: Drawing['shapes'][number]): void => {
  if (shape.kind === 'text') {
    setType(context, shape.size);
    context.fillStyle = shape.color;
    context.fillText(shape.text, shape.x, shape.y);
    return;
  }
  const { x, y, width, height } = shape.box;
  if (shape.kind === 'fill') {
    context.fillStyle = shape.color;
    context.fillRect(x, y, width, height);
    return;
  }
  context.strokeStyle = shape.color;
  context.lineWidth = shape.thick;
  context.setLineDash(shape.dashed ? [6 * shape.thick, 4 * shape.thick] : []);
  context.strokeRect(x, y, width, height);
};

/**
 * Paints a drawing over its photo.
 * @param photo in any size with the photo's own shape; stays the caller's
 */
export const toPng = async (drawing: Drawing, photo: ImageBitmap, newCanvas: NewCanvas): Promise<Blob> => {
  const canvas = newCanvas(drawing);
  const { context } = canvas;
  context.fillStyle = drawing.margin;
  context.fillRect(0, 0, drawing.width, drawing.height);
  // What is transparent lies on white, as the nets see it.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, drawing.picture.width, drawing.picture.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(photo, 0, 0, drawing.picture.width, drawing.picture.height);
  for (const shape of drawing.shapes) paint(context, shape);
  return canvas.toBlob('image/png');
};
