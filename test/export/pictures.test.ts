import { describe, expect, it } from 'vitest';
import type { Box, Size } from '../../src/domain/geometry';
import type { Drawing } from '../../src/export/drawing';
import type { ExportedPhoto } from '../../src/export/format';
import { brokenInto, placeLabels } from '../../src/export/label-layout';
import { drawFaces } from '../../src/export/to-picture';
import { context, crowd } from './made-export';

const measure = (text: string, size: number): number => text.length * size * 0.6;
const draw = (photo: ExportedPhoto, picture: Size = photo.photo.size): Drawing =>
  drawFaces(photo, picture, context(), measure);

const meets = (a: Box<'photo'>, b: Box<'photo'>): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const textsOf = ({ shapes }: Drawing) => shapes.filter((shape) => shape.kind === 'text');
const labelsOf = ({ shapes }: Drawing) => shapes.flatMap((shape) => (shape.kind === 'fill' ? [shape.box] : []));
const grid = (columns: number, rows: number, step: number, side: number) =>
  Array.from({ length: columns * rows }, (_, at): [number, number, number] => [
    (at % columns) * step + 8,
    Math.floor(at / columns) * step + 8,
    side,
  ]);

/** Type of at least 14 pixels, and 1/100 of the picture's longer side: both can be read. */
const expectReadable = (drawing: Drawing): void => {
  const texts = textsOf(drawing);
  expect(texts.length).toBeGreaterThan(0);
  for (const { size, x, y, text } of texts) {
    expect(size).toBeGreaterThanOrEqual(10);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + measure(text, size)).toBeLessThanOrEqual(drawing.width + 1);
    expect(y).toBeLessThanOrEqual(drawing.height);
  }
};

describe('a picture with what was found', () => {
  it('of 64 pixels is drawn larger, and says how much', () => {
    const drawing = draw(crowd(64, 64, [[16, 12, 32]]));
    expect(drawing.picture).toEqual({ width: 512, height: 512 });
    expect(textsOf(drawing).map(({ text }) => text)).toContain('Drawn at 800%');
    expectReadable(drawing);
  });

  it('of 12 megapixels keeps its size, with larger type', () => {
    const drawing = draw(crowd(4000, 3000, [[1000, 800, 900]]));
    expect([drawing.width, drawing.height]).toEqual([4000, 3000]);
    expect(Math.min(...textsOf(drawing).map(({ size }) => size))).toBe(50);
    expectReadable(drawing);
  });

  it('of 48 megapixels is reduced, and says so', () => {
    const drawing = draw(crowd(8000, 6000, [[1000, 800, 900]]));
    expect(drawing.width * drawing.picture.height).toBeLessThan(12_600_000);
    expect(textsOf(drawing).at(-1)?.text).toBe('Drawn at 51%');
  });

  it('made from a reduced copy says so too', () => {
    const drawing = draw(crowd(4000, 3000, [[1000, 800, 900]]), { width: 1600, height: 1200 });
    expect(textsOf(drawing).at(-1)?.text).toBe('Drawn at 40%');
  });

  it('has its labels beside a few faces, on no face and no other label', () => {
    const photo = crowd(1600, 1200, [
      [100, 100, 200],
      [700, 100, 200],
      [1200, 500, 200],
    ]);
    const drawing = draw(photo);
    expect([drawing.width, drawing.height]).toEqual([1600, 1200]);
    const labels = labelsOf(drawing);
    expect(labels).toHaveLength(3);
    for (const [at, label] of labels.entries()) {
      for (const { face } of photo.faces) expect(meets(label, face)).toBe(false);
      for (const other of labels.slice(at + 1)) expect(meets(label, other)).toBe(false);
    }
  });

  it('with 60 faces lists what they have in a margin, each under its number', () => {
    const photo = crowd(1280, 800, grid(10, 6, 125, 60));
    const drawing = draw(photo);
    expect(drawing.picture).toEqual({ width: 1280, height: 800 });
    expect(drawing.height).toBeGreaterThan(800);
    expectReadable(drawing);
    const listed = textsOf(drawing).filter(({ y }) => y > 800);
    expect(new Set(listed.map(({ text }) => text).filter((text) => /^\d+$/.test(text))).size).toBe(60);
    expect(listed.filter(({ text }) => text.includes('%')).length).toBeGreaterThanOrEqual(60);
    for (const label of labelsOf(drawing)) {
      for (const { face } of photo.faces) expect(meets(label, face)).toBe(false);
    }
  });

  it('with tiny faces is drawn so large that their numbers can be read', () => {
    const drawing = draw(crowd(1280, 800, grid(10, 6, 60, 14)));
    expect(drawing.picture.width).toBe(3 * 1280);
    expectReadable(drawing);
  });

  it.each([
    [1, 1],
    [3000, 12],
    [12, 3000],
    [12_000, 700],
  ])('of %i × %i pixels is drawn too', (width, height) => {
    const drawing = draw(crowd(width, height, [[0, 0, Math.min(width, height)]]));
    expect(drawing.width * drawing.height).toBeLessThan(40_000_000);
    expect(drawing.width).toBeGreaterThanOrEqual(1);
  });
});

describe('a label', () => {
  const picture = { width: 100, height: 100 };
  const at = (x: number, y: number, side = 20) =>
    placeLabels([{ x, y, width: side, height: side }], [{ width: 30, height: 20 }], picture, 2)[0];

  it('lies below its face where there is room, else above', () => {
    expect(at(10, 10)).toMatchObject({ x: 10, y: 32 });
    expect(at(10, 75)).toMatchObject({ x: 10, y: 53 });
  });

  it('never leaves the picture, and has no place where there is none', () => {
    expect(at(90, 10)).toMatchObject({ x: 70 });
    expect(at(-10, 10)).toMatchObject({ x: 0 });
    expect(at(0, 0, 100)).toBeUndefined();
  });

  it('is broken at its spaces', () => {
    expect(brokenInto('one two three', 7, (text) => text.length)).toEqual(['one two', 'three']);
    expect(brokenInto('', 7, (text) => text.length)).toEqual(['']);
  });
});
