import type { AttributeName } from '../domain/attributes';
import type { FaceOverTime } from '../tracking/timeline';

/** Into so many parts a curve divides the video at most. */
const PARTS = 200;

/** A stretch of a curve: points from left to right, time as a share of the video, probability 0–1. */
export type Stretch = readonly { readonly x: number; readonly y: number }[];

/** How an attribute of a face goes over the time of a video: the mean in each of the parts, with gaps where the face is away. */
export const curveOf = ({ sightings }: FaceOverTime, name: AttributeName, durationS: number): readonly Stretch[] => {
  const parts = new Map<number, { count: number; sum: number; time: number; goesOn: boolean }>();
  for (const { timeMs, attributes, goesOn } of sightings) {
    const share = Math.min(timeMs / 1000 / Math.max(durationS, 0.001), 1);
    const part = parts.get(Math.floor(share * PARTS)) ?? { count: 0, sum: 0, time: 0, goesOn };
    part.count += 1;
    part.sum += attributes[name];
    part.time += share;
    parts.set(Math.floor(share * PARTS), part);
  }
  const stretches: { x: number; y: number }[][] = [];
  for (const { count, sum, time, goesOn } of parts.values()) {
    const point = { x: time / count, y: sum / count };
    const last = stretches.at(-1);
    if (goesOn && last) last.push(point);
    else stretches.push([point]);
  }
  return stretches;
};

/** The lowest and the highest probability of an attribute of a face in a video. */
export const rangeOf = ({ sightings }: FaceOverTime, name: AttributeName): { least: number; most: number } => {
  let [least, most] = [1, 0];
  for (const { attributes } of sightings) {
    least = Math.min(least, attributes[name]);
    most = Math.max(most, attributes[name]);
  }
  return { least, most };
};
