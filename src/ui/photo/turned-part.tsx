import { useEffect, useRef } from 'preact/hooks';
import type { Box } from '../../domain/geometry';
import type { Picture } from '../../state/page/app-state';

interface TurnedPartProps {
  readonly picture: Picture;
  readonly part: Box<'photo'>;
  readonly label: string;
  /** How far the picture is turned about the part's centre, clockwise, degrees. */
  readonly turn: number;
}

/** Pixels along a side: enough for the largest place where it is shown, on a screen with double density. */
const SIDE = 480;

const draw = (canvas: HTMLCanvasElement, image: HTMLImageElement, { picture, part, turn }: TurnedPartProps): void => {
  const context = canvas.getContext('2d');
  if (!context) return;
  const scale = SIDE / Math.max(part.width, part.height);
  context.resetTransform();
  context.clearRect(0, 0, SIDE, SIDE);
  context.translate(SIDE / 2, SIDE / 2);
  context.scale(scale, scale);
  context.rotate((turn * Math.PI) / 180);
  context.translate(-(part.x + part.width / 2), -(part.y + part.height / 2));
  context.drawImage(image, 0, 0, picture.width, picture.height);
};

/** A square part of the photo, turned. On a canvas: WebKit tears a turned image of an SVG where its tiles meet. */
export const TurnedPart = (props: TurnedPartProps) => {
  const { picture, part, turn, label } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  // The numbers say all of what is drawn; the objects are new in every rendering.
  useEffect(() => {
    const image = new Image();
    const show = (): void => {
      if (canvas.current) draw(canvas.current, image, props);
    };
    image.addEventListener('load', show, { once: true });
    image.src = picture.url;
    return () => image.removeEventListener('load', show);
  }, [picture.url, part.x, part.y, part.width, part.height, turn]);
  return <canvas ref={canvas} class="turned-part" width={SIDE} height={SIDE} role="img" aria-label={label} />;
};
