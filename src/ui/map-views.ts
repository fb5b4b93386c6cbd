import type { Analysis, Face, FaceEvidence, FeatureMap } from '../domain/analysis';
import type { AttributeName } from '../domain/attributes';
import type { Box } from '../domain/geometry';
import type { Overlay } from '../state/app-state';
import { type ColorScale, DIVERGING, farthestOf, highestOf, VIRIDIS } from './map-colors';
import { texts } from './texts';
import { shortNumber } from './words';

export type MapName = Exclude<Overlay, 'none'>;

/** A map of this photo, or of its chosen face, and how it is to be read. */
export interface MapView {
  readonly map: FeatureMap;
  /** The map's region is turned by this about its centre; degrees, clockwise. */
  readonly rollDegrees: number;
  readonly scale: ColorScale;
  /** The values that get the scale's first and last colour, and what the legend says of them. */
  readonly lowest: number;
  readonly highest: number;
  readonly lowLabel: string;
  readonly highLabel: string;
  readonly title: string;
  readonly meaning: string;
}

const fromZero = (map: FeatureMap, highest: number, name: 'response' | 'heat' | 'face-response'): MapView => ({
  map,
  rollDegrees: 0,
  scale: VIRIDIS,
  lowest: 0,
  highest,
  lowLabel: '0',
  highLabel: name === 'heat' ? texts.value.percent(highest) : shortNumber(highest),
  title: texts.value.maps[name],
  meaning: texts.value.maps.meaning[name],
});

/**
 * Where the cells of ANet's last map look. Its layers of stride 2 pad all sides alike, so that a cell looks at what lies
 * about its upper left corner, not its middle: the square of all cells lies half a cell up and left, along its own axes.
 */
const lookingAt = ({ region, width }: FaceEvidence, rollDegrees: number): Box<'photo'> => {
  const half = region.width / width / 2;
  const roll = (rollDegrees * Math.PI) / 180;
  const x = region.x - half * (Math.cos(roll) - Math.sin(roll));
  const y = region.y - half * (Math.sin(roll) + Math.cos(roll));
  return { x, y, width: region.width, height: region.height };
};

/** What each part of the face that ANet saw adds to one attribute; 0 lies in the middle of the scale. */
const lookedAt = ({ evidence, rollDegrees }: Face, name: AttributeName): MapView => {
  const { attributes, maps } = texts.value;
  const { width, height, contributions } = evidence;
  const map = { width, height, region: lookingAt(evidence, rollDegrees), values: contributions[name] };
  const farthest = farthestOf(map);
  return {
    map,
    rollDegrees,
    scale: DIVERGING,
    lowest: -farthest,
    highest: farthest,
    lowLabel: maps.against,
    highLabel: maps.for,
    title: maps.lookedAt(attributes[name]),
    meaning: maps.lookedMeaning(attributes[name]),
  };
};

/**
 * How a map is to be shown.
 * @param face the chosen one; undefined where the photo has none
 * @returns undefined for a map that isn't there: of no face, or of a photo of the album
 */
export const mapView = (analysis: Analysis, face: Face | undefined, name: MapName): MapView | undefined => {
  const view = viewOf(analysis, face, name);
  return view && view.map.width > 0 ? view : undefined;
};

const viewOf = (analysis: Analysis, face: Face | undefined, name: MapName): MapView | undefined => {
  switch (name) {
    case 'response':
      return fromZero(analysis.responseMap, highestOf(analysis.responseMap), name);
    case 'heat':
      return fromZero(analysis.heatMap, 1, name);
    case 'face-response':
      return face && fromZero(face.responseMap, highestOf(face.responseMap), name);
    default:
      return face && lookedAt(face, name);
  }
};
