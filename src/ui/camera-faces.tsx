import type { Box, Size } from '../domain/geometry';
import type { AttributeEntry } from '../domain/manifest';
import type { Strictness } from '../domain/strictness';
import type { Track } from '../tracking/tracks';
import { clipToPhoto, faceColor, placeOver } from './boxes';
import type { LiveProps } from './camera-props';
import { mirrored, strongestOf } from './camera-strongest';
import { texts } from './texts';

/** A face that begins in this part of the picture has its attributes on its right, else on its left. */
const ROOM = 0.5;

const besideFace = (face: Box<'photo'>, frame: Size) => {
  const { left, top } = placeOver(face, frame);
  const center = face.x + face.width / 2;
  if (center < frame.width * ROOM) return { left: `calc(${left} + ${(100 * face.width) / frame.width}%)`, top };
  return { right: `${100 - (100 * face.x) / frame.width}%`, top };
};

interface FaceProps {
  readonly track: Track;
  readonly frame: Size;
  readonly entries: readonly AttributeEntry[];
  readonly strictness: Strictness;
}

const Strongest = ({ track, frame, entries, strictness }: FaceProps) => {
  const { attributes } = track;
  const strongest = strongestOf(attributes, entries, strictness);
  if (strongest.length === 0) return null;
  return (
    <ul
      class="camera-face"
      data-track={track.id}
      style={{ ...besideFace(clipToPhoto(track.face, frame), frame), '--face': faceColor(track.color) }}
    >
      {strongest.map((name) => (
        <li key={name} data-attribute={name}>
          {texts.value.attributes[name]} <span class="camera-percent">{texts.value.percent(attributes[name])}</span>
        </li>
      ))}
    </ul>
  );
};

const Boxes = ({ track: { id, color, face, head } }: { readonly track: Track }) => (
  <g style={{ '--face': faceColor(color) }}>
    <rect class="head-shade" {...head} />
    <rect class="head-box" {...head} />
    <rect class="face-light" {...face} rx={face.width / 8} />
    <rect class="face-box" data-track={id} {...face} rx={face.width / 8} />
  </g>
);

/** Boxes and the strongest attributes of each face, over the picture as it is seen: in a mirror, mirrored. */
export const CameraFaces = ({ store, live }: LiveProps) => {
  const { frame, tracks, isMirror } = live;
  const { engine, strictness } = store.state.value;
  if (!frame || engine.kind !== 'ready') return null;
  const seen = (box: Box<'photo'>): Box<'photo'> => (isMirror ? mirrored(box, frame.width) : box);
  const faces = tracks.map((track) => ({ ...track, face: seen(track.face), head: seen(track.head) }));
  return (
    <>
      <svg class="boxes" viewBox={`0 0 ${frame.width} ${frame.height}`} preserveAspectRatio="none" aria-hidden="true">
        {faces.map((track) => (
          <Boxes key={track.id} track={track} />
        ))}
      </svg>
      {faces.map((track) => (
        <Strongest
          key={track.id}
          track={track}
          frame={frame}
          entries={engine.ready.manifest.attributes}
          strictness={strictness}
        />
      ))}
    </>
  );
};
