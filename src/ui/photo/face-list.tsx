import { useEffect, useRef } from 'preact/hooks';
import type { Face } from '../../domain/analysis';
import type { AttributeName } from '../../domain/attributes';
import { texts } from '../../i18n';
import { faceName, percentage } from '../../i18n/words';
import type { AnalysedPhoto } from '../../state/page/app-state';
import { backgroundOf, faceColor, thumbnailSquare } from '../shared/boxes';
import { faceAfter, faceOrder } from './face-order';

interface FaceListProps {
  readonly photo: AnalysedPhoto;
  readonly faces: readonly Face[];
  /** What the faces are compared by; the most likely comes first. */
  readonly compared: AttributeName | undefined;
  readonly onChoose: (face: number) => void;
}

/** Scrolls the strip, and nothing else, so that the chosen face is seen. */
const useChosenInSight = (chosen: number, compared: AttributeName | undefined) => {
  const list = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const strip = list.current;
    const thumb = strip?.querySelector(':checked')?.parentElement;
    if (!strip || !thumb) return;
    const [outer, inner] = [strip.getBoundingClientRect(), thumb.getBoundingClientRect()];
    strip.scrollTop += Math.min(0, inner.top - outer.top) + Math.max(0, inner.bottom - outer.bottom);
    strip.scrollLeft += Math.min(0, inner.left - outer.left) + Math.max(0, inner.right - outer.right);
  }, [chosen, compared]);
  return list;
};

/** The faces of a photo, to choose from; radio buttons, so that arrow keys move between them. */
export const FaceList = ({ photo, faces, compared, onChoose }: FaceListProps) => {
  const { id, picture, chosenFace } = photo;
  const { attributes, compare, panel } = texts.value;
  const list = useChosenInSight(chosenFace, compared);
  const order = faceOrder(faces, compared);
  const nameOf = (index: number, shown: string | undefined): string => {
    const name = faceName(index, faces.length);
    return compared && shown !== undefined ? compare.face(name, attributes[compared], shown) : name;
  };
  const toEnds = (event: KeyboardEvent): void => {
    const step = { Home: 'first', End: 'last' }[event.key] as 'first' | 'last' | undefined;
    if (!step) return;
    event.preventDefault();
    onChoose(faceAfter(order, chosenFace, step));
    list.current?.querySelectorAll('input')[step === 'first' ? 0 : faces.length - 1]?.focus({ preventScroll: true });
  };
  return (
    <fieldset class="face-list" ref={list} data-compared={compared !== undefined} onKeyDown={toEnds}>
      <legend class="visually-hidden">{panel.faces}</legend>
      {order.map((index) => {
        const face = faces[index];
        if (!face) return null;
        const shown = compared && percentage(face.attributes[compared]);
        return (
          <label class="face-choice" key={`${id}-${index}`} style={{ '--face': faceColor(index) }}>
            <input
              type="radio"
              class="visually-hidden"
              name={`face-of-${id}`}
              checked={index === chosenFace}
              aria-label={nameOf(index, shown)}
              onChange={() => onChoose(index)}
            />
            <span class="face-thumb" style={backgroundOf(picture.url, thumbnailSquare(face.face, picture), picture)}>
              <span class="face-number">{shown ?? index + 1}</span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
};
