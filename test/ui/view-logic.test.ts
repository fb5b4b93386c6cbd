import { describe, expect, it } from 'vitest';
import { ATTRIBUTE_INFO } from '../../src/domain/attribute-info';
import { ATTRIBUTES } from '../../src/domain/attributes';
import { panelRows, summaryOf } from '../../src/ui/attribute-rows';
import { backgroundOf, clipToPhoto, placeOver, thumbnailSquare } from '../../src/ui/boxes';
import { highestOf, paintMap, viridis } from '../../src/ui/map-colors';
import { MADE_MANIFEST } from '../pipeline/made-cascade';
import { madeFace } from '../state/made-state';

const PHOTO = { width: 100, height: 80 };

describe('the panel', () => {
  const face = madeFace(['Smiling', 'Male']);
  const { groups, sensitive } = panelRows(face, MADE_MANIFEST.attributes);
  const open = groups.flatMap(({ rows }) => rows);

  it('has one row for each of the 40 attributes', () => {
    expect([...open, ...sensitive].map(({ name }) => name).sort()).toEqual([...ATTRIBUTES].sort());
    expect(groups.every(({ rows }) => rows.length > 0)).toBe(true);
  });

  it('says of each how probable it is, where its threshold lies and whether it is present', () => {
    expect(open.find(({ name }) => name === 'Smiling')).toEqual({
      name: 'Smiling',
      label: 'Smiling',
      probability: 0.9,
      threshold: 0.5,
      present: true,
    });
    expect(open.find(({ name }) => name === 'Bald')).toMatchObject({ probability: 0.1, present: false });
  });

  it('keeps what judges a person apart', () => {
    const apart = sensitive.map(({ name }) => name);
    for (const name of ['Male', 'Young', 'Attractive', 'Chubby', 'Double_Chin', 'Big_Nose', 'Big_Lips', 'Pale_Skin']) {
      expect(apart).toContain(name);
    }
  });

  it('sums up what is present, without what judges a person', () => {
    expect(summaryOf(madeFace(['Brown_Hair', 'Male', 'Smiling', 'Young']))).toBe('Brown hair, smiling.');
    expect(summaryOf(madeFace(['5_o_Clock_Shadow', 'Eyeglasses']))).toBe("5 o'clock shadow, eyeglasses.");
    expect(summaryOf(madeFace(['Male']))).toBe('Nothing stands out.');
  });

  it('names attributes in words', () => {
    for (const name of ATTRIBUTES) expect(ATTRIBUTE_INFO[name].label).not.toContain('_');
  });
});

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
    expect([...paintMap(map, highestOf(map))]).toEqual([68, 1, 84, 255, 253, 231, 37, 255]);
  });

  it('of zeros is dark all over', () => {
    const dark = { ...map, values: new Float32Array(2) };
    expect([...paintMap(dark, highestOf(dark))]).toEqual([68, 1, 84, 255, 68, 1, 84, 255]);
  });

  it('mixes neighbouring colours and stops at both ends', () => {
    expect(viridis(0.5 / 9)).toEqual([70, 21, 102]);
    expect(viridis(-1)).toEqual(viridis(0));
    expect(viridis(7)).toEqual(viridis(1));
  });
});
