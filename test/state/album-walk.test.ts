import { describe, expect, it } from 'vitest';
import type { AlbumPhoto, FaceKey } from '../../src/domain/album';
import { storedAnalysis } from '../../src/domain/album';
import { EMPTY_ALBUM } from '../../src/state/album-state';
import { faceFrom, faceVisited, placeInAlbum } from '../../src/state/album-walk';
import type { AnalysedPhoto } from '../../src/state/app-state';
import { albumFace, albumPhoto } from './made-album';

const faceAt = (index: number) => ({ ...albumFace([], index), face: { x: 40 * index, y: 0, width: 30, height: 30 } });
const PAIR = albumPhoto('pair', [faceAt(0), faceAt(1)]);
const SHOWN: readonly FaceKey[] = ['single/0', 'pair/0', 'pair/1', 'other/0'];
const ALBUM = { ...EMPTY_ALBUM, photos: [albumPhoto('single'), PAIR, albumPhoto('other')] };

const onStage = (photo: AlbumPhoto, chosenFace = 0): AnalysedPhoto => ({
  id: 7,
  name: photo.name,
  file: photo.id,
  phase: 'analysed',
  picture: { url: 'blob:1', width: 100, height: 80 },
  analysis: storedAnalysis(photo),
  chosenFace,
});

describe('the way through the album', () => {
  it('goes from a face to those that are shown before and after it', () => {
    const album = faceVisited(ALBUM, 'pair/0', SHOWN);
    const place = placeInAlbum(album, SHOWN, onStage(PAIR));
    expect(place).toEqual({ at: 1, isShown: true });
    expect(place && faceFrom(place, SHOWN, 'next')).toBe('pair/1');
    expect(place && faceFrom(place, SHOWN, 'previous')).toBe('single/0');
  });

  it('goes on from the face that is chosen meanwhile', () => {
    const album = faceVisited(ALBUM, 'pair/0', SHOWN);
    expect(placeInAlbum(album, SHOWN, onStage(PAIR, 1))).toEqual({ at: 2, isShown: true });
  });

  it('ends at both ends', () => {
    expect(faceFrom({ at: 0, isShown: true }, SHOWN, 'previous')).toBeUndefined();
    expect(faceFrom({ at: 3, isShown: true }, SHOWN, 'next')).toBeUndefined();
  });

  it('knows its place when the face is gone: the next one has moved up', () => {
    const album = faceVisited(ALBUM, 'single/0', SHOWN);
    const left = SHOWN.slice(1);
    const place = placeInAlbum(album, left, onStage(albumPhoto('single')));
    expect(place).toEqual({ at: 0, isShown: false });
    expect(place && faceFrom(place, left, 'next')).toBe('pair/0');
    expect(place && faceFrom(place, left, 'previous')).toBeUndefined();
  });

  it('is no matter of photos that were not opened from the album', () => {
    expect(placeInAlbum(ALBUM, SHOWN, onStage(PAIR))).toBeUndefined();
    const album = faceVisited(ALBUM, 'pair/0', SHOWN);
    expect(placeInAlbum(album, SHOWN, onStage(albumPhoto('single')))).toBeUndefined();
    expect(placeInAlbum(album, SHOWN, undefined)).toBeUndefined();
  });
});
