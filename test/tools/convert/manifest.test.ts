import { describe, expect, test } from 'vitest';
import { ATTRIBUTES } from '../../../src/domain/attributes';
import { ConversionError } from '../../../tools/convert/graph';
import { buildManifest, fileEntry, keepMeasurement, netEntry } from '../../../tools/convert/write-manifest';
import { weights } from './helpers/onnx-model';
import { convertSketch } from './helpers/parity-of';

const image = (outputs: readonly string[], size = 64) =>
  convertSketch({
    input: [-1, 3, size, size],
    nodes: outputs.map((output) => ({ op: 'Conv', in: ['x', 'w'], out: [output] })),
    constants: { w: weights([1, 3, 1, 1]) },
    outputs,
  });

const NETS = {
  lneto: image(['heat', 'box', 'response']),
  lnets: image(['face', 'response']),
  anet: image(['features']),
  svm: convertSketch({
    input: [-1, 6],
    nodes: [{ op: 'Gemm', in: ['x', 'w'], out: ['margins'] }],
    constants: { w: weights([6, 40]) },
    outputs: ['margins'],
  }),
};

const entries = (weightByte = 1) => {
  const entry = (id: keyof typeof NETS) =>
    netEntry(id, NETS[id], [
      fileEntry(`${id}/model.json`, Uint8Array.of(1, 2)),
      fileEntry(`${id}/weights.bin`, Uint8Array.of(id === 'anet' ? weightByte : 3)),
    ]);
  return { lneto: entry('lneto'), lnets: entry('lnets'), anet: entry('anet'), svm: entry('svm') };
};

const attribute = (name: string) => ({ name, slope: 1.5, intercept: -0.25, accurate: 0.5, balanced: 0.3 });
const RESULTS = {
  svm: { attributes: ATTRIBUTES.map(attribute) },
  cascade: {
    headGeometry: { side: 2.7, shiftX: 0, shiftY: 0.25 },
    faceGeometry: { side: 2, shiftX: 0, shiftY: 0 },
    sampler: { maxSide: 2048 },
    detection: { heatThreshold: 0.2, scoreThreshold: 0.3, closerLook: { smallHead: 0.2, heatPitch: 0.1 } },
  },
};

const measured = { accuracy: 0.9, balancedAccuracy: 0.8, averagePrecision: 0.7, baseRate: 0.2 };
const MEASUREMENT = {
  set: 'celeba_test',
  result: {
    images: 4000,
    meanAccuracy: 0.9,
    meanBalancedAccuracy: 0.8,
    // In another order than the manifest's: names count.
    attributes: ATTRIBUTES.map((name) => ({ name, ...measured, threshold: 0.5 })).toReversed(),
  },
};

describe('the manifest', () => {
  test('describes each net: files, input as tfjs takes it, normalisation for pictures only, outputs, work', () => {
    const { anet, svm } = buildManifest(entries(), RESULTS).nets;
    expect(anet).toMatchObject({
      inputShape: [-1, 64, 64, 3],
      normalization: { mean: 127.5, scale: 1 / 127.5 },
      outputs: ['features'],
      multiplyAdds: 64 * 64 * 3,
    });
    expect(anet.files[1]).toEqual({
      path: 'anet/weights.bin',
      bytes: 1,
      sha256: '4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a',
    });
    expect(svm.inputShape).toEqual([-1, 6]);
    expect(svm).not.toHaveProperty('normalization');
  });

  test('has another version, and that net too, as soon as a weight changes', () => {
    const [before, after] = [buildManifest(entries(1), RESULTS), buildManifest(entries(2), RESULTS)];
    expect(after.nets.anet.version).not.toBe(before.nets.anet.version);
    expect(after.nets.lneto.version).toBe(before.nets.lneto.version);
    expect(after.version).not.toBe(before.version);
  });

  test('names the training recipe that made the nets, and says so when none did', () => {
    const hash = '0123456789ab';
    const [none, made] = [undefined, { hash }].map((recipe) => buildManifest(entries(), { ...RESULTS, recipe }));
    expect(none.recipe).toBeNull();
    expect(made.recipe).toBe(hash);
    expect(made.version).toBe(none.version);
    expect(() => buildManifest(entries(), { ...RESULTS, recipe: { hash: 'mine' } })).toThrow(
      /"recipe" should be null or/,
    );
  });

  test('holds measured accuracy by name, and keeps its version', () => {
    const plain = buildManifest(entries(), RESULTS);
    const manifest = buildManifest(entries(), RESULTS, MEASUREMENT);
    expect(manifest.version).toBe(plain.version);
    expect(manifest.attributes[0]).toEqual({ ...plain.attributes[0], measured });
    expect(manifest.measuredOn).toEqual({
      set: 'celeba_test',
      images: 4000,
      meanAccuracy: 0.9,
      meanBalancedAccuracy: 0.8,
      command: 'npm run evaluate -- --images celeba_test.tar --labels celeba_test.csv',
    });
  });

  test('holds the calibration error of a measurement that has it', () => {
    const attributes = ATTRIBUTES.map((name) => ({ name, ...measured, calibrationError: 0.03 }));
    const measurement = { ...MEASUREMENT, result: { ...MEASUREMENT.result, attributes } };
    const manifest = buildManifest(entries(), RESULTS, measurement);
    expect(manifest.attributes[39].measured).toEqual({ ...measured, calibrationError: 0.03 });
  });

  test('keeps a measurement when converted again, but not for other nets', () => {
    const earlier = JSON.parse(JSON.stringify(buildManifest(entries(1), RESULTS, MEASUREMENT)));
    expect(keepMeasurement(buildManifest(entries(1), RESULTS), earlier)).toEqual(earlier);
    expect(keepMeasurement(buildManifest(entries(2), RESULTS), earlier)).not.toHaveProperty('measuredOn');
    expect(keepMeasurement(buildManifest(entries(1), RESULTS), undefined)).not.toHaveProperty('measuredOn');
  });

  test.each([
    ['attributes in another order', { svm: { attributes: ATTRIBUTES.toReversed().map(attribute) } }, /attributes\[0\]/],
    ['a missing attribute', { svm: { attributes: ATTRIBUTES.slice(1).map(attribute) } }, /list of the 40/],
    ['no geometry', { cascade: { ...RESULTS.cascade, faceGeometry: undefined } }, /faceGeometry/],
    [
      'a threshold above one',
      { cascade: { ...RESULTS.cascade, detection: { ...RESULTS.cascade.detection, heatThreshold: 2 } } },
      /heatThreshold/,
    ],
  ])('is refused with %s', (_, change, message) => {
    const build = () => buildManifest(entries(), { ...RESULTS, ...change });
    expect(build).toThrow(ConversionError);
    expect(build).toThrow(message);
  });
});
