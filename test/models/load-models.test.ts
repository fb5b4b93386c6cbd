import '@tensorflow/tfjs-backend-cpu';
import { memory, ones, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelFile } from '../../src/domain/manifest';
import { loadModels } from '../../src/models/load-models';
import { parseManifest } from '../../src/models/manifest';
import { type ModelFolder, readManifest, tinyModels } from './tiny-models';

beforeAll(async () => {
  expect(await setBackend('cpu')).toBe(true);
});

const load = (folder: ModelFolder) => {
  const read = async ({ path }: ModelFile) => Uint8Array.from(folder.get(path) ?? []).buffer;
  return loadModels(parseManifest(readManifest(folder)), read);
};

/** The folder with a change to the text of one net's model.json. */
const edited = (path: string, from: string, to: string): ModelFolder => {
  const folder = tinyModels();
  const text = new TextDecoder().decode(folder.get(path));
  expect(text).toContain(from);
  return folder.set(path, new TextEncoder().encode(text.replaceAll(from, to)));
};

describe('loaded nets', () => {
  it('give their outputs by name, for any batch', async () => {
    const models = await load(tinyModels());
    const input = ones([3, 16, 16, 3]);
    const outputs = models.lneto.run(input);
    expect(Object.fromEntries(Object.entries(outputs).map(([name, { shape }]) => [name, shape]))).toEqual({
      heat: [3, 2, 2, 1],
      box: [3, 2, 2, 3],
      response: [3, 2, 2, 1],
    });
    expect((await outputs.heat.data())[0]).toBeCloseTo(1, 5);
    expect((await outputs.box.data())[2]).toBeCloseTo(Math.log(0.25), 5);
  });

  it('hold nothing any more once they are disposed', async () => {
    const before = memory().numTensors;
    const models = await load(tinyModels());
    expect(memory().numTensors).toBeGreaterThan(before);
    for (const net of [models.lneto, models.lnets, models.anet, models.svm]) net.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

describe('nets that do not belong to the manifest are refused, and leave no tensors:', () => {
  it.each([
    ['a model.json that is no JSON', edited('anet/model.json', '{"format"', 'format'), 'ModelDamaged', /"anet"/],
    [
      'a model.json of another kind',
      edited('svm/model.json', 'modelTopology', 'layers'),
      'ModelDamaged',
      /lacks model/,
    ],
    ['an output that is not there', edited('lnets/model.json', '"face"', '"nose"'), 'ModelDamaged', /no output "face"/],
    [
      'an operator that nobody knows',
      edited('lneto/model.json', '"Sigmoid"', '"Sigmund"'),
      'BackendFailed',
      /The net "lneto" failed in its first run/,
    ],
  ])('%s', async (_, folder, name, words) => {
    const before = memory().numTensors;
    await expect(load(folder)).rejects.toMatchObject({ name, message: expect.stringMatching(words) });
    expect(memory().numTensors).toBe(before);
  });

  it('an output of another shape', async () => {
    const before = memory().numTensors;
    await expect(load(tinyModels([0, 0]))).rejects.toMatchObject({
      name: 'ModelDamaged',
      message: expect.stringContaining('"heat" should have the shape [batch, 2, 2, 1], but has [1, 2, 2, 2]'),
    });
    expect(memory().numTensors).toBe(before);
  });

  it('weights that give no numbers', async () => {
    const folder = tinyModels();
    const weights = new Float32Array(Uint8Array.from(folder.get('svm/weights.bin') ?? []).buffer);
    weights[0] = Number.NaN;
    folder.set('svm/weights.bin', new Uint8Array(weights.buffer));
    const before = memory().numTensors;
    await expect(load(folder)).rejects.toMatchObject({
      name: 'BackendFailed',
      message: expect.stringContaining('"margins" holds values that are no numbers'),
    });
    expect(memory().numTensors).toBe(before);
  });

  it('a file that cannot be read: its own fault passes through', async () => {
    const manifest = parseManifest(readManifest(tinyModels()));
    await expect(loadModels(manifest, () => Promise.reject(new Error('unplugged')))).rejects.toThrow('unplugged');
  });
});
