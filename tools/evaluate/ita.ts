/**
 * The individual typology angle (ITA), a proxy of skin tone measured in a picture (Chardon et al. 1991; bins as in Del Bino
 * and Bernerd 2013): arctan((L* − 50) / b*) of the cheeks, in degrees. It is a property of the picture: light, make-up and
 * white balance move it, so it says how the cascade does on pictures of lighter and darker skin, not who somebody is.
 */
import type { Box } from '../../src/domain/geometry';
import { degrees } from '../../src/pipeline/crop';
import type { RgbaPixels } from '../../src/pipeline/pyramid';
import { median } from './metrics';

/** From light to dark; a face belongs to the first whose lower end, degrees, lies below its angle. */
export const SKIN_TONES = [
  { name: 'very light', above: 55 },
  { name: 'light', above: 41 },
  { name: 'intermediate', above: 28 },
  { name: 'tan', above: 10 },
  { name: 'brown', above: -30 },
  { name: 'dark', above: Number.NEGATIVE_INFINITY },
] as const;

/** Centre of a cheek from the middle of the face box, and half the side of the patch, in widths or heights of the box. */
const CHEEK = { across: 0.25, down: 0.08, halfSide: 0.09 } as const;
/** Below this b* a picture is grey or blue: the angle says nothing about skin. Skin in even light has 8 to 25. */
const LEAST_YELLOW = 2;

const linear = (byte: number): number => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

const cubeRoot = (value: number): number =>
  value > (6 / 29) ** 3 ? Math.cbrt(value) : value / (3 * (6 / 29) ** 2) + 4 / 29;

/** L* and b* (CIELAB, D65) of an sRGB colour, bytes. */
export const labOf = (red: number, green: number, blue: number): { readonly lightness: number; readonly b: number } => {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const y = cubeRoot(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = cubeRoot((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return { lightness: 116 * y - 16, b: 200 * (y - z) };
};

/** L* and b* of the pixels of both cheeks that lie in the photo. */
const cheekColours = (photo: RgbaPixels, face: Box<'photo'>, rollDegrees: number): ReturnType<typeof labOf>[] => {
  const [cos, sin] = [Math.cos((rollDegrees * Math.PI) / 180), Math.sin((rollDegrees * Math.PI) / 180)];
  const half = Math.max(1, Math.round(CHEEK.halfSide * face.width));
  const colours: ReturnType<typeof labOf>[] = [];
  for (const side of [-1, 1]) {
    const [across, down] = [side * CHEEK.across * face.width, CHEEK.down * face.height];
    const centerX = Math.round(face.x + face.width / 2 + cos * across - sin * down);
    const centerY = Math.round(face.y + face.height / 2 + sin * across + cos * down);
    for (let y = Math.max(0, centerY - half); y < Math.min(photo.height, centerY + half); y++) {
      for (let x = Math.max(0, centerX - half); x < Math.min(photo.width, centerX + half); x++) {
        const at = (y * photo.width + x) * 4;
        colours.push(labOf(photo.data[at], photo.data[at + 1], photo.data[at + 2]));
      }
    }
  }
  return colours;
};

/**
 * ITA of a face, degrees: of the median L* and the median b* of two patches below the eyes, which a highlight, a strand of
 * hair or the rim of glasses doesn't move.
 * @param rollDegrees clockwise in the picture; the patches turn with the head.
 * @returns null where the picture is grey or too blue to tell, or the cheeks lie outside it.
 */
export const typologyAngle = (photo: RgbaPixels, face: Box<'photo'>, rollDegrees: number): number | null => {
  const colours = cheekColours(photo, face, rollDegrees);
  const lightness = median(colours.map((colour) => colour.lightness));
  const b = median(colours.map((colour) => colour.b));
  if (lightness === null || b === null || b < LEAST_YELLOW) return null;
  return degrees(Math.atan((lightness - 50) / b));
};

/** The bin of an angle, degrees. */
export const skinTone = (angle: number): (typeof SKIN_TONES)[number]['name'] =>
  (SKIN_TONES.find(({ above }) => angle > above) ?? SKIN_TONES[SKIN_TONES.length - 1]).name;
