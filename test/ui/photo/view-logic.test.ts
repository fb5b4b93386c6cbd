import { describe, expect, it } from 'vitest';
import { perAttribute } from '../../../src/domain/attributes';
import type { Covering } from '../../../src/domain/covering';
import { colorAt, DIVERGING, farthestOf, highestOf, paintMap, VIRIDIS } from '../../../src/ui/photo/map-colors';
import { coveringView, mapView } from '../../../src/ui/photo/map-views';
import { backgroundOf, clipToPhoto, placeOver, thumbnailSquare } from '../../../src/ui/shared/boxes';
import { MADE_MANIFEST } from '../../pipeline/made-cascade';
import { madeAnalysis, madeFace } from '../../state/page/made-state';

const PHOTO = { width: 100, height: 80 };

describe('boxes', () => {
  it('are clipped to the photo', () => {
    expect(clipToPhoto({ x: -10, y: 70, width: 30, height: 30 }, PHOTO)).toEqual({
      x: 0,
      y: 70,
      width: 20,
      height: 10,
    });
    expect(clipToPhoto({ x: 10, y: 10, width: 30, height: 30 }, PHOTO)).toEqual({
      x: 10,
      y: 10,
      width: 30,
      height: 30,
    });
    expect(clipToPhoto({ x: 200, y: -90, width: 30, height: 30 }, PHOTO)).toMatchObject({ width: 0, height: 0 });
  });

  it('are placed in percent of the photo', () => {
    expect(placeOver({ x: 25, y: 20, width: 50, height: 40 }, PHOTO)).toEqual({
      left: '25%',
      top: '25%',
      width: '50%',
      height: '50%',
    });
  });
});

describe("a face's thumbnail", () => {
  it('is a square centred on the face', () => {
    const square = thumbnailSquare({ x: 40, y: 30, width: 20, height: 20 }, PHOTO);
    expect(square).toEqual({ x: 37, y: 27, width: 26, height: 26 });
  });

  it('stays inside the photo', () => {
    expect(thumbnailSquare({ x: -5, y: 70, width: 20, height: 20 }, PHOTO)).toMatchObject({ x: 0, y: 54 });
    expect(thumbnailSquare({ x: 0, y: 0, width: 100, height: 80 }, PHOTO)).toEqual({
      x: 10,
      y: 0,
      width: 80,
      height: 80,
    });
  });

  it('is cut out of the photo by its background', () => {
    expect(backgroundOf('blob:a', { x: 10, y: 0, width: 80, height: 80 }, PHOTO)).toEqual({
      backgroundImage: 'url("blob:a")',
      backgroundSize: '125% 100%',
      backgroundPosition: '50% 0%',
    });
  });
});

describe('a map', () => {
  const map = { width: 2, height: 1, values: new Float32Array([0, 4]), region: { x: 0, y: 0, width: 1, height: 1 } };

  it('is painted from dark violet to yellow', () => {
    expect([...paintMap(map, VIRIDIS, 0, highestOf(map))]).toEqual([68, 1, 84, 255, 253, 231, 37, 255]);
  });

  it('of zeros is dark all over', () => {
    const dark = { ...map, values: new Float32Array(2) };
    expect([...paintMap(dark, VIRIDIS, 0, highestOf(dark))]).toEqual([68, 1, 84, 255, 68, 1, 84, 255]);
  });

  it('mixes neighbouring colours and stops at both ends', () => {
    expect(colorAt(VIRIDIS, 0.5 / 9)).toEqual([70, 21, 102, 255]);
    expect(colorAt(VIRIDIS, -1)).toEqual(colorAt(VIRIDIS, 0));
    expect(colorAt(VIRIDIS, 7)).toEqual(colorAt(VIRIDIS, 1));
  });

  it('of what speaks for and against lets the photo through where nothing speaks, whichever side is stronger', () => {
    const signed = { ...map, width: 3, values: new Float32Array([-2, 0, 1]) };
    const pixels = [...paintMap(signed, DIVERGING, -farthestOf(signed), farthestOf(signed))];
    const [against, nothing, slightly] = [pixels.slice(0, 4), pixels.slice(4, 8), pixels.slice(8)];
    expect(against).toEqual([5, 48, 97, 255]);
    expect(nothing?.at(-1)).toBe(0);
    expect(slightly).toEqual([241, 140, 40, 166]);
  });
});

describe('which map is shown', () => {
  const face = madeFace(['Smiling']);
  const analysis = madeAnalysis([face]);

  it('is that of this photo, or of this face', () => {
    expect(mapView(analysis, face, 'heat')).toMatchObject({ map: analysis.heatMap, highest: 1, highLabel: '100%' });
    expect(mapView(analysis, face, 'response')?.map).toBe(analysis.responseMap);
    expect(mapView(analysis, face, 'face-response')?.map).toBe(face.responseMap);
  });

  it('is none where the photo has no face for it', () => {
    expect(mapView(madeAnalysis([]), undefined, 'face-response')).toBeUndefined();
  });
});

describe('the map of what carries a score', () => {
  const face = { ...madeFace(['Smiling']), rollDegrees: 20 };
  const [entry] = MADE_MANIFEST.attributes.filter(({ name }) => name === 'Smiling');
  const coveringBy = (fall: number): Covering => ({
    width: 2,
    height: 1,
    region: { x: 0, y: 15, width: 40, height: 40 },
    falls: perAttribute(() => new Float32Array([-1, fall])),
    strongest: perAttribute(() => ({ x: 0.5, y: 0.25, side: 0.2, fall })),
  });

  it('is turned as the head is, with 0 in the middle', () => {
    expect(entry && coveringView(face, entry, coveringBy(4))).toMatchObject({
      map: { width: 2, height: 1, region: { x: 0, y: 15, width: 40, height: 40 } },
      rollDegrees: 20,
      lowest: -4,
      highest: 4,
      title: 'Where it looked: Smiling',
    });
  });

  it('says what covering the strongest place does to the score, and marks the place', () => {
    // 90 % are log odds of 2.197; without 3 of them 31 % are left.
    const view = entry && coveringView(face, entry, coveringBy(3));
    expect(view?.meaning).toBe('Covering this takes “Smiling” from 90% to 31%.');
    expect(view?.marked).toEqual({ x: 0.5, y: 0.25, side: 0.2 });
  });

  it('marks nothing where no place carries the score', () => {
    const view = entry && coveringView(face, entry, coveringBy(0.01));
    expect(view?.meaning).toMatch(/^No single place carries “Smiling”/);
    expect(view?.marked).toBeUndefined();
  });
});
