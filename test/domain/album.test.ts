import { describe, expect, it } from 'vitest';
import { albumFaces, albumRemarks, isFaceKey, storedAnalysis, withoutBoxes } from '../../src/domain/album';
import { facesOf } from '../../src/domain/analysis';
import { ATTRIBUTES } from '../../src/domain/attributes';
import { albumPhoto } from '../state/made-album';
import { madeAnalysis, madeFace } from '../state/made-state';

describe('what an album keeps of an analysis', () => {
  const measured = madeAnalysis([madeFace(['Smiling'], 10), madeFace(['Eyeglasses', 'Male'], 60)]);
  const stored = storedAnalysis(albumPhoto('a', albumFaces(measured)));

  it('comes back with the boxes, scores and answers that were measured', () => {
    expect(stored.kind).toBe('found');
    for (const [at, face] of facesOf(stored).entries()) {
      const before = facesOf(measured)[at];
      expect([face.head, face.face, face.rollDegrees, face.score]).toEqual([
        before?.head,
        before?.face,
        before?.rollDegrees,
        before?.score,
      ]);
      expect(new Set(face.present)).toEqual(new Set(before?.present));
      for (const name of ATTRIBUTES) expect(face.attributes[name]).toBeCloseTo(before?.attributes[name] ?? -1, 6);
    }
  });

  it('has none of the features, which would be a template of the face, and no map', () => {
    for (const { evidence, responseMap } of facesOf(stored)) {
      expect(evidence.features).toHaveLength(0);
      expect(evidence.contributions.Smiling).toHaveLength(0);
      expect(responseMap.values).toHaveLength(0);
    }
    const kept = JSON.stringify(albumFaces(measured));
    expect(kept).not.toMatch(/features|contributions|margins/);
  });

  it('says how the photo lies and how many faces are not described, as the analysis did', () => {
    expect(albumRemarks(measured)).toEqual({});
    const remarks = albumRemarks({ ...measured, turnDegrees: 90, leftOut: 3 });
    expect(remarks).toEqual({ turnDegrees: 90, leftOut: 3 });
    expect(storedAnalysis({ ...albumPhoto('a'), ...remarks })).toMatchObject(remarks);
    expect(albumRemarks(storedAnalysis(albumPhoto('a')))).toEqual({});
  });

  it('of a photo without a face is a photo without a face', () => {
    expect(storedAnalysis(albumPhoto('a', [])).kind).toBe('no-face');
  });
});

describe('boxes that hold no face', () => {
  it('take away the faces in them, also when a box moved a little, and no others', () => {
    const analysis = madeAnalysis([madeFace([], 10), madeFace([], 60)]);
    const left = withoutBoxes(analysis, [{ x: 12, y: 22, width: 20, height: 30 }]);
    expect(facesOf(left).map(({ face }) => face.x)).toEqual([60]);
    expect(withoutBoxes(analysis, [{ x: 35, y: 20, width: 20, height: 30 }])).toBe(analysis);
  });
});

it('only a whole name of a face names one', () => {
  expect(['a/0', 'a/b/12', 'a/', '/1', 'a', 'a/x', 7, undefined].map(isFaceKey)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});
