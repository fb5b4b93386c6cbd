import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { convertAll, convertSome } from '../../../tools/convert/convert-folder';
import { MOST_RELATIVE, verifyNet, worst } from '../../../tools/convert/verify-nets';
import { useBackend } from '../../../tools/lib/backend';

const FIXTURE = new URL('./fixtures/dynamo.onnx', import.meta.url);

beforeAll(() => useBackend('wasm'));

describe('verifying a net', () => {
  let source = '';
  let models = '';

  const writeModels = (change: (path: string, bytes: Uint8Array) => Uint8Array = (_, bytes) => bytes): void => {
    for (const [path, bytes] of convertSome(source, ['lneto'])) {
      mkdirSync(dirname(join(models, path)), { recursive: true });
      writeFileSync(join(models, path), change(path, bytes));
    }
  };

  beforeEach(() => {
    source = mkdtempSync(join(tmpdir(), 'facet-source-'));
    models = mkdtempSync(join(tmpdir(), 'facet-models-'));
    copyFileSync(FIXTURE, join(source, 'lneto.onnx'));
  });

  afterEach(() => {
    rmSync(source, { recursive: true });
    rmSync(models, { recursive: true });
  });

  test('reports every stage: the conversion within rounding, the stored weights coarser', async () => {
    writeModels();
    const report = await verifyNet('lneto', source, models);
    expect(report.upToDate).toBe(true);
    const outputs = report.stages.filter(({ isOutput }) => isOutput).map(({ layer }) => layer);
    expect(outputs.toSorted()).toEqual(['box', 'face', 'heat', 'response']);
    expect(report.stages.length).toBeGreaterThan(15);
    expect(worst(report).converted).toBeLessThan(MOST_RELATIVE / 100);
    const coarsest = Math.max(...report.stages.map(({ shipped }) => shipped));
    expect(coarsest).toBeGreaterThan(1e-4);
    expect(coarsest).toBeLessThan(0.05);
  });

  test('notices a shipped file with one changed byte', async () => {
    writeModels((path, bytes) => (path.endsWith('.bin') ? bytes.with(100, bytes[100] ^ 1) : bytes));
    expect((await verifyNet('lneto', source, models)).upToDate).toBe(false);
  });

  test('notices a shipped file that is missing', async () => {
    expect((await verifyNet('lneto', source, models)).upToDate).toBe(false);
  });

  test('names a net that training has not written yet', async () => {
    await expect(convertAll(source)).rejects.toThrow(/lnets\.onnx is missing\. The training writes it/);
  });
});
