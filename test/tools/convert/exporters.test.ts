import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { convertNet } from '../../../tools/convert/convert-net';
import { useBackend } from '../../../tools/lib/backend';
import { largestErrorOf, operators } from './helpers/parity-of';

beforeAll(() => useBackend('wasm'));

describe.each(['dynamo', 'legacy'])("a net from PyTorch's %s exporter", (exporter) => {
  const bytes = readFileSync(new URL(`./fixtures/${exporter}.onnx`, import.meta.url));

  test('gives what ONNX Runtime gives at every stage, for any batch', async () => {
    expect(await largestErrorOf(bytes)).toBeLessThan(3e-6);
  });

  test('is left with fused nodes only: no padding, batch normalisation or transposition', () => {
    const net = convertNet(exporter, bytes);
    const counts = new Map<string, number>();
    for (const op of operators(net)) counts.set(op, (counts.get(op) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      _FusedConv2D: 6,
      FusedDepthwiseConv2dNative: 3,
      _FusedMatMul: 2,
      ResizeNearestNeighbor: 1,
      AddV2: 1,
      ConcatV2: 2,
      Slice: 4,
      Sigmoid: 2,
      Mean: 1,
      Reshape: 1,
    });
  });

  test('keeps the names of its outputs and opens the batch', () => {
    const { graph } = convertNet(exporter, bytes);
    expect(graph.outputs).toEqual(['heat', 'box', 'response', 'face']);
    expect(graph.input).toEqual({ name: 'input', shape: [-1, 16, 16, 3] });
  });
});
