import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { predictPhoto } from '../../../tools/cli/predict-photos';
import { loadCascade, SHIPPED_MODELS } from '../../../tools/lib/load-cascade';

const NAME = 'public/examples/grace-hopper.jpg';
const EXAMPLE = { path: Buffer.from(NAME), name: NAME };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-models-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the models', () => {
  it('that miss a file or have one flipped byte are refused by name', async () => {
    await expect(loadCascade(folder)).rejects.toMatchObject({ name: 'ModelMissing' });
    const models = join(folder, 'models');
    await cp(SHIPPED_MODELS, models, { recursive: true });
    const weights = await readFile(join(models, 'lnets/weights.bin'));
    weights[1000] ^= 1;
    await writeFile(join(models, 'lnets/weights.bin'), weights);
    const failure = await loadCascade(models).catch((error: Error) => error);
    expect(failure).toMatchObject({ name: 'ModelDamaged', message: expect.stringContaining('lnets/weights.bin') });
    await writeFile(join(models, 'manifest.json'), '{');
    await expect(loadCascade(models)).rejects.toMatchObject({ name: 'ManifestInvalid' });
  });

  it('give the same answer every time', async () => {
    const cascade = await loadCascade(SHIPPED_MODELS);
    const [first, second] = [await predictPhoto(cascade, EXAMPLE), await predictPhoto(cascade, EXAMPLE)];
    expect(second.analysis.heatMap).toEqual(first.analysis.heatMap);
  });
});
