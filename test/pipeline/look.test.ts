import { beforeAll, describe, expect, it } from 'vitest';
import { facesOf } from '../../src/domain/analysis';
import { analyze } from '../../src/pipeline/analyze';
import type { Head } from '../../src/pipeline/lneto';
import { smallHeads, tilesFor, tilesOf } from '../../src/pipeline/look';
import type { Cascade, Net } from '../../src/pipeline/net';
import { buildPyramid } from '../../src/pipeline/pyramid';
import { windowsOf } from '../../src/pipeline/windows';
import { MADE_MANIFEST, madeCascade, photoWithHeads } from './made-cascade';
import { madePhoto } from './made-photos';

/** Made nets whose heads, an eighth of the picture, count as small at the first look; and how often LNeto looked. */
const closeLooking = (smallHead: number, heatPitch = 0.1): { cascade: Cascade; looks: () => number } => {
  const made = madeCascade();
  let looks = 0;
  const lneto: Net = {
    ...made.lneto,
    run: (input) => {
      looks++;
      return made.lneto.run(input);
    },
  };
  const detection = { ...MADE_MANIFEST.detection, closerLook: { smallHead, heatPitch } };
  return { cascade: { ...made, lneto, manifest: { ...MADE_MANIFEST, detection } }, looks: () => looks };
};

describe('tiles', () => {
  const photo = { width: 400, height: 200 };
  const tiles = tilesOf({ centerX: 200, centerY: 100, side: 400, roll: 0 }, photo);

  it('cover the photo, not the bars above and below it', () => {
    for (const [x, y] of [
      [0, 0],
      [399, 199],
      [200, 100],
      [0, 199],
    ]) {
      const holding = tiles.filter((t) => Math.max(Math.abs(x - t.centerX), Math.abs(y - t.centerY)) <= t.side / 2);
      expect(holding.length).toBeGreaterThan(0);
    }
    expect(new Set(tiles.map(({ centerY }) => centerY))).toEqual(new Set([100]));
  });

  it('share a part of their sides, so that a head cut by one lies in the next', () => {
    const [left, right] = tiles;
    const shared = left.centerX + left.side / 2 - (right.centerX - right.side / 2);
    expect(shared).toBeGreaterThanOrEqual(0.5 * left.side);
  });
});

const tile = (centerX: number, side: number) => ({ centerX, centerY: 0, side, roll: 0 });

describe('closer looks', () => {
  const head = (centerX: number, side: number): Head => ({
    square: { centerX, centerY: 0, side, roll: 0 },
    box: { x: centerX - side / 2, y: -side / 2, width: side, height: side },
    score: 0.5,
  });
  const tiles = [tile(50, 100), tile(100, 100), tile(150, 100)];

  it('take one tile for heads that all lie well inside it', () => {
    expect(tilesFor([head(70, 10), head(120, 10), head(85, 10)], tiles)).toEqual([tiles[1]]);
  });

  it('take two where one would cut the room round a head', () => {
    const chosen = tilesFor([head(20, 10), head(95, 10)], tiles);
    expect(chosen).toHaveLength(2);
    expect(chosen).toContainEqual(tiles[0]);
  });

  it("take the nearest tile for a head at the photo's edge", () => {
    expect(tilesFor([head(2, 10)], tiles)).toEqual([tiles[0]]);
  });

  it('take none without a head', () => {
    expect(tilesFor([], tiles)).toEqual([]);
  });
});

describe('windows of a long photo', () => {
  it('are none in a photo of three short sides or less', () => {
    expect(windowsOf({ width: 300, height: 100 }, 0)).toEqual([]);
    expect(windowsOf({ width: 100, height: 300 }, 0)).toEqual([]);
  });

  it.each([
    { width: 20_000, height: 3000 },
    { width: 1080, height: 16_000 },
    { width: 60_000, height: 100 },
    { width: 1, height: 9000 },
  ])('cover all of $width×$height, each sharing a part with the next, in at most 40', (photo) => {
    const windows = windowsOf(photo, 0);
    const long = Math.max(photo.width, photo.height);
    const middles = windows.map(({ centerX, centerY }) => (photo.width > photo.height ? centerX : centerY));
    const { side } = windows[0];
    expect(windows.length).toBeLessThanOrEqual(40);
    expect(middles[0] - side / 2).toBeCloseTo(0, 6);
    expect(middles[middles.length - 1] + side / 2).toBeCloseTo(long, 6);
    for (let i = 1; i < middles.length; i++) expect(middles[i] - middles[i - 1]).toBeLessThanOrEqual(0.7 * side + 1e-6);
  });
});

describe('small heads', () => {
  const head = (centerX: number, side: number, score: number): Head => ({
    square: { centerX, centerY: 0, side, roll: 0 },
    box: { x: centerX - side / 2, y: -side / 2, width: side, height: side },
    score,
  });
  const [person, medal, neighbour] = [head(0, 100, 0.9), head(20, 10, 0.3), head(60, 10, 0.3)];

  it('are not the parts of a large one that is sure', () => {
    expect(smallHeads([person, medal, neighbour], 50)).toEqual([neighbour]);
  });

  it('are small heads all the same in front of a large one that is in doubt', () => {
    expect(smallHeads([{ ...person, score: 0.4 }, medal], 50)).toEqual([medal]);
  });
});

describe('a photo with a small head', () => {
  const close = closeLooking(0.2);
  let result: Awaited<ReturnType<typeof analyze>>;
  beforeAll(async () => {
    result = await analyze(close.cascade, buildPyramid(photoWithHeads([[32, 32]]), 2048));
  });

  it('is looked at again only where the head is', () => {
    // Once the whole, one or two of its tiles, and the like in each of these; 91 would be everywhere.
    expect(close.looks()).toBeGreaterThanOrEqual(3);
    expect(close.looks()).toBeLessThanOrEqual(7);
  });

  it('keeps the maps of the first look', () => {
    expect(result.heatMap.region).toEqual({ x: 0, y: 0, width: 256, height: 256 });
  });

  it('reports the head where it is in the photo, whichever look found it', () => {
    expect(facesOf(result).length).toBeGreaterThan(0);
    for (const { head } of facesOf(result)) {
      expect(head.x + head.width / 2).toBeGreaterThan(32);
      expect(head.x + head.width / 2).toBeLessThan(64);
    }
  });
});

/** One for each way that a photo may lie. */
const LOOKS_WITHOUT_A_FACE = 4;

describe('other photos cost one look, or one for each way they may lie', () => {
  it('when they have no more pixels to show', async () => {
    const close = closeLooking(0.2);
    // As many pixels as the made LNeto's input has, and a head in one cell.
    const photo = madePhoto(64, 64, (x, y) => (x >= 8 && x < 16 && y >= 8 && y < 16 ? [255, 255, 0] : [0, 0, 0]));
    await analyze(close.cascade, buildPyramid(photo, 2048));
    expect(close.looks()).toBe(LOOKS_WITHOUT_A_FACE);
  });

  it('when a head is too faint for the few pixels that a closer look would add', async () => {
    // The made photo has 4 pixels to one of LNeto's, the head a heat of 1.
    const photo = buildPyramid(photoWithHeads([[32, 32]]), 2048);
    const [faint, plain] = [closeLooking(0.2, 4.5), closeLooking(0.2, 3.5)];
    await analyze(faint.cascade, photo);
    await analyze(plain.cascade, photo);
    expect(faint.looks()).toBe(1);
    expect(plain.looks()).toBeGreaterThan(1);
  });

  it('when nothing in them is like a head', async () => {
    const close = closeLooking(0.2);
    await analyze(close.cascade, buildPyramid(photoWithHeads([]), 2048));
    expect(close.looks()).toBe(LOOKS_WITHOUT_A_FACE);
  });

  it('when their heads are large', async () => {
    const close = closeLooking(0.1);
    await analyze(close.cascade, buildPyramid(photoWithHeads([[96, 64]]), 2048));
    expect(close.looks()).toBe(1);
  });
});
