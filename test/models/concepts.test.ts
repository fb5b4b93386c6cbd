import { describe, expect, it } from 'vitest';
import { ATTRIBUTES } from '../../src/domain/attributes';
import { isFault } from '../../src/domain/errors';
import type { Manifest, ModelFile } from '../../src/domain/manifest';
import { parseConcepts, readConcepts } from '../../src/models/concepts';
import { parseManifest } from '../../src/models/manifest';
import { addConcepts, type ModelFolder, readManifest, tinyConcepts, tinyModels } from './tiny-models';

const manifestOf = (folder: ModelFolder): Manifest => parseManifest(readManifest(folder));
const MANIFEST = manifestOf(tinyModels());
const valid = () => tinyConcepts(MANIFEST.version);

const read = (folder: ModelFolder) =>
  readConcepts(manifestOf(folder), async ({ path }: ModelFile) => Uint8Array.from(folder.get(path) ?? []).buffer);

/** Concepts with the field at a path like "neurons.0.feature" set to another value; undefined removes it. */
const changed = (path: string, value: unknown): unknown => {
  const concepts: Record<string, unknown> = JSON.parse(JSON.stringify(valid()));
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let target = concepts;
  for (const key of keys) target = target[key] as Record<string, unknown>;
  if (value === undefined) delete target[last];
  else target[last] = value;
  return concepts;
};

const faultOf = (json: unknown): Error => {
  try {
    parseConcepts(json, MANIFEST);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('the concepts were accepted');
};

describe('models without a concepts file', () => {
  it('have no concepts, and nothing is read', async () => {
    expect(await read(tinyModels())).toBeUndefined();
  });
});

describe('a concepts file', () => {
  it('that belongs to the models is accepted as it stands', async () => {
    expect(await read(addConcepts(tinyModels(), valid()))).toEqual(valid());
  });

  it('of other models is refused with both versions', () => {
    const fault = faultOf(tinyConcepts('older'));
    expect(isFault(fault, 'ModelDamaged')).toBe(true);
    expect(fault.message).toBe(
      `The models' concepts.json can't be used: "modelsVersion" should be ${JSON.stringify(MANIFEST.version)}, but is "older". ` +
        'Convert the models again.',
    );
  });

  it('that is no JSON is refused with the reason', async () => {
    const folder = addConcepts(tinyModels(), valid());
    folder.set('concepts.json', new TextEncoder().encode('neurons'));
    await expect(read(folder)).rejects.toMatchObject({
      name: 'ModelDamaged',
      message: expect.stringContaining("concepts.json can't be used: it is no JSON"),
    });
  });

  it.each([
    ['schema', 2, 'should be 1, but is 2'],
    ['neurons.0.feature', 8, 'should be a whole number from 0 to 7, but is 8'],
    ['neurons.0.mean', null, 'should be a number, but is null'],
    ['neurons.0.attribute', 'Happy', 'should be the name of an attribute, but is "Happy"'],
    ['neurons.0.inverse', 1, 'should be true or false, but is 1'],
    ['neurons.0.averagePrecision', 1.5, 'should be a number from 0 to 1, but is 1.5'],
    ['combinations.Smiling.terms.0.neuron', 1, 'should be a whole number from 0 to 0, but is 1'],
    ['combinations.Young', undefined, 'should be an object, but is missing'],
    ['combinations.Bald.fullAccuracy', undefined, 'should be a number, but is missing'],
    ['groups.0.attributes.1', 'Grin', 'should be the name of an attribute'],
    ['regions.Male', [1, 2, 3], "should be one number for each cell of ANet's square map, but is [1,2,3]"],
    ['regions.Male.0', '1', 'should be a number, but is "1"'],
  ])('with a wrong %s is refused, and the fault says what was expected and what came', (path, value, words) => {
    const { message } = faultOf(changed(path, value));
    expect(message).toContain(`"${path.replace(/\.(\d+)/g, '[$1]')}`);
    expect(message).toContain(words);
  });

  it('whose attributes stand in another order is refused: an older list may mean others', () => {
    const { regions } = valid();
    const turned = Object.fromEntries(ATTRIBUTES.toReversed().map((name) => [name, regions[name]]));
    expect(faultOf({ ...valid(), regions: turned }).message).toContain(
      'the attributes in order, "5_o_Clock_Shadow" at 0, but is "Young"',
    );
  });

  it.each([null, [], 'text'])('that is %j is refused', (json) => {
    expect(faultOf(json).message).toContain('"concepts.json" should be an object');
  });
});
