import { describe, expect, it } from 'vitest';
import {
  faceName,
  percentage,
  photoNumbers,
  photoStatus,
  progressShare,
  progressText,
  shortNumber,
} from '../../src/i18n/words';
import type { Photo } from '../../src/state/page/app-state';
import { madeAnalysis, madeFace, madeReady, picture } from '../state/page/made-state';

describe('a percentage', () => {
  it.each([
    [0, '<1%'],
    [0.0049, '<1%'],
    [0.005, '1%'],
    [0.426, '43%'],
    [0.9949, '99%'],
    [0.995, '>99%'],
    [1, '>99%'],
  ])('%f reads %s: nothing is ever certain', (probability, text) => {
    expect(percentage(probability)).toBe(text);
  });
});

describe('progress', () => {
  const download = { phase: 'download', loadedBytes: 600_000, totalBytes: 1_100_000 } as const;

  it('says what and how much, and where it comes from', () => {
    expect(progressText({ ...download, source: 'network' })).toBe('Getting ready: 0.6 of 1.1 MB, only this once');
    expect(progressText({ ...download, source: 'cache' })).toBe('Getting ready from this device: 0.6 of 1.1 MB');
    expect(progressText({ ...download, source: 'network', trouble: 'stalled' })).toContain('no data from the server');
    expect(progressText({ ...download, source: 'network', trouble: 'retrying' })).toContain('trying again');
    expect(progressText({ phase: 'warm-up' })).toBe('Getting ready: warming up');
    expect(progressText(undefined)).toBe('Getting ready');
  });

  it('has a share only where something is measured', () => {
    expect(progressShare({ ...download, source: 'cache', loadedBytes: 550_000 })).toBe(0.5);
    expect(progressShare({ ...download, source: 'cache', totalBytes: 0 })).toBeUndefined();
    expect(progressShare({ phase: 'backend' })).toBeUndefined();
  });
});

describe('the line above the photo', () => {
  const base = { id: 1, name: 'a.jpg', picture: picture('blob:a') };
  const ready = { kind: 'ready', ready: madeReady() } as const;
  const analysed = (count: number): Photo => ({
    ...base,
    phase: 'analysed',
    analysis: madeAnalysis(Array.from({ length: count }, () => madeFace())),
    chosenFace: 0,
  });

  it('counts the faces', () => {
    expect(photoStatus(analysed(0), ready)).toBe('No face found');
    expect(photoStatus(analysed(1), ready)).toBe('1 face');
    expect(photoStatus(analysed(3), ready)).toBe('3 faces');
  });

  it('says what a photo is waiting for', () => {
    const analysing: Photo = { ...base, phase: 'analysing' };
    expect(photoStatus(analysing, ready)).toBe('Looking for faces');
    expect(photoStatus(analysing, { kind: 'loading' })).toBe('Waiting until everything is ready');
    expect(photoStatus({ id: 1, name: 'a.jpg', phase: 'queued' }, ready)).toBe('Waiting for its turn');
  });

  it('tells the size, and the time once it is known', () => {
    expect(photoNumbers(analysed(1))).toBe(' · 100 × 80 · 10 ms');
    expect(photoNumbers({ ...base, phase: 'analysing' })).toBe(' · 100 × 80');
    expect(photoNumbers({ id: 1, name: 'a.jpg', phase: 'queued' })).toBe('');
  });
});

describe('names and numbers', () => {
  it('count from one and keep the digits that matter', () => {
    expect(faceName(0, 3)).toBe('Face 1 of 3');
    expect(shortNumber(0.03449)).toBe('0.034');
    expect(shortNumber(1.249)).toBe('1.2');
    expect(shortNumber(18.2)).toBe('18');
  });
});
