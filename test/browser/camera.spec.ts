import { CameraPage, withCamera } from './camera-page';
import { writeVideo } from './made-video';
import { expect } from './walk';

const test = withCamera(() => writeVideo());

test('a face in front of the camera is boxed where the mirror shows it, and follows it with its attributes beside it', async ({
  camera,
}) => {
  await camera.open();
  await expect(camera.faces).toHaveCount(1);
  await expect(camera.place.getByRole('status')).toHaveText('1 face');
  // The person is on the left of the picture: on the right in the mirror.
  const first = await camera.face();
  expect(first.x).toBeGreaterThan(320);
  await expect(camera.attributes.first()).toHaveText(/^\D+ \d+%$/);
  expect(await camera.attributes.count()).toBeLessThanOrEqual(3);
  for (const name of ['Male', 'Young', 'Attractive', 'Chubby', 'Big_Nose']) {
    await expect(camera.place.locator(`[data-attribute="${name}"]`)).toHaveCount(0);
  }
  await expect.poll(async () => Math.abs((await camera.face()).x - first.x)).toBeGreaterThan(15);
  expect((await camera.face()).track).toBe(first.track);
  await expect(camera.pace).toHaveText(/^\d+ pictures? a second, [\d,]+ ms behind$/);
  expect(await camera.lights()).toBe(1);
});

for (const [name, viewport] of [
  ['phone', { width: 390, height: 844 }],
  ['desktop', { width: 1280, height: 800 }],
] as const) {
  test(`the camera fits a ${name}, in light and in dark colours`, async ({ camera }, testInfo) => {
    await camera.page.setViewportSize(viewport);
    await camera.open();
    await expect(camera.attributes.first()).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await camera.page.emulateMedia({ colorScheme });
      const { width, height } = await camera.page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        height: document.documentElement.scrollHeight,
      }));
      expect(width).toBeLessThanOrEqual(viewport.width);
      expect(height).toBeLessThanOrEqual(viewport.height);
      await expect(camera.place.getByRole('button', { name: 'Take a photo' })).toBeInViewport({ ratio: 1 });
      await camera.page.screenshot({ path: testInfo.outputPath(`camera-${colorScheme}.png`) });
    }
  });
}

test('paused, the picture and its boxes stand still; resumed, they go on', async ({ camera }) => {
  await camera.open();
  await expect(camera.faces).toHaveCount(1);
  await camera.place.getByRole('button', { name: 'Pause' }).click();
  await expect(camera.place.getByText('Paused. The camera is still on.')).toBeVisible();
  const video = camera.place.locator('video');
  expect(await video.evaluate((element: HTMLVideoElement) => element.paused)).toBe(true);
  const before = await camera.place.locator('.boxes').innerHTML();
  // Time for a dozen frames, if any were analysed.
  await camera.page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let frames = 30;
        const next = (): void => void (frames-- > 0 ? requestAnimationFrame(next) : resolve());
        next();
      }),
  );
  expect(await camera.place.locator('.boxes').innerHTML()).toBe(before);
  await camera.place.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => camera.place.locator('.boxes').innerHTML()).not.toBe(before);
});

test('a photo taken with the camera goes on the stage, not mirrored, and the light goes off', async ({ camera }) => {
  await camera.open();
  await expect(camera.faces).toHaveCount(1);
  await camera.place.getByRole('button', { name: 'Take a photo' }).click();
  await expect(camera.facet.stage.getByRole('heading', { name: /^camera \d{4}-\d\d-\d\d/ })).toBeVisible();
  await expect(camera.facet.faces).toHaveCount(1);
  expect((await camera.facet.readFace()).face.x).toBeLessThan(320);
  await expect.poll(() => camera.lights()).toBe(0);
  await camera.page.goBack();
  await expect(camera.faces).toHaveCount(1);
  expect(await camera.lights()).toBe(1);
});

test('the light is off whenever the camera is switched off, left, or in a hidden tab', async ({ camera }) => {
  await camera.open();
  await expect(camera.faces).toHaveCount(1);
  const setHidden = (hidden: boolean) =>
    camera.page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await setHidden(true);
  await expect.poll(() => camera.lights()).toBe(0);
  await setHidden(false);
  await expect(camera.faces).toHaveCount(1);

  await camera.place.getByRole('button', { name: 'Switch off' }).click();
  await expect(camera.place.getByText('The camera is off')).toBeVisible();
  expect(await camera.lights()).toBe(0);
  await camera.place.getByRole('button', { name: 'Switch the camera on' }).click();
  await expect(camera.faces).toHaveCount(1);

  await camera.page.getByRole('navigation', { name: 'Places' }).getByText('About').click();
  await expect.poll(() => camera.lights()).toBe(0);
});

test('a camera that is pulled out is told, and can be tried again', async ({ camera }) => {
  await camera.open();
  await expect(camera.faces).toHaveCount(1);
  await camera.page.evaluate(() => {
    const { cameraTracks } = globalThis as unknown as { cameraTracks: MediaStreamTrack[] };
    for (const track of cameraTracks) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  });
  await expect(camera.place.getByRole('heading', { name: 'The camera went away' })).toBeVisible();
  await camera.place.getByRole('button', { name: 'Try again' }).click();
  await expect(camera.faces).toHaveCount(1);
});

test('who says no to the camera reads why nothing is seen, and can open photos instead', async ({ browser }) => {
  const context = await browser.newContext({ permissions: [] });
  const camera = new CameraPage(await context.newPage());
  await camera.page.goto('./#/camera');
  await expect(camera.place.getByRole('heading', { name: 'Facet may not use the camera' })).toBeVisible();
  await expect(camera.place.getByText('Allow the camera for this page')).toBeVisible();
  const choosing = camera.page.waitForEvent('filechooser');
  await camera.place.getByRole('button', { name: 'Open photos' }).click();
  await choosing;
  expect(camera.facet.silentErrors).toEqual([]);

  await context.grantPermissions(['camera']);
  await camera.place.getByRole('button', { name: 'Try again' }).click();
  await expect(camera.faces).toHaveCount(1);
  await context.close();
});
