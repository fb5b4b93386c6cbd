import sharp from 'sharp';
import type { Box } from '../../../src/domain/geometry';
import { between, pick } from '../composite-parts';
import type { Subject, Vary } from './subject';

/** Draws an SVG shape over a photo; its coordinates are the photo's. */
const draw = async (subject: Subject, shape: string): Promise<Subject> => {
  const { width, height, data } = subject.pixels;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shape}</svg>`;
  const drawn = await sharp(data, { raw: { width, height, channels: 4 } })
    .composite([{ input: Buffer.from(svg) }])
    .raw()
    .toBuffer();
  return { ...subject, pixels: { width, height, data: new Uint8Array(drawn) } };
};

/** Turns a shape with the face. */
const tilted = ({ face, rollDegrees = 0 }: Subject, shape: string): string => {
  const { x, y, width, height } = face;
  return `<g transform="rotate(${rollDegrees} ${x + width / 2} ${y + height / 2})">${shape}</g>`;
};

const MASKS = ['#e8f0f4', '#9cc4dd', '#20242a', '#d7b9c9'] as const;

const maskPath = ({ x, y, width, height }: Box<'photo'>): string => {
  const at = (u: number, v: number): string => `${x + u * width} ${y + v * height}`;
  const upper = `M ${at(0.03, 0.52)} Q ${at(0.5, 0.4)} ${at(0.97, 0.52)}`;
  return `${upper} L ${at(0.92, 0.8)} Q ${at(0.5, 1.2)} ${at(0.08, 0.8)} Z`;
};

/** A cloth over mouth, nose and chin. */
export const mask: Vary = (subject, random) =>
  draw(subject, tilted(subject, `<path d="${maskPath(subject.face)}" fill="${pick(random, MASKS)}"/>`));

/** A black bar over the eyes. */
export const bar: Vary = (subject) => {
  const { x, y, width, height } = subject.face;
  const place = `x="${x - 0.08 * width}" y="${y + 0.28 * height}" width="${1.16 * width}" height="${0.22 * height}"`;
  return draw(subject, tilted(subject, `<rect ${place} fill="#000"/>`));
};

/** The left or the right half of the head, hair to chin, behind something of one colour. */
export const halfHidden: Vary = (subject, random) => {
  const { x, y, width, height } = subject.face;
  const left = random() < 0.5 ? x - 0.2 * width : x + width / 2;
  const colour = `hsl(${between(random, 0, 360)} ${between(random, 5, 40)}% ${between(random, 15, 85)}%)`;
  const place = `x="${left}" y="${y - 0.3 * height}" width="${0.7 * width}" height="${1.4 * height}"`;
  return draw(subject, `<rect ${place} fill="${colour}"/>`);
};
