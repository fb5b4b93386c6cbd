import type { Face } from '../domain/analysis';
import type { AnalysedPhoto } from '../state/app-state';
import { backgroundOf, faceColor, thumbnailSquare } from './boxes';
import { texts } from './texts';
import { faceName } from './words';

interface FaceListProps {
  readonly photo: AnalysedPhoto;
  readonly faces: readonly Face[];
  readonly onChoose: (face: number) => void;
}

/** The faces from left to right, to choose from; radio buttons, so that arrow keys move between them. */
export const FaceList = ({ photo: { id, picture, chosenFace }, faces, onChoose }: FaceListProps) => (
  <fieldset class="face-list">
    <legend class="visually-hidden">{texts.value.panel.faces}</legend>
    {faces.map((face, index) => (
      <label class="face-choice" key={`${id}-${faceName(index, faces.length)}`} style={{ '--face': faceColor(index) }}>
        <input
          type="radio"
          class="visually-hidden"
          name={`face-of-${id}`}
          checked={index === chosenFace}
          aria-label={faceName(index, faces.length)}
          onChange={() => onChoose(index)}
        />
        <span class="face-thumb" style={backgroundOf(picture.url, thumbnailSquare(face.face, picture), picture)}>
          <span class="face-number">{index + 1}</span>
        </span>
      </label>
    ))}
  </fieldset>
);
