import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Analysis, FeatureMap } from '../domain/analysis';
import type { Size } from '../domain/geometry';
import type { Overlay } from '../state/app-state';
import { placeOver } from './boxes';
import { highestOf, paintMap, VIRIDIS_GRADIENT } from './map-colors';
import { shortNumber } from './words';

export type MapName = Exclude<Overlay, 'none'>;

interface MapView {
  readonly map: FeatureMap;
  readonly highest: number;
  readonly meaning: string;
  readonly highLabel: string;
}

/** What a map shows and how it is to be read. */
const viewOf = (analysis: Analysis, name: MapName): MapView => {
  if (name === 'heat') {
    const meaning = 'How likely a head is centred here: what LNeto was taught with boxes.';
    return { map: analysis.heatMap, highest: 1, highLabel: '100%', meaning };
  }
  const highest = highestOf(analysis.responseMap);
  const meaning = 'Mean response of LNeto’s attribute-tuned features, scaled to this photo.';
  return { map: analysis.responseMap, highest, highLabel: shortNumber(highest), meaning };
};

/** A map over a photo that fills its container. */
export const MapOverlay = ({ analysis, name, photo }: { analysis: Analysis; name: MapName; photo: Size }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { map, highest } = viewOf(analysis, name);
  useLayoutEffect(() => {
    const image = new ImageData(paintMap(map, highest), map.width, map.height);
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [map, highest]);
  return (
    <div class="map-window">
      <canvas
        ref={canvas}
        class="map"
        data-map={name}
        width={map.width}
        height={map.height}
        style={placeOver(map.region, photo)}
        role="img"
        aria-label={name === 'heat' ? 'Heat map' : 'Response map'}
      />
    </div>
  );
};

/** What the colours of the map mean, from low to high. */
export const MapLegend = ({ analysis, name }: { analysis: Analysis; name: MapName }) => {
  const { meaning, highLabel } = viewOf(analysis, name);
  return (
    <p class="map-legend">
      <span class="map-scale">
        0 <span class="map-strip" style={{ backgroundImage: VIRIDIS_GRADIENT }} /> {highLabel}
      </span>
      {meaning}
    </p>
  );
};
