import { describe, expect, it } from 'vitest';
import { isFault } from '../../src/domain/errors';
import { parseManifest } from '../../src/models/manifest';
import { readManifest, tinyModels } from './tiny-models';

const valid = () => readManifest(tinyModels());

/** The manifest with the field at a path like "nets.lneto.files.0.bytes" set to another value; undefined removes it. */
const changed = (path: string, value: unknown): unknown => {
  const manifest = valid();
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let target = manifest;
  for (const key of keys) target = target[key] as Record<string, unknown>;
  if (value === undefined) delete target[last];
  else target[last] = value;
  return manifest;
};

const faultOf = (json: unknown): Error => {
  try {
    parseManifest(json);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('the manifest was accepted');
};

describe('a manifest', () => {
  it('that is complete is accepted as it stands', () => {
    expect(parseManifest(valid())).toEqual(valid());
  });

  it('may say more than this version knows; that is left out', () => {
    expect(parseManifest({ ...valid(), later: 1 })).toEqual(valid());
  });

  it.each([
    ['schema', 2, 'should be 1, but is 2'],
    ['version', undefined, 'should be a text, but is missing'],
    ['nets.lneto.files.0.bytes', -5, 'should be a whole number of at least 1, but is -5'],
    ['nets.lneto.files.1.sha256', 'ABC', 'should be a SHA-256 of 64 lower-case hex digits, but is "ABC"'],
    ['nets.lneto.files.0.path', '../secret.json', 'should be a path inside the folder'],
    ['nets.lneto.files.0.path', 'https://elsewhere.test/model.json', 'should be a path inside the folder'],
    ['nets.lnets.inputShape', [-1, 3, 96, 96], 'should be [-1, size, size, 3]'],
    ['nets.svm.inputShape', [-1, 4, 4, 128], 'should be [-1, features]'],
    ['nets.anet.normalization', undefined, 'should be an object, but is missing'],
    ['nets.anet.outputs', ['embedding'], 'should be a list with "features" in it'],
    ['nets.svm', undefined, 'should be an object, but is missing'],
    ['sampler.maxSide', '2048', 'should be a whole number of at least 32, but is "2048"'],
    ['faceGeometry.side', 0, 'should be a number above 0, but is 0'],
    ['detection.heatThreshold', 1.5, 'should be a number from 0 to 1, but is 1.5'],
    ['attributes.20.name', 'Female', 'should be "Male", but is "Female"'],
    ['attributes.3.calibration.slope', null, 'should be a number, but is null'],
    ['attributes', [], 'should be a list of the 40 attributes'],
    ['concepts', { path: 'concepts.json', bytes: 0, sha256: 'ab' }, 'should be a whole number of at least 1, but is 0'],
    ['measuredOn', { set: 'test' }, 'should be a whole number of at least 1, but is missing'],
    ['origin.starts.lneto', 7, 'should be a text, but is 7'],
  ])('with a wrong %s is refused, and the fault says what was expected and what came', (path, value, words) => {
    const fault = faultOf(changed(path, value));
    expect(isFault(fault, 'ManifestInvalid')).toBe(true);
    const named = path.replace(/\.(\d+)/g, '[$1]');
    expect(fault.message).toContain(`"${named}`);
    expect(fault.message).toContain(words);
  });

  it.each([null, [], 'text', 7])('that is %j is refused', (json) => {
    expect(faultOf(json).message).toContain('"manifest.json" should be an object');
  });

  it('keeps a huge wrong value out of the message', () => {
    expect(faultOf(changed('version', { text: 'x'.repeat(5000) })).message.length).toBeLessThan(300);
  });
});
