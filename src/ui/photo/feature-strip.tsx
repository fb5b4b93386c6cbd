import { useLayoutEffect, useRef } from 'preact/hooks';
import { colorAt, DIVERGING } from './map-colors';

/** Rows of the strip: it shows the features column by column. */
const ROWS = 16;

/** One pixel a feature, 0 in the middle of the scale; on a square-root scale, because few features are large. */
const paint = (canvas: HTMLCanvasElement, features: Float32Array): void => {
  const columns = Math.ceil(features.length / ROWS);
  canvas.width = columns;
  canvas.height = ROWS;
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(columns, ROWS);
  const farthest = features.reduce((a, b) => Math.max(a, Math.abs(b)), 0) || 1;
  features.forEach((value, index) => {
    const at = (index % ROWS) * columns + Math.floor(index / ROWS);
    const share = Math.sign(value) * Math.sqrt(Math.abs(value) / farthest);
    image.data.set(colorAt(DIVERGING, (1 + share) / 2), 4 * at);
  });
  context.putImageData(image, 0, 0);
};

interface FeatureStripProps {
  readonly features: Float32Array;
  readonly label: string;
}

/** ANet's features of a face as a small picture. */
export const FeatureStrip = ({ features, label }: FeatureStripProps) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current) paint(canvas.current, features);
  }, [features]);
  return <canvas ref={canvas} class="feature-strip" role="img" aria-label={label} />;
};
