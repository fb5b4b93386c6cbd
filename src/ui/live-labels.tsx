import type { Size } from '../domain/geometry';
import type { Track } from '../tracking/tracks';
import { faceColor } from './boxes';
import type { Point } from './camera-layout';
import { texts } from './texts';
import { percentage } from './words';

/** As in the style sheet, CSS pixels. */
const WIDTH = 208;
const LINE = 20;
const PADDING = 8;

export const labelSize = ({ strongest }: Track): Size => ({ width: WIDTH, height: strongest.length * LINE + PADDING });

/** The strongest attributes of a face, edged in its colour. @param at its place over the picture; in the list without one */
export const FaceLabel = ({ track, at }: { readonly track: Track; readonly at?: Point | undefined }) => {
  const { id, color, strongest, attributes } = track;
  const place = at && { left: `${at.x}px`, top: `${at.y}px` };
  return (
    <ul class="camera-face" data-track={id} style={{ ...place, '--face': faceColor(color) }}>
      {strongest.map((name) => (
        <li key={name} data-attribute={name}>
          <span class="camera-name">{texts.value.attributes[name]}</span>{' '}
          <span class="camera-percent">{percentage(attributes[name])}</span>
        </li>
      ))}
    </ul>
  );
};
