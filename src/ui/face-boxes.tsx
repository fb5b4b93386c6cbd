import type { Face } from '../domain/analysis';
import type { Box, Size } from '../domain/geometry';
import { clipToPhoto, faceColor, placeOver } from './boxes';
import { texts } from './texts';
import { faceName } from './words';

interface FaceBoxesProps {
  readonly photo: Size;
  readonly faces: readonly Face[];
  readonly chosen: number;
  readonly onChoose: (face: number) => void;
}

/** Radius of a face box's corners, in sides of the box. */
const CORNERS = 1 / 8;

/** LNeto's head and shoulders: dashed, and thinner than the face. */
const HeadOutline = ({ box, face }: { readonly box: Box<'photo'>; readonly face: number }) => {
  const { x, y, width, height } = box;
  const shape = { x, y, width, height };
  return (
    <>
      <rect class="head-shade" {...shape} />
      <rect class="head-box" data-face={face} {...shape} />
    </>
  );
};

/**
 * LNets' face box: its colour between a white hairline outside and a dark one inside, to be seen on any photo. Lines
 * lie on both sides of an edge, so the dark one is cut off outside of it.
 */
const FaceOutline = ({ box, face }: { readonly box: Box<'photo'>; readonly face: number }) => {
  const { x, y, width, height } = box;
  const shape = { x, y, width, height, rx: Math.min(width, height) * CORNERS };
  const inside = `inside-face-${face}`;
  return (
    <>
      <clipPath id={inside}>
        <rect {...shape} />
      </clipPath>
      <rect class="face-light" {...shape} />
      <rect class="face-dark" clip-path={`url(#${inside})`} {...shape} />
      <rect class="face-box" data-face={face} {...shape} />
    </>
  );
};

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** A button on each face; arrow keys go from one to the next. */
const FaceButtons = ({ photo, faces, chosen, onChoose }: FaceBoxesProps) => {
  const move = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
    const step = STEPS[event.key];
    // With one face only, arrow keys are free to move an enlarged photo.
    if (step === undefined || faces.length < 2) return;
    event.preventDefault();
    const next = (chosen + step + faces.length) % faces.length;
    onChoose(next);
    event.currentTarget.querySelectorAll('button')[next]?.focus({ preventScroll: true });
  };
  return (
    <fieldset class="face-buttons" aria-label={texts.value.stage.faces} onKeyDown={move}>
      {faces.map(({ face }, index) => (
        <button
          key={faceName(index, faces.length)}
          type="button"
          aria-label={faceName(index, faces.length)}
          aria-pressed={index === chosen}
          tabIndex={index === chosen ? 0 : -1}
          style={{ ...placeOver(clipToPhoto(face, photo), photo), '--face': faceColor(index) }}
          onClick={() => onChoose(index)}
        >
          <span class="face-number">{index + 1}</span>
        </button>
      ))}
    </fieldset>
  );
};

/** Both boxes of each face, drawn in photo pixels over a photo that fills the container, and a button on each face. */
export const FaceBoxes = (props: FaceBoxesProps) => {
  const { photo, faces, chosen } = props;
  return (
    <>
      <svg class="boxes" viewBox={`0 0 ${photo.width} ${photo.height}`} preserveAspectRatio="none" aria-hidden="true">
        {faces.map(({ head, face }, index) => (
          <g key={faceName(index, faces.length)} data-chosen={index === chosen} style={{ '--face': faceColor(index) }}>
            <HeadOutline box={clipToPhoto(head, photo)} face={index} />
            <FaceOutline box={face} face={index} />
          </g>
        ))}
      </svg>
      {faces.length > 0 && <FaceButtons {...props} />}
    </>
  );
};
