import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Size } from '../../domain/geometry';
import { placeOver } from '../shared/boxes';
import { gradientOf, paintMap } from './map-colors';
import type { MapName, MapView } from './map-views';

interface MapOverlayProps {
  readonly name: MapName;
  readonly view: MapView;
  readonly photo: Size;
}

const share = (part: number): string => `${100 * part}%`;

/** Round the place that the legend speaks of. */
const Mark = ({ x, y, side }: Required<MapView>['marked']) => (
  <div
    class="map-mark"
    style={{ left: share(x - side / 2), top: share(y - side / 2), width: share(side), height: share(side) }}
  />
);

/** A map over a photo that fills its container. */
export const MapOverlay = ({ name, view, photo }: MapOverlayProps) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { map, scale, lowest, highest, rollDegrees, title, marked } = view;
  useLayoutEffect(() => {
    const image = new ImageData(paintMap(map, scale, lowest, highest), map.width, map.height);
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [map.values, scale, lowest, highest]);
  return (
    <div class="map-window">
      <div class="map-region" style={{ ...placeOver(map.region, photo), rotate: `${rollDegrees}deg` }}>
        <canvas
          ref={canvas}
          class="map"
          data-map={name}
          data-signed={lowest < 0}
          width={map.width}
          height={map.height}
          role="img"
          aria-label={title}
        />
        {marked && <Mark {...marked} />}
      </div>
    </div>
  );
};

/** What the colours of the map mean, from low to high. */
export const MapLegend = ({ view: { scale, lowLabel, highLabel, meaning } }: { readonly view: MapView }) => (
  <p class="map-legend">
    <span class="map-scale">
      {lowLabel} <span class="map-strip" style={{ backgroundImage: gradientOf(scale) }} /> {highLabel}
    </span>
    <span class="map-meaning">{meaning}</span>
  </p>
);
