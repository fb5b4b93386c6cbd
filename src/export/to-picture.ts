import { type AlbumFace, presentIn, probabilitiesOf } from '../domain/album';
import { type Box, clipTo, type Size } from '../domain/geometry';
import type { Drawing, DrawnBox, DrawnText, Measure } from './drawing';
import { type ExportContext, exportedAttributes, type PictureFormat } from './format';
import { brokenInto, drawnScale, LINE, placeLabels, typeSize } from './label-layout';

/** Of what a face is said to have, the most likely ones; more would hide the picture. */
const MOST_LINES = 6;

/** As on the page: they differ in lightness too. */
const COLORS = ['#f4e27e', '#0ed2ff', '#ff7d00', '#e301ff', '#ffa2a3', '#f2ffff', '#7880a6', '#997d46'];
const SHADE = '#000000b3';
const MARGIN = '#1c1c22';

/** A column of the margin is as wide as so many letters are high. */
const COLUMN = 26;

type Shape = DrawnText | DrawnBox;

/** A face where it is drawn, with what is said about it: its number, and then "Smiling 98%", the most likely first. */
interface DrawnFace {
  readonly box: Box<'photo'>;
  readonly head: Box<'photo'>;
  readonly color: string;
  readonly number: string;
  readonly lines: readonly string[];
}

const scaled = ({ x, y, width, height }: Box<'photo'>, by: number): Box<'photo'> => ({
  x: x * by,
  y: y * by,
  width: width * by,
  height: height * by,
});

const linesOf = (face: AlbumFace, context: ExportContext): string[] => {
  const names = exportedAttributes(context);
  const probabilities = probabilitiesOf(face);
  return presentIn(face)
    .filter((name) => names.includes(name))
    .sort((a, b) => probabilities[b] - probabilities[a])
    .slice(0, MOST_LINES)
    .map((name) => `${context.words.label(name)} ${context.words.percentage(probabilities[name])}`);
};

const outlines = ({ box, head, color }: DrawnFace, thick: number): Shape[] => {
  const outline = (around: Box<'photo'>, width: number, dashed: boolean): Shape[] => [
    { kind: 'outline', box: around, color: '#0000008c', thick: 2 * width, dashed },
    { kind: 'outline', box: around, color, thick: width, dashed },
  ];
  return [...outline(head, thick / 2, true), ...outline(box, thick, false)];
};

const blockSize = (lines: readonly string[], size: number, measure: Measure): Size => ({
  width: Math.max(...lines.map((text) => measure(text, size))) + (2 * size) / 3,
  height: lines.length * size * LINE + (2 * size) / 3,
});

const block = (place: Box<'photo'>, lines: readonly string[], color: string, size: number): Shape[] => [
  { kind: 'fill', box: place, color: SHADE, thick: 0 },
  ...lines.map(
    (text, at): Shape => ({
      kind: 'text',
      x: place.x + size / 3,
      y: place.y + size / 3 + (at * LINE + 0.9) * size,
      text,
      size,
      color: at === 0 ? color : '#fff',
    }),
  ),
];

/** Blocks beside the faces; undefined where one of them finds no room that isn't a face's or another block's. */
const besideFaces = (faces: readonly DrawnFace[], picture: Size, measure: Measure): Shape[] | undefined => {
  const size = typeSize(picture);
  const blocks = faces.map(({ number, lines }) => [number, ...lines]);
  const sizes = blocks.map((lines) => blockSize(lines, size, measure));
  const places = placeLabels(
    faces.map(({ box }) => box),
    sizes,
    picture,
    size / 3,
  );
  if (places.includes(undefined)) return undefined;
  return places.flatMap((place, at) => (place ? block(place, blocks[at] ?? [], faces[at]?.color ?? '', size) : []));
};

/** Only the faces' numbers: beside them where there is room, else small in their corner. */
const numbersOnly = (faces: readonly DrawnFace[], picture: Size, measure: Measure): Shape[] => {
  const size = typeSize(picture);
  const sizes = faces.map(({ number }) => blockSize([number], size, measure));
  const places = placeLabels(
    faces.map(({ box }) => box),
    sizes,
    picture,
    size / 4,
  );
  return faces.flatMap(({ box, number, color }, at) => {
    const place = places[at];
    if (place) return block(place, [number], color, size);
    const small = Math.max(10, Math.min(size, box.width / 3));
    const { width, height } = blockSize([number], small, measure);
    const x = Math.min(Math.max(0, box.x), picture.width - width);
    const y = Math.min(Math.max(0, box.y), picture.height - height);
    return block({ x, y, width, height }, [number], color, small);
  });
};

/** Lists in columns below the picture, one entry a face, in rows from left to right. */
const inMargin = (faces: readonly DrawnFace[], picture: Size, measure: Measure): { shapes: Shape[]; end: number } => {
  const size = typeSize(picture);
  const columns = Math.max(1, Math.min(faces.length, Math.floor(picture.width / (COLUMN * size))));
  const width = picture.width / columns - size;
  const widthOf = (text: string): number => measure(text, size);
  const shapes: Shape[] = [];
  let top = picture.height + size / 2;
  for (let row = 0; row < faces.length; row += columns) {
    const entries = faces.slice(row, row + columns).map(({ number, lines, color }) => ({
      color,
      number,
      lines: brokenInto(lines.join(', '), width - 3 * size, widthOf),
    }));
    for (const [column, { color, number, lines }] of entries.entries()) {
      const x = (picture.width / columns) * column + size / 2;
      const text = (part: string, indent: number, line: number, shade: string): Shape => ({
        kind: 'text',
        x: x + indent,
        y: top + (line * LINE + 0.9) * size,
        text: part,
        size,
        color: shade,
      });
      shapes.push(text(number, 0, 0, color), ...lines.map((part, at) => text(part, 2.5 * size, at, '#fff')));
    }
    top += Math.max(1, ...entries.map(({ lines }) => lines.length)) * LINE * size + size / 2;
  }
  return { shapes, end: top };
};

/** A line below everything that says in which size the photo is drawn, if it isn't its own. */
const sizeNote = (text: string, picture: Size, top: number, measure: Measure): { shapes: Shape[]; end: number } => {
  const size = typeSize(picture);
  const lines = brokenInto(text, picture.width - size, (part) => measure(part, size));
  const shapes = lines.map(
    (line, at): Shape => ({
      kind: 'text',
      x: size / 2,
      y: top + (at * LINE + 1.1) * size,
      text: line,
      size,
      color: '#c8c8d0',
    }),
  );
  return { shapes, end: top + (lines.length * LINE + 0.5) * size };
};

/**
 * The photo with numbered boxes round the exported faces and what they have: beside them, or in a margin below where that
 * would cover a face. Small photos and small faces are drawn larger, photos above 12.5 megapixels reduced, and a line says
 * so.
 */
export const drawFaces: PictureFormat['draw'] = ({ photo, faces }, picture, context, measure) => {
  const toPicture = picture.width / photo.size.width;
  const scale = drawnScale(
    picture,
    faces.map(({ face }) => face.width * toPicture),
  );
  const size = {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
  const drawn = faces.map((face) => ({
    box: clipTo(scaled(face.face, toPicture * scale), size),
    head: clipTo(scaled(face.head, toPicture * scale), size),
    color: COLORS[face.index % COLORS.length] ?? '#fff',
    number: String(face.index + 1),
    lines: linesOf(face, context),
  }));
  const thick = Math.max(2, typeSize(size) / 8);
  const shapes = drawn.flatMap((face) => outlines(face, thick));
  let end = size.height;
  const add = (more: { shapes: Shape[]; end: number }): void => {
    shapes.push(...more.shapes);
    end = more.end;
  };
  const labels = besideFaces(drawn, size, measure);
  if (labels) shapes.push(...labels);
  else {
    shapes.push(...numbersOnly(drawn, size, measure));
    add(inMargin(drawn, size, measure));
  }
  if (size.width !== photo.size.width) {
    add(sizeNote(context.words.drawnAt(size.width / photo.size.width, photo.size), size, end, measure));
  }
  return { width: size.width, height: Math.ceil(end), picture: size, margin: MARGIN, shapes } satisfies Drawing;
};

export const pictureFormat: PictureFormat = {
  kind: 'annotate',
  content: 'picture',
  label: { en: 'Pictures with boxes (PNG)', 'zh-CN': '带方框的图片（PNG）' },
  help: 'the photo with boxes and what was found, as photo (faces).png',
  type: 'image/png',
  fileName: (photo) => `${photo.replace(/\.[^./]+$/, '')} (faces).png`,
  draw: drawFaces,
};
