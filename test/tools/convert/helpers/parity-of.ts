import { type ConvertedNet, convertNet } from '../../../../tools/convert/convert-net';
import { Parity } from '../../../../tools/convert/parity';
import { unquantized } from '../../../../tools/convert/quantization';
import { testInputs } from '../../../../tools/convert/test-inputs';
import { packModel } from '../../../../tools/convert/write-model';
import { type ModelSketch, onnxFile } from './onnx-model';

/** Converts a file, runs it on ONNX Runtime and on tfjs's current backend; the largest error of any stage. */
export const largestErrorOf = async (onnx: Uint8Array): Promise<number> => {
  const net = convertNet('test', onnx);
  const parity = await Parity.load(net, onnx, packModel(net.graph, unquantized));
  const [{ shape }] = net.onnx.inputs;
  try {
    let largest = 0;
    for (const input of testInputs(shape.with(0, shape[0] < 0 ? 3 : shape[0]))) {
      const errors = await parity.compare(input);
      largest = Math.max(largest, ...errors.map(({ relative }) => relative));
    }
    return largest;
  } finally {
    parity.dispose();
  }
};

/** The same for a model written in a test. */
export const largestError = (model: ModelSketch): Promise<number> => largestErrorOf(onnxFile(model));

/** Converts a model written in a test. */
export const convertSketch = (model: ModelSketch): ConvertedNet => convertNet('test', onnxFile(model));

/** The operators that a converted net runs, without its constants and its input. */
export const operators = ({ graph }: ConvertedNet): string[] =>
  graph.nodes.map(({ op }) => op).filter((op) => op !== 'Const' && op !== 'Placeholder');
