import sharp from 'sharp';
import { type Drawing, FONT, type Measure, WEIGHT } from '../../src/export/drawing';
import type { RgbaPixels } from '../../src/pipeline/pyramid';

/** Share of its height that a letter takes at most, on average: Node has no canvas that could measure it. */
const NARROW = 0.64;
const WIDE = 1.05;

/** How wide a text is at most: Chinese, Japanese and Korean letters are as wide as they are high. */
export const measure: Measure = (text, size) =>
  [...text].reduce((width, letter) => width + size * ((letter.codePointAt(0) ?? 0) > 0x2e80 ? WIDE : NARROW), 0);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const element = (shape: Drawing['shapes'][number]): string => {
  if (shape.kind === 'text') {
    const type = `font-size="${shape.size}" fill="${shape.color}"`;
    return `<text x="${shape.x}" y="${shape.y}" ${type}>${escaped(shape.text)}</text>`;
  }
  const { x, y, width, height } = shape.box;
  const place = `x="${x}" y="${y}" width="${width}" height="${height}"`;
  if (shape.kind === 'fill') return `<rect ${place} fill="${shape.color}"/>`;
  const dashes = shape.dashed ? ` stroke-dasharray="${6 * shape.thick} ${4 * shape.thick}"` : '';
  return `<rect ${place} fill="none" stroke="${shape.color}" stroke-width="${shape.thick}"${dashes}/>`;
};

const toSvg = ({ width, height, shapes }: Drawing): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family='${FONT}' font-weight="${WEIGHT}">${shapes.map(element).join('')}</svg>`,
  );

/** Paints a drawing over its photo, as a PNG. */
export const paintPicture = async (drawing: Drawing, { data, width, height }: RgbaPixels): Promise<Buffer> => {
  const photo = await sharp(data, { raw: { width, height, channels: 4 } })
    .resize(drawing.picture.width, drawing.picture.height, { fit: 'fill' })
    // What is transparent lies on white, as the nets see it.
    .flatten({ background: '#fff' })
    .extend({ bottom: drawing.height - drawing.picture.height, background: drawing.margin })
    .toBuffer({ resolveWithObject: true });
  const { info } = photo;
  return sharp(photo.data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    .composite([{ input: toSvg(drawing), unlimited: true }])
    .png()
    .toBuffer();
};
