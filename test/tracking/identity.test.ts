import { describe, expect, it } from 'vitest';
import { perAttribute } from '../../src/domain/attributes';
import type { FrameFace } from '../../src/domain/frames';
import { hintFor, NO_TRACKS, type Tracking, tracksAfter } from '../../src/tracking/tracks';
import { FRAME, filmed, type SceneName, type Seen, seeded } from './made-motion';

const found = ({ face }: Seen, probability = 0.5): FrameFace => ({
  face,
  head: { x: face.x - face.width / 2, y: face.y - face.width / 2, width: face.width * 2, height: face.width * 2 },
  rollDegrees: 0,
  score: 0.9,
  heat: 0.9,
  attributes: perAttribute(() => probability),
});

/** Tracks a film. @returns for each frame and face who it is, and the number it was given. */
const numbersIn = (film: ReturnType<typeof filmed>, toFace: (seen: Seen) => FrameFace = found) => {
  let tracking: Tracking = NO_TRACKS;
  return film.flatMap(({ nowMs, faces }) => {
    const given = faces.map(toFace);
    tracking = tracksAfter(tracking, { frame: FRAME, faces: given }, hintFor(tracking, nowMs), nowMs, []);
    return given.flatMap(({ face }, i) => {
      const track = tracking.tracks.find(({ seen }) => seen.face === face);
      return track ? [{ who: faces[i].who, id: track.id }] : [];
    });
  });
};

/** How many people have another number at the end than at first. */
const switched = (film: ReturnType<typeof filmed>): number => {
  const numbers = numbersIn(film);
  const people = [...new Set(numbers.map(({ who }) => who))];
  return people.filter((who) => {
    const own = numbers.filter((each) => each.who === who);
    return own[0].id !== own.at(-1)?.id;
  }).length;
};

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed + 1);

/** Over sixty made films of two people, at 10, 15 or 30 frames a second. */
const switchedIn = (scene: SceneName): number =>
  SEEDS.reduce((sum, seed) => sum + switched(filmed(scene, seed, [10, 15, 30][seed % 3])), 0);

describe('two people, followed by place, motion and size alone, keep their numbers', () => {
  it.each([
    ['that pass each other, one hidden behind the other', 'crossing', 1],
    ['that come near each other and turn back', 'turning back', 0],
    ['of whom one hides behind the other, then turns back', 'hiding, then turning back', 2],
  ] as const)('%s: of 120 at most so many change', (_, scene, most) => {
    expect(switchedIn(scene)).toBeLessThanOrEqual(most);
  });
});

describe('who a face is', () => {
  it('is decided without its attributes', () => {
    const film = filmed('crowd', 7, 15);
    const random = seeded(1);
    expect(numbersIn(film, (seen) => found(seen, random()))).toEqual(numbersIn(film));
  });

  it('is decided without any features: nothing but boxes, heat and attributes is read of a face', () => {
    const read = new Set<PropertyKey>();
    const watched = (seen: Seen): FrameFace =>
      new Proxy(found(seen), {
        get: (target, key) => {
          read.add(key);
          return Reflect.get(target, key);
        },
      });
    numbersIn(filmed('crossing', 3, 15), watched);
    expect([...read].sort()).toEqual(['attributes', 'face', 'head', 'heat']);
  });
});
