import type { Face } from '../../domain/analysis';
import type { AttributeName } from '../../domain/attributes';
import type { Box, Size } from '../../domain/geometry';
import { texts } from '../../i18n';
import { faceName, percentage } from '../../i18n/words';
import { clipToPhoto, faceColor, placeOver } from '../shared/boxes';
import { faceAfter, faceOrder, stepOfKey } from './face-order';

interface FaceBoxesProps {
  readonly photo: Size;
  readonly faces: readonly Face[];
  readonly chosen: number;
  /** Whether somebody came close to the chosen face: then the others step back. */
  readonly isClose: boolean;
  /** Told of every face, where faces are compared. */
  readonly compared: AttributeName | undefined;
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

/** About how wide a pill with so many characters is, CSS pixels; the style sheet hides it on faces less than twice as wide. */
const pillWidth = (text: string): number => Math.max(18, 10 + 7.5 * text.length);

/** A button on each face; arrow keys, Home and End go from one to another. */
const FaceButtons = ({ photo, faces, chosen, compared, onChoose }: FaceBoxesProps) => {
  const { attributes, compare, stage } = texts.value;
  const move = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
    const step = stepOfKey(event.key);
    // With one face only, arrow keys are free to move an enlarged photo.
    if (step === undefined || faces.length < 2) return;
    event.preventDefault();
    const next = faceAfter(faceOrder(faces, compared), chosen, step);
    onChoose(next);
    event.currentTarget.querySelectorAll('button')[next]?.focus({ preventScroll: true });
  };
  return (
    <fieldset class="face-buttons" aria-label={stage.faces} data-compared={compared !== undefined} onKeyDown={move}>
      {faces.map(({ face, attributes: scores }, index) => {
        const box = clipToPhoto(face, photo);
        const name = faceName(index, faces.length);
        const pill = compared ? percentage(scores[compared]) : String(index + 1);
        return (
          <button
            key={name}
            type="button"
            aria-label={compared ? compare.face(name, attributes[compared], pill) : name}
            aria-pressed={index === chosen}
            tabIndex={index === chosen ? 0 : -1}
            style={{
              ...placeOver(box, photo),
              '--face': faceColor(index),
              '--share': box.width / photo.width,
              '--pill': pillWidth(pill),
            }}
            onClick={() => onChoose(index)}
          >
            <span class="face-number">{pill}</span>
          </button>
        );
      })}
    </fieldset>
  );
};

/**
 * The face box of each face, and the head box of the chosen one, drawn in photo pixels over a photo that fills the
 * container, and a button on each face.
 */
export const FaceBoxes = (props: FaceBoxesProps) => {
  const { photo, faces, chosen, isClose } = props;
  return (
    <div class="faces-over" data-close={isClose && faces.length > 1}>
      <svg class="boxes" viewBox={`0 0 ${photo.width} ${photo.height}`} preserveAspectRatio="none" aria-hidden="true">
        {faces.map(({ head, face }, index) => (
          <g
            key={faceName(index, faces.length)}
            data-chosen={index === chosen}
            style={{ '--face': faceColor(index), '--share': face.width / photo.width }}
          >
            {index === chosen && <HeadOutline box={clipToPhoto(head, photo)} face={index} />}
            <FaceOutline box={face} face={index} />
          </g>
        ))}
      </svg>
      {faces.length > 0 && <FaceButtons {...props} />}
    </div>
  );
};
