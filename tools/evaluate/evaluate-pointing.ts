import { type Face, facesOf } from '../../src/domain/analysis';
import { ATTRIBUTES, type AttributeName } from '../../src/domain/attributes';
import type { Covering } from '../../src/domain/covering';
import { analyze } from '../../src/pipeline/analyze';
import { coverFace } from '../../src/pipeline/covering';
import type { Cascade } from '../../src/pipeline/net';
import { buildPyramid, type RgbaPixels } from '../../src/pipeline/pyramid';
import { checkFiles, decodeSet, type EvaluationSet, type OnProgress } from './evaluate-set';
import { type FacePoint, onFace, REGIONS } from './face-regions';
import type { LabelledPhoto, Landmarks } from './labels';
import { meanOf, median } from './metrics';
import { labelledFace } from './tally';

/** How often the strongest place of an attribute's map lies where the attribute must be seen. */
export interface PointingResult {
  readonly attributes: readonly {
    readonly name: AttributeName;
    readonly region: string;
    readonly faces: number;
    /** Share of the faces, 0–1; null where the set has no such face. */
    readonly hits: number | null;
  }[];
  /** Mean over the attributes. */
  readonly mean: number | null;
  /** Median time of all covered looks at one face, milliseconds. */
  readonly msPerFace: number;
}

type Judged = { readonly name: AttributeName; readonly region: (typeof REGIONS)[number] };

const JUDGED: readonly Judged[] = REGIONS.flatMap((region) => region.attributes.map((name) => ({ name, region })));

/** Where in the photo the strongest place of an attribute's map is. */
const strongestPoint = ({ width, height, region, falls }: Covering, roll: number, name: AttributeName): FacePoint => {
  const map = falls[name];
  const place = map.indexOf(Math.max(...map));
  const u = (((place % width) + 0.5) / width - 0.5) * region.width;
  const v = ((Math.floor(place / width) + 0.5) / height - 0.5) * region.height;
  const [cos, sin] = [Math.cos(roll), Math.sin(roll)];
  return { x: region.x + region.width / 2 + cos * u - sin * v, y: region.y + region.height / 2 + sin * u + cos * v };
};

const isHit = (covering: Covering, roll: number, { name, region }: Judged, landmarks: Landmarks): boolean => {
  const point = onFace(landmarks, strongestPoint(covering, roll, name));
  return region.holds(point, onFace(landmarks, landmarks.mouth), onFace(landmarks, landmarks.nose));
};

/** Counts one attribute after the other. */
class Pointing {
  readonly #hits = new Map<AttributeName, boolean[]>(JUDGED.map(({ name }) => [name, []]));
  readonly #times: number[] = [];

  constructor(
    private readonly cascade: Cascade,
    private readonly each: number,
  ) {}

  /** The attributes that the photo has, and that still need faces. */
  wanted({ labels, landmarks }: LabelledPhoto): readonly Judged[] {
    if (!landmarks) return [];
    return JUDGED.filter(
      ({ name }) => labels[ATTRIBUTES.indexOf(name)] === 1 && (this.#hits.get(name)?.length ?? 0) < this.each,
    );
  }

  async add(photo: LabelledPhoto, pixels: RgbaPixels): Promise<void> {
    const { landmarks, box } = photo;
    const pyramid = buildPyramid(pixels, this.cascade.manifest.sampler.maxSide);
    const faces = facesOf(await analyze(this.cascade, pyramid));
    const face = labelledFace(
      faces.map((each) => ({ each, box: each.face })),
      box,
    )?.each;
    const found = this.wanted(photo).filter(({ name }) => face?.present.includes(name));
    if (!face || !landmarks || found.length === 0) return;
    const roll = (face.rollDegrees * Math.PI) / 180;
    const start = performance.now();
    const covering = await coverFace(this.cascade, pyramid, squareOf(face, roll));
    this.#times.push(performance.now() - start);
    for (const judged of found) this.#hits.get(judged.name)?.push(isHit(covering, roll, judged, landmarks));
  }

  result(): PointingResult {
    const share = (hits: readonly boolean[]): number | null =>
      hits.length > 0 ? hits.filter(Boolean).length / hits.length : null;
    const attributes = JUDGED.map(({ name, region }) => {
      const hits = this.#hits.get(name) ?? [];
      return { name, region: region.name, faces: hits.length, hits: share(hits) };
    });
    return { attributes, mean: meanOf(attributes.map(({ hits }) => hits)), msPerFace: median(this.#times) ?? 0 };
  }
}

const squareOf = ({ evidence: { region } }: Face, roll: number) => ({
  centerX: region.x + region.width / 2,
  centerY: region.y + region.height / 2,
  side: region.width,
  roll,
});

/**
 * Covers the faces that have an attribute and are found to, and looks where the map of that attribute is strongest.
 * @param each at most so many faces an attribute, in the CSV's order.
 * @throws UsageError when the CSV names photos that aren't there; Fault when one can't be decoded.
 */
export const evaluatePointing = async (
  cascade: Cascade,
  { images, labels }: EvaluationSet,
  each: number,
  onProgress: OnProgress = () => undefined,
): Promise<PointingResult> => {
  checkFiles(labels.photos, images);
  const pointing = new Pointing(cascade, each);
  let done = 0;
  for await (const { photo, pixels } of decodeSet(images, labels.photos)) {
    if (pointing.wanted(photo).length > 0) await pointing.add(photo, pixels);
    onProgress(++done, labels.photos.length);
  }
  return pointing.result();
};

/** The table that people read. */
export const pointingReportOf = ({ attributes, mean, msPerFace }: PointingResult): string => {
  const percent = (share: number | null): string => (share === null ? '–' : (100 * share).toFixed(1));
  return [
    `${'attribute'.padEnd(22)}${'faces'.padStart(6)}${'hits, %'.padStart(10)}  must lie at`,
    ...attributes.map(
      ({ name, region, faces, hits }) =>
        `${name.padEnd(22)}${String(faces).padStart(6)}${percent(hits).padStart(10)}  ${region}`,
    ),
    `${'mean'.padEnd(28)}${percent(mean).padStart(10)}`,
    `${'covered looks, a face'.padEnd(28)}${msPerFace.toFixed(0).padStart(10)} ms, median`,
  ].join('\n');
};
