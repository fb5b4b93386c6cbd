import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../../src/domain/analysis';
import { jsonLine, plainText } from '../../../tools/cli/predict-photos';

const map = { width: 1, height: 1, values: new Float32Array(1), region: { x: 0, y: 0, width: 1, height: 1 } };
const ms = { sample: 0, lneto: 0, lnets: 0, anet: 0, total: 0 };
const analysis: Analysis = { kind: 'no-face', photo: { width: 9, height: 8 }, responseMap: map, heatMap: map, ms };
const predicted = (more: Partial<Analysis>) => ({
  file: 'a.jpg',
  bytes: 1,
  sha256: 'a',
  pixels: { width: 9, height: 8, data: new Uint8ClampedArray(9 * 8 * 4), photo: { width: 9, height: 8 }, notes: [] },
  analysis: { ...analysis, ...more } as Analysis,
  ms: { ...ms, decode: 0, reduce: 0 },
});

describe('the command line says of a photo', () => {
  it('that it lies turned, and by how much', () => {
    expect(plainText(predicted({ turnDegrees: 90 }), false)).toContain('the photo lies turned by 90°, clockwise');
    expect(JSON.parse(jsonLine(predicted({ turnDegrees: 90 }))).turn).toBe(90);
  });

  it('how many more heads there are than it describes', () => {
    expect(plainText(predicted({ leftOut: 12 }), false)).toContain('at least 12 more heads');
    expect(JSON.parse(jsonLine(predicted({ leftOut: 12 }))).leftOut).toBe(12);
  });

  it('neither where there is nothing to say', () => {
    expect(plainText(predicted({}), false)).toBe('a.jpg: 9×8, no faces, 0 ms');
    expect(Object.keys(JSON.parse(jsonLine(predicted({}))))).toEqual([
      'schema',
      'file',
      'width',
      'height',
      'faces',
      'ms',
    ]);
  });
});
