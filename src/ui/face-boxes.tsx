import type { Face } from '../domain/analysis';
import type { Box, Size } from '../domain/geometry';
import { clipToPhoto, faceColor, placeOver } from './boxes';
import { faceName } from './words';

interface FaceBoxesProps {
  readonly photo: Size;
  readonly faces: readonly Face[];
  readonly chosen: number;
  readonly onChoose: (face: number) => void;
}

interface OutlineProps {
  readonly kind: 'head-box' | 'face-box';
  readonly box: Box<'photo'>;
  readonly face: number;
  /** Radius of the corners, photo pixels. */
  readonly radius: number;
}

/** A coloured line on a dark one, to be seen on any photo. */
const Outline = ({ kind, box, face, radius }: OutlineProps) => {
  const { x, y, width, height } = box;
  const shape = { x, y, width, height, rx: radius };
  return (
    <>
      <rect class="box-shade" {...shape} />
      <rect class={kind} data-face={face} {...shape} />
    </>
  );
};

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** A button on each face; arrow keys go from one to the next. */
const FaceButtons = ({ photo, faces, chosen, onChoose }: FaceBoxesProps) => {
  const move = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (chosen + step + faces.length) % faces.length;
    onChoose(next);
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };
  return (
    <fieldset class="face-buttons" aria-label="Faces in the photo" onKeyDown={move}>
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
            <Outline kind="head-box" box={clipToPhoto(head, photo)} face={index} radius={0} />
            <Outline kind="face-box" box={face} face={index} radius={Math.min(face.width, face.height) / 8} />
          </g>
        ))}
      </svg>
      {faces.length > 0 && <FaceButtons {...props} />}
    </>
  );
};
