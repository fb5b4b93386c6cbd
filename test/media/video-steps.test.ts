import { describe, expect, it } from 'vitest';
import { VideoSteps } from '../../src/media/video-steps';

/**
 * A video whose frames begin at these times, seconds, in a browser that shows the frame under the time looked for.
 * @param lateS by so much later, as browsers do that guess how long a frame lasts
 */
const madeVideo = (starts: readonly number[], durationS: number, lateS = 0) => {
  let shown = starts[0];
  const sought: number[] = [];
  const steps = new VideoSteps({
    durationS,
    shownS: () => shown,
    async seek(timeS) {
      sought.push(timeS);
      await Promise.resolve();
      shown = starts.findLast((start) => start + lateS <= timeS) ?? starts[0];
    },
  });
  return { steps, sought, shown: () => starts.indexOf(shown) };
};

const evenly = (count: number, perSecond: number) => Array.from({ length: count }, (_, i) => i / perSecond);

describe('a step through a video', () => {
  it.each([1, 10, 15, 23.976, 25, 30, 60, 120])('shows each frame once, at %d frames a second', async (rate) => {
    const { steps, shown } = madeVideo(evenly(20, rate), 20 / rate);
    for (let i = 1; i < 20; i++) {
      await steps.step(1);
      expect(shown()).toBe(i);
    }
    await steps.step(1);
    expect(shown()).toBe(19);
    for (let i = 18; i >= 0; i--) {
      await steps.step(-1);
      expect(shown()).toBe(i);
    }
    await steps.step(-1);
    expect(shown()).toBe(0);
  });

  it('passes over no frame that lasts half as long as the shortest before', async () => {
    const starts = [0, 0.067, 0.1, 0.133, 0.2, 0.267, 0.3, 0.317, 0.334, 0.4];
    const { steps, shown } = madeVideo(starts, 0.5);
    for (let i = 1; i < starts.length; i++) {
      await steps.step(1);
      expect(shown()).toBe(i);
    }
  });

  it('goes on where the browser shows a frame a little later than its time', async () => {
    const { steps, shown } = madeVideo(evenly(5, 15), 0.5, 0.006);
    for (let i = 1; i < 5; i++) {
      await steps.step(1);
      expect(shown()).toBe(i);
    }
  });

  it('looks twice at most as soon as one step has told how long frames last', async () => {
    const { steps, sought } = madeVideo(evenly(50, 25), 2);
    await steps.step(1);
    const before = sought.length;
    for (let i = 0; i < 10; i++) await steps.step(1);
    expect(sought.length - before).toBeLessThanOrEqual(20);
  });

  it('is made for each press, however fast they come', async () => {
    const { steps, shown } = madeVideo(evenly(20, 15), 2);
    await Promise.all([steps.step(1), steps.step(1), steps.step(1), steps.step(1), steps.step(-1)]);
    expect(shown()).toBe(3);
  });

  it('is not made any more once it is called off', async () => {
    const { steps, shown } = madeVideo(evenly(20, 15), 2);
    const all = [steps.step(1), steps.step(1), steps.step(1)];
    steps.callOff();
    await Promise.all(all);
    expect(shown()).toBe(0);
  });
});
