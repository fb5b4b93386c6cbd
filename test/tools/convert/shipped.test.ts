import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ATTRIBUTES } from '../../../src/domain/attributes';
import { checkModelFile } from '../../../src/models/check-file';
import { parseManifest } from '../../../src/models/manifest';
import { NET_IDS } from '../../../src/models/net-shapes';
import { expandWeights, type StoredWeight } from '../../../src/models/stored-weights';
import { permuteConstant } from '../../../tools/convert/axes';
import { convertAll } from '../../../tools/convert/convert-folder';
import { readOnnx } from '../../../tools/convert/read-onnx';
import { MOST_RELATIVE, verifyNet, worst } from '../../../tools/convert/verify-nets';
import { useBackend } from '../../../tools/lib/backend';

const SOURCE = 'tools/train/onnx';
const MODELS = 'public/models';

const shipped = (path: string): Buffer => readFileSync(`${MODELS}/${path}`);
const manifest = parseManifest(JSON.parse(shipped('manifest.json').toString()));
const files = Object.values(manifest.nets).flatMap((net) => net.files);

const converted = await convertAll(SOURCE, { target: MODELS });

describe('the models that ship', () => {
  test.each([...converted.keys()])('%s is byte for byte what the trained nets convert to', (path) => {
    expect(shipped(path).equals(converted.get(path) ?? Buffer.alloc(0))).toBe(true);
  });

  test('converting again gives the same bytes', async () => {
    const again = await convertAll(SOURCE, { target: MODELS });
    expect([...again.keys()]).toEqual([...converted.keys()]);
    // Comparing large arrays number by number takes a minute.
    for (const [path, bytes] of again)
      expect(Buffer.compare(bytes, converted.get(path) ?? Buffer.alloc(0)), path).toBe(0);
  });

  test.each(files)('$path has the size and the SHA-256 of the manifest', async (file) => {
    const bytes = shipped(file.path);
    const buffer = Uint8Array.from(bytes).buffer;
    expect(await checkModelFile(file, buffer)).toBe(buffer);
  });

  test.each(NET_IDS)('%s answers as ONNX Runtime does, at every stage', async (id) => {
    await useBackend('wasm');
    const report = await verifyNet(id, SOURCE, MODELS);
    expect(worst(report).converted).toBeLessThanOrEqual(MOST_RELATIVE);
    expect(report.upToDate).toBe(true);
  });

  test('the whole download stays below 2 MB', () => {
    expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(2e6);
  });

  test.each(NET_IDS)('%s/model.json holds no white space', (id) => {
    const text = shipped(`${id}/model.json`).toString().trim();
    expect(text).toBe(JSON.stringify(JSON.parse(text)));
  });

  test('the manifest holds what training wrote: thresholds, calibration, geometry', () => {
    const svm = JSON.parse(readFileSync(`${SOURCE}/svm.json`, 'utf8'));
    const cascade = JSON.parse(readFileSync(`${SOURCE}/cascade.json`, 'utf8'));
    expect(manifest).toMatchObject(cascade);
    expect(manifest.attributes.map(({ name }) => name)).toEqual(ATTRIBUTES);
    manifest.attributes.forEach(({ name, calibration, thresholds }, index) => {
      expect({ name, ...calibration, ...thresholds }).toEqual(svm.attributes[index]);
    });
  });
});

test('the shipped SVMs equal the fitted ones within a hundredth of the largest weight of each', () => {
  const stored = JSON.parse(shipped('svm/model.json').toString()).weightsManifest[0].weights as StoredWeight[];
  expect(stored.map(({ name, shape }) => [name, shape])).toEqual([
    ['margins/weights', [2048, 40]],
    ['margins/bias', [40]],
  ]);
  const onnx = readOnnx(readFileSync(`${SOURCE}/svm.onnx`));
  const gemm = onnx.nodes.find(({ op }) => op === 'Gemm');
  const [fitted, bias] = [1, 2].map((input) => onnx.constants.get(gemm?.inputs[input] ?? ''));
  if (!fitted || !bias) throw new Error('svm.onnx holds no Gemm with constant weights');

  const { weightData } = expandWeights(stored, Uint8Array.from(shipped('svm/weights.bin')));
  const [weights, shippedBias] = [weightData].flat().map((buffer) => new Float32Array(buffer));
  const expected = permuteConstant(fitted, [1, 0]).data;
  const [largest, gaps] = [new Float64Array(40), new Float64Array(40)];
  weights.forEach((weight, index) => {
    largest[index % 40] = Math.max(largest[index % 40], Math.abs(expected[index]));
    gaps[index % 40] = Math.max(gaps[index % 40], Math.abs(weight - expected[index]));
  });
  gaps.forEach((gap, svm) => {
    expect(gap).toBeLessThan(largest[svm] / 100);
  });
  expect(shippedBias).toEqual(bias.data);
});
