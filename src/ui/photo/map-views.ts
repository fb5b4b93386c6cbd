import type { Analysis, Face, FeatureMap } from '../../domain/analysis';
import type { AttributeName } from '../../domain/attributes';
import type { Covering } from '../../domain/covering';
import type { AttributeEntry } from '../../domain/manifest';
import { texts } from '../../i18n';
import { percentage, shortNumber } from '../../i18n/words';
import type { Overlay } from '../../state/page/app-state';
import { type ColorScale, DIVERGING, farthestOf, highestOf, VIRIDIS } from './map-colors';

export type MapName = Exclude<Overlay, 'none'>;
type NetMap = Exclude<MapName, AttributeName>;

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
  /** A square in the region that the meaning speaks of: its middle and side, 0–1 of the region. */
  readonly marked?: { readonly x: number; readonly y: number; readonly side: number };
}

const fromZero = (map: FeatureMap, highest: number, name: NetMap): MapView => ({
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
 * How a map of what a net answered is to be shown.
 * @param face the chosen one; undefined where the photo has none
 * @returns undefined for a map that isn't there: of no face, or of a photo of the album
 */
export const mapView = (analysis: Analysis, face: Face | undefined, name: NetMap): MapView | undefined => {
  const view = viewOf(analysis, face, name);
  return view && view.map.width > 0 ? view : undefined;
};

const viewOf = (analysis: Analysis, face: Face | undefined, name: NetMap): MapView | undefined => {
  switch (name) {
    case 'response':
      return fromZero(analysis.responseMap, highestOf(analysis.responseMap), name);
    case 'heat':
      return fromZero(analysis.heatMap, 1, name);
    case 'face-response':
      return face && fromZero(face.responseMap, highestOf(face.responseMap), name);
  }
};

/** The probability that is left when the margin falls. @param slope of the calibration */
const fallen = (probability: number, slope: number, fall: number): number =>
  1 / (1 + Math.exp(slope * fall) * (1 / probability - 1));

/** Below this a change of the probability is hardly one. */
const LEAST_FALL = 0.01;

/** What covering its strongest place does to a score, in words. */
const coveredMeaning = (face: Face, { name, calibration }: AttributeEntry, { strongest }: Covering) => {
  const { attributes, maps } = texts.value;
  const probability = face.attributes[name];
  const { fall, ...place } = strongest[name];
  const left = fallen(probability, calibration.slope, fall);
  if (probability - left < LEAST_FALL) return { meaning: maps.uncarried(attributes[name]) };
  return { meaning: maps.covered(attributes[name], percentage(probability), percentage(left)), marked: place };
};

/** How the map of what each place of a face carries of one score is to be shown; 0 lies in the middle of the scale. */
export const coveringView = (face: Face, entry: AttributeEntry, covering: Covering): MapView => {
  const { attributes, maps } = texts.value;
  const { width, height, region, falls } = covering;
  const map = { width, height, region, values: falls[entry.name] };
  const farthest = farthestOf(map);
  return {
    map,
    rollDegrees: face.rollDegrees,
    scale: DIVERGING,
    lowest: -farthest,
    highest: farthest,
    lowLabel: maps.against,
    highLabel: maps.for,
    title: maps.lookedAt(attributes[entry.name]),
    ...coveredMeaning(face, entry, covering),
  };
};
