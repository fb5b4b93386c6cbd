import { CHANNELS_LAST, permuteConstant } from './axes';
import type { Builder } from './builder';
import { type Constant, numberOf, numbersOf, type OnnxNode, refusal, textOf } from './graph';
import type { Padding } from './layer';
import { asList } from './shapes';

const pair = (node: OnnxNode, name: string): [number, number] => {
  const [first, second = first] = numbersOf(node, name) ?? [1, 1];
  return [first, second];
};

const paddingOf = (node: OnnxNode): Padding => {
  const mode = textOf(node, 'auto_pad', 'NOTSET');
  if (mode !== 'NOTSET' && mode !== 'VALID') {
    throw refusal(node, `auto_pad ${mode} is not supported; export with explicit pads.`);
  }
  const [top, left, bottom, right] = numbersOf(node, 'pads') ?? [0, 0, 0, 0];
  return { top, left, bottom, right };
};

/** Conv → Conv2D or, when there is one group a channel, DepthwiseConv2dNative, always with a bias. */
export const lowerConv = (builder: Builder, node: OnnxNode): void => {
  const input = builder.valueIn(node, 0, CHANNELS_LAST);
  const weights = builder.requireConstant(node, 1, 'the filter');
  const [batch, height, width, channels] = input.shape;
  const [outputs, , kernelHeight, kernelWidth] = weights.shape;
  const group = numberOf(node, 'group', 1);
  if (group !== 1 && group !== channels) {
    throw refusal(node, `${group} groups for ${channels} channels; only 1 group or one a channel can be converted.`);
  }
  const [strides, dilations, padding] = [pair(node, 'strides'), pair(node, 'dilations'), paddingOf(node)];
  const extent = (size: number, before: number, after: number, kernel: number, axis: 0 | 1): number =>
    Math.floor((size + before + after - dilations[axis] * (kernel - 1) - 1) / strides[axis]) + 1;
  const bias = builder.constant(node, 2) ?? { shape: [outputs], data: new Float32Array(outputs) };
  const rows = extent(height, padding.top, padding.bottom, kernelHeight, 0);
  const columns = extent(width, padding.left, padding.right, kernelWidth, 1);
  const depthwise = group > 1;
  builder.add(
    node,
    {
      kind: depthwise ? 'depthwise' : 'conv',
      shape: [batch, rows, columns, outputs],
      input: input.layer,
      filter: depthwise ? depthwiseFilter(weights, channels) : permuteConstant(weights, [2, 3, 1, 0]),
      bias,
      strides,
      dilations,
      padding,
    },
    CHANNELS_LAST,
  );
};

/** (channels·multiplier) × 1 × h × w → h × w × channels × multiplier. */
const depthwiseFilter = ({ shape, data }: Constant, channels: number): Constant => {
  const [outputs, , height, width] = shape;
  return permuteConstant({ shape: [channels, outputs / channels, height, width], data }, [2, 3, 0, 1]);
};

/** BatchNormalization → a scale and a shift a channel, folded into the layer before it later on. */
export const lowerBatchNorm = (builder: Builder, node: OnnxNode): void => {
  const given = builder.value(node, 0);
  const input = given.shape.length === 4 ? builder.reorder(given, CHANNELS_LAST) : given;
  const [gamma, beta, mean, variance] = ['scale', 'bias', 'mean', 'variance'].map((what, index) =>
    asList(builder.requireConstant(node, index + 1, what)),
  );
  const epsilon = numberOf(node, 'epsilon', 1e-5);
  const scale = Float64Array.from(gamma, (value, channel) => value / Math.sqrt(variance[channel] + epsilon));
  const shift = Float64Array.from(beta, (value, channel) => value - mean[channel] * scale[channel]);
  builder.add(node, { kind: 'affine', shape: input.shape, input: input.layer, scale, shift }, input.order);
};

/** Pad with zeros around height and width; folded into the convolution that follows later on. */
export const lowerPad = (builder: Builder, node: OnnxNode): void => {
  const input = builder.valueIn(node, 0, CHANNELS_LAST);
  const operand = builder.constant(node, 1);
  const pads = operand ? asList(operand) : numbersOf(node, 'pads');
  const fill = builder.constant(node, 2)?.data[0] ?? numberOf(node, 'value', 0);
  const zeros = textOf(node, 'mode', 'constant') === 'constant' && fill === 0;
  if (!zeros || pads?.length !== 8 || pads.some((count, index) => count < 0 || (count > 0 && index % 4 < 2))) {
    throw refusal(node, 'only constant zeros around height and width can be converted.');
  }
  const [, , top, left, , , bottom, right] = pads;
  const [batch, height, width, channels] = input.shape;
  const shape = [batch, height + top + bottom, width + left + right, channels];
  const padding = { top, left, bottom, right };
  builder.add(node, { kind: 'pad', shape, input: input.layer, padding }, CHANNELS_LAST);
};
