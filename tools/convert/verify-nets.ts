import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NetId } from '../../src/domain/manifest';
import { filesOfNet, readSource } from './convert-folder';
import { type ConvertedNet, convertNet } from './convert-net';
import { Parity, type StageError } from './parity';
import { shippedStorage, unquantized } from './quantization';
import { testInputs } from './test-inputs';
import { type ModelFiles, packModel } from './write-model';

/** Largest relative error that the conversion itself may cause. */
export const MOST_RELATIVE = 1e-3;

/** How far a converted net is from ONNX at one place, over all test inputs. */
export interface StageReport {
  readonly layer: string;
  readonly isOutput: boolean;
  /** Of the conversion with weights as trained, relative to the largest value. */
  readonly converted: number;
  /** With the weights as shipped. */
  readonly shipped: number;
}

/** What was found out about one net. */
export interface NetReport {
  readonly id: NetId;
  readonly stages: readonly StageReport[];
  /** Whether the files in the folder of models are what the ONNX file converts to. */
  readonly upToDate: boolean;
}

/** Images in a test batch; more than one, so that mixing them up would show. */
const BATCH = 2;

/** Every stage's largest error over all inputs. */
const largestErrors = async (net: ConvertedNet, onnx: Uint8Array, files: ModelFiles): Promise<StageError[]> => {
  const parity = await Parity.load(net, onnx, files);
  const [{ shape }] = net.onnx.inputs;
  try {
    let largest: StageError[] = [];
    for (const input of testInputs(shape.with(0, shape[0] < 1 ? BATCH : shape[0]))) {
      const errors = await parity.compare(input);
      largest = errors.map((error, index) =>
        error.relative > (largest[index]?.relative ?? -1) ? error : largest[index],
      );
    }
    return largest;
  } finally {
    parity.dispose();
  }
};

const isUpToDate = (id: NetId, net: ConvertedNet, models: string): boolean =>
  [...filesOfNet(id, net)].every(([path, bytes]) => {
    const file = join(models, path);
    return existsSync(file) && readFileSync(file).equals(bytes);
  });

/** Compares ONNX Runtime and tfjs on the same inputs, at every stage that both have. */
export const verifyNet = async (id: NetId, source: string, models: string): Promise<NetReport> => {
  const onnx = readSource(source, `${id}.onnx`);
  const net = convertNet(id, onnx);
  const converted = await largestErrors(net, onnx, packModel(net.graph, unquantized));
  const shipped = await largestErrors(net, onnx, packModel(net.graph, shippedStorage(id)));
  const stages = converted.map(({ layer, isOutput, relative }, index) => ({
    layer,
    isOutput,
    converted: relative,
    shipped: shipped[index].relative,
  }));
  return { id, stages, upToDate: isUpToDate(id, net, models) };
};

/** The largest error of a net, conversion alone. */
export const worst = ({ stages }: NetReport): StageReport =>
  stages.reduce((most, stage) => (stage.converted > most.converted ? stage : most));
