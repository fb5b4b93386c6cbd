import { readFile } from 'node:fs/promises';
import { ATTRIBUTES } from '../../src/domain/attributes';
import { FacetPage } from './facet-page';
import type { MadeFile } from './made-files';
import { test as base, expect, type Page } from './walk';

/** A place where somebody opens video files. */
class VideoPage {
  readonly facet: FacetPage;
  constructor(readonly page: Page) {
    this.facet = new FacetPage(page);
  }

  get place() {
    return this.page.getByRole('region', { name: 'Video', exact: true });
  }

  get faces() {
    return this.place.locator('.face-box');
  }

  get position() {
    return this.place.getByRole('slider', { name: 'Position in the video' });
  }

  get status() {
    return this.place.getByRole('status');
  }

  button(name: string) {
    return this.place.getByRole('button', { name, exact: true });
  }
}

const test = base.extend<{ readonly player: VideoPage }>({
  player: async ({ page }, use) => {
    const video = new VideoPage(page);
    await use(video);
    expect(video.facet.silentErrors).toEqual([]);
  },
});

/** Records, in the page, a film of so many seconds: an example that moves to and fro, or nothing but grey. */
const recorded = async (page: Page, seconds: number, photo?: string): Promise<MadeFile> => {
  const base64 = await page.evaluate(
    async ([duration, address]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
      const context = canvas.getContext('2d');
      const picture = address ? await createImageBitmap(await (await fetch(String(address))).blob()) : undefined;
      if (!context) throw new Error('no canvas');
      const recorder = new MediaRecorder(canvas.captureStream(15), { mimeType: 'video/webm' });
      const parts: Blob[] = [];
      recorder.ondataavailable = ({ data }) => parts.push(data);
      const ended = new Promise((resolve) => {
        recorder.onstop = resolve;
      });
      const start = performance.now();
      recorder.start();
      await new Promise<void>((resolve) => {
        const draw = (): void => {
          const time = (performance.now() - start) / 1000;
          context.fillStyle = '#777';
          context.fillRect(0, 0, 640, 360);
          const left = 160 + 60 * Math.sin(time * 0.8);
          if (picture) context.drawImage(picture, left, 20, (340 * picture.width) / picture.height, 340);
          if (time < Number(duration)) requestAnimationFrame(draw);
          else resolve();
        };
        draw();
      });
      recorder.stop();
      await ended;
      const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    },
    [seconds, photo ? `./examples/${photo}` : ''] as const,
  );
  return { name: 'film.webm', mimeType: 'video/webm', buffer: Buffer.from(base64, 'base64') };
};

test('ten seconds of video are played with their face, have a timeline and become a table', async ({
  player: video,
}, testInfo) => {
  await video.facet.open();
  const film = await recorded(video.page, 10, 'astronaut.jpg');
  await video.facet.drop(film);
  await expect(video.button('Play')).toBeVisible();
  await expect(video.page).toHaveURL(/#\/camera$/);
  // A browser's recording doesn't say how long it is.
  await expect.poll(async () => Number(await video.position.getAttribute('max'))).toBeGreaterThan(9);

  await video.button('Play').click();
  await expect(video.faces).toHaveCount(1);
  await expect(video.button('Play')).toBeVisible({ timeout: 40_000 });
  const timeline = video.place.getByRole('region', { name: 'Faces over time' });
  await expect(timeline.getByRole('heading')).toHaveText(['Face 1']);
  expect(await timeline.getByRole('img').count()).toBeGreaterThan(0);
  await expect(timeline.getByRole('img').first()).toHaveAccessibleName(/^.+: between .+ and .+$/);

  const saving = video.page.waitForEvent('download');
  await video.button('Save as CSV').click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe('film (faces).csv');
  const table = await readFile(await download.path(), 'utf8');
  expect(table.charCodeAt(0)).toBe(0xfeff);
  const [header, ...lines] = table.slice(1).trimEnd().split('\r\n');
  expect(header).toBe(['time_s', 'face', ...ATTRIBUTES].join(','));
  const times = lines.map((line) => Number(line.split(',')[0]));
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.length).toBeGreaterThan(20);
  expect((times.at(-1) ?? 0) - times[0]).toBeGreaterThan(7);
  expect(new Set(lines.map((line) => line.split(',')[1]))).toEqual(new Set(['1']));
  for (const [size, viewport] of [
    ['desktop', { width: 1280, height: 800 }],
    ['phone', { width: 390, height: 844 }],
  ] as const) {
    await video.page.setViewportSize(viewport);
    await video.page.screenshot({ path: testInfo.outputPath(`video-${size}.png`) });
    expect(await video.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
  }
});

test('a video is stepped through frame by frame, forwards and back, and a place in it is looked for', async ({
  player: video,
}) => {
  await video.facet.open();
  await video.facet.pick(await recorded(video.page, 3, 'astronaut.jpg'));
  const left = () => video.faces.evaluate((box) => Number(box.getAttribute('x')));
  const time = async () => Number(await video.position.inputValue());
  const [back, forward] = [video.button('One frame back'), video.button('One frame forward')];
  await expect(forward).toBeVisible();
  const times = [await time()];
  for (let i = 0; i < 4; i++) {
    await forward.click();
    await expect.poll(time).toBeGreaterThan(times[i]);
    times.push(await time());
    // A frame at 15 a second, or two when the recorder had none in time.
    expect(times[i + 1] - times[i]).toBeLessThan(0.3);
  }
  await expect(video.faces).toHaveCount(1);
  const before = await left();
  for (let last = times[4]; last > 0; last = await time()) {
    await back.click();
    await expect.poll(time).toBeLessThan(last);
    expect(last - (await time())).toBeLessThan(0.3);
  }
  // As many steps as presses, however fast they come.
  for (let i = 0; i < 4; i++) await forward.click();
  await expect.poll(time).toBeGreaterThan(times[2]);
  await video.position.focus();
  await video.page.keyboard.press('ArrowLeft');
  await video.page.keyboard.press('ArrowLeft');
  await video.page.keyboard.press('ArrowLeft');
  await expect.poll(time).toBeLessThanOrEqual(times[2]);
  await video.position.fill('2');
  await expect.poll(time).toBeGreaterThan(1.8);
  expect(await time()).toBeLessThan(2.1);
  await expect
    .poll(async () => ((await video.faces.count()) === 1 ? Math.abs((await left()) - before) : 0))
    .toBeGreaterThan(5);
});

test('a video without a face says so once it was played', async ({ player: video }) => {
  await video.facet.open();
  await video.facet.drop(await recorded(video.page, 2));
  await video.button('Play').click();
  await expect(video.status).toHaveText('There is no face in this video that Facet could find.');
  await expect(video.button('Save as CSV')).toBeDisabled();
});

test('what the browser can’t play is told with what to do, and the next video works', async ({ player: video }) => {
  await video.facet.open();
  const film = await recorded(video.page, 1, 'astronaut.jpg');
  const broken = Buffer.concat([film.buffer.subarray(0, 60), Buffer.alloc(2000, 7)]);
  await video.facet.drop({ name: 'broken.webm', mimeType: 'video/webm', buffer: broken });
  await expect(video.place.getByRole('heading', { name: 'This browser can’t play broken.webm' })).toBeVisible();
  await expect(video.place.getByText('MP4 with H.264 and WebM play nearly everywhere')).toBeVisible();
  await video.facet.drop(film);
  await expect(video.button('Play')).toBeVisible();
});

test('a file with sound alone is told to have no picture', async ({ player: video }) => {
  await video.facet.open();
  const base64 = await video.page.evaluate(async () => {
    const context = new AudioContext();
    const to = context.createMediaStreamDestination();
    const tone = context.createOscillator();
    tone.connect(to);
    tone.start();
    const recorder = new MediaRecorder(to.stream, { mimeType: 'audio/webm' });
    const part = new Promise<Blob>((resolve) => {
      recorder.ondataavailable = ({ data }) => resolve(data);
    });
    recorder.start();
    await new Promise((resolve) => setTimeout(resolve, 500));
    recorder.stop();
    const bytes = new Uint8Array(await (await part).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
  });
  await video.facet.drop({ name: 'tune.webm', mimeType: 'video/webm', buffer: Buffer.from(base64, 'base64') });
  await expect(video.place.getByRole('heading', { name: 'tune.webm has no picture' })).toBeVisible();
});

test('a picture that calls itself a video is opened as a photo', async ({ player: video }) => {
  await video.facet.open();
  const buffer = await readFile('public/examples/astronaut.jpg');
  await video.facet.drop({ name: 'astronaut.mp4', mimeType: 'video/mp4', buffer });
  await video.facet.expectFaces('astronaut.mp4', 1);
});
