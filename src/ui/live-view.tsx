import type { ComponentChildren, Ref } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Size } from '../domain/geometry';
import type { Track } from '../tracking/tracks';
import { clipToPhoto, faceColor } from './boxes';
import { mirrored, pictureSize, placeLabels, scaled } from './camera-layout';
import { FaceLabel, labelSize } from './live-labels';
import { type LiveWindow, useLiveWindow } from './live-window';

interface LiveViewProps {
  /** What the picture is, for whom can't see it. */
  readonly label: string;
  readonly setVideo: Ref<HTMLVideoElement>;
  readonly isMirror: boolean;
  /** Whether it fills a phone, as far as little of it is lost. */
  readonly fills: boolean;
  /** Pixels of the last analysed frame; absent before the first. */
  readonly frame?: Size | undefined;
  readonly tracks: readonly Track[];
  /** What one can do, beside the picture or below it. */
  readonly children: ComponentChildren;
}

const Boxes = ({ track: { id, color, face, head } }: { readonly track: Track }) => (
  <g style={{ '--face': faceColor(color) }}>
    <rect class="head-shade" {...head} />
    <rect class="head-box" {...head} />
    <rect class="face-light" {...face} rx={face.width / 8} />
    <rect class="face-box" data-track={id} {...face} rx={face.width / 8} />
  </g>
);

/** The faces as they are seen: in a mirror mirrored, cut off at the edges of the picture, from left to right. */
const facesSeen = ({ tracks, isMirror }: LiveViewProps, frame: Size): readonly Track[] => {
  const seen = tracks.map((track) => {
    const [face, head] = [track.face, track.head].map((box) =>
      clipToPhoto(isMirror ? mirrored(box, frame.width) : box, frame),
    );
    return { ...track, face, head };
  });
  return isMirror ? seen.reverse() : seen;
};

/** Where each label stands over the picture; undefined for those in the list. */
const placesOf = (faces: readonly Track[], frame: Size, picture: Size, { isPhone }: LiveWindow) => {
  if (isPhone) return faces.map(() => undefined);
  const boxes = faces.map(({ face }) => scaled(face, picture.width / frame.width));
  return placeLabels(boxes, faces.map(labelSize), picture);
};

/** A moving picture with the boxes of its faces and what stands out in each: camera and video files look the same. */
export const LiveView = (props: LiveViewProps) => {
  const { label, setVideo, isMirror, fills, frame, children } = props;
  const canvas = useRef<HTMLDivElement>(null);
  const room = useLiveWindow(canvas);
  const [ratio, setRatio] = useState(16 / 9);
  const fit = ({ currentTarget: { videoWidth, videoHeight } }: { readonly currentTarget: HTMLVideoElement }): void => {
    if (videoHeight > 0) setRatio(videoWidth / videoHeight);
  };
  const picture = room && pictureSize(room, ratio, fills && room.isPhone);
  const faces = frame ? facesSeen(props, frame) : [];
  const places = frame && room && picture ? placesOf(faces, frame, picture, room) : [];
  return (
    <>
      <div class="canvas" ref={canvas}>
        <div
          class="live-picture"
          data-mirror={isMirror}
          style={picture && { width: `${picture.width}px`, height: `${picture.height}px` }}
        >
          <video
            ref={setVideo}
            class="picture-image"
            aria-label={label}
            onLoadedMetadata={fit}
            onResize={fit}
            muted
            playsInline
          />
          {frame && (
            <svg
              class="boxes"
              viewBox={`0 0 ${frame.width} ${frame.height}`}
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              {faces.map((track) => (
                <Boxes key={track.id} track={track} />
              ))}
            </svg>
          )}
          {faces.map((track, i) => places[i] && <FaceLabel key={track.id} track={track} at={places[i]} />)}
        </div>
      </div>
      <div class="live-side">
        <div class="live-list">{faces.map((track, i) => !places[i] && <FaceLabel key={track.id} track={track} />)}</div>
        {children}
      </div>
    </>
  );
};
