/* `npm run icons`: draws the PNG icons of `public/icons` from their SVG sources. */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const FOLDER = fileURLToPath(new URL('../../public/icons/', import.meta.url));

/** By file: its source and its side, in pixels. iOS rounds the corners of a full square itself. */
const ICONS = [
  ['icon-192.png', 'icon.svg', 192],
  ['icon-512.png', 'icon.svg', 512],
  ['icon-maskable-192.png', 'icon-maskable.svg', 192],
  ['icon-maskable-512.png', 'icon-maskable.svg', 512],
  ['apple-touch-icon.png', 'icon-maskable.svg', 180],
] as const;

for (const [name, source, side] of ICONS) {
  // The density draws the vector at its final size instead of enlarging pixels.
  const drawn = sharp(FOLDER + source, { density: 72 * 8 }).resize(side, side);
  await drawn.png({ compressionLevel: 9, palette: true, quality: 90 }).toFile(FOLDER + name);
  console.log(`${name}: ${side} × ${side}`);
}
