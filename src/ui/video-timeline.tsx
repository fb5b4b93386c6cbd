import { useMemo } from 'preact/hooks';
import type { AttributeName } from '../domain/attributes';
import type { AttributeEntry } from '../domain/manifest';
import { type FaceOverTime, strongestOverTime } from '../tracking/timeline';
import { faceColor } from './boxes';
import { texts } from './texts';
import { curveOf, rangeOf, type Stretch } from './video-curve';
import { percentage } from './words';

/** Units of the curves' drawings, which are stretched to their place. */
const WIDTH = 1000;
const HEIGHT = 100;

/** The area under a stretch; one that is a single point is a thin bar. */
const areaOf = (stretch: Stretch): string => {
  const points = stretch.map(({ x, y }) => `${(x * WIDTH).toFixed(1)},${((1 - y) * HEIGHT).toFixed(1)}`);
  const [from, to] = [(stretch[0]?.x ?? 0) * WIDTH, (stretch.at(-1)?.x ?? 0) * WIDTH + 3];
  const end = `${to},${((1 - (stretch.at(-1)?.y ?? 0)) * HEIGHT).toFixed(1)}`;
  return `M${from},${HEIGHT} L${points.join(' ')} ${end} ${to},${HEIGHT}Z`;
};

interface CurveProps {
  readonly face: FaceOverTime;
  readonly name: AttributeName;
  readonly durationS: number;
}

const Curve = ({ face, name, durationS }: CurveProps) => {
  const { attributes, video } = texts.value;
  const { least, most } = rangeOf(face, name);
  const said = video.over(attributes[name], percentage(least), percentage(most));
  return (
    <li class="curve" data-attribute={name}>
      <span class="curve-name">{attributes[name]}</span>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={said}>
        {curveOf(face, name, durationS).map((stretch) => (
          <path key={stretch[0]?.x} d={areaOf(stretch)} />
        ))}
      </svg>
    </li>
  );
};

interface TimelineProps {
  readonly faces: readonly FaceOverTime[];
  readonly durationS: number;
  readonly entries: readonly AttributeEntry[];
}

const Timeline = ({ faces, durationS, entries }: TimelineProps) => {
  const { video } = texts.value;
  if (faces.length === 0) return null;
  return (
    <section class="timeline" aria-label={video.timeline}>
      {faces.map((face) => {
        const strongest = strongestOverTime(face, entries);
        return (
          <div key={face.id} class="timeline-face" style={{ '--face': faceColor(face.color) }}>
            <h3>{video.face(face.number)}</h3>
            {strongest.length === 0 && <p class="quiet-text">{video.nothing}</p>}
            <ul>
              {strongest.map((name) => (
                <Curve key={name} face={face} name={name} durationS={durationS} />
              ))}
            </ul>
          </div>
        );
      })}
      <p class="quiet-text">
        {video.again} {video.saveWhat}
      </p>
    </section>
  );
};

/** The strongest attributes of each face of a video over its time. Drawn again only when the faces have changed. */
export const VideoTimeline = (props: TimelineProps) => {
  const { faces, durationS, entries } = props;
  const words = texts.value;
  return useMemo(() => <Timeline {...props} />, [faces, durationS, entries, words]);
};
