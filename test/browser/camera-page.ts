import { FacetPage } from './facet-page';
import { test as base, expect, type Page } from './walk';

/** The camera's place as a person uses it. */
export class CameraPage {
  readonly facet: FacetPage;
  constructor(readonly page: Page) {
    this.facet = new FacetPage(page);
  }

  get place() {
    return this.page.getByRole('region', { name: 'Camera' });
  }

  get faces() {
    return this.place.locator('.face-box');
  }

  /** What stands beside the faces. */
  get attributes() {
    return this.place.locator('.camera-face li');
  }

  get pace() {
    return this.place.getByText(/pictures? a second/);
  }

  /** Remembers every track that the page gets, to see whether the camera's light is on. */
  async watchLights(): Promise<void> {
    await this.page.addInitScript(() => {
      const tracks: MediaStreamTrack[] = [];
      Object.assign(globalThis, { cameraTracks: tracks });
      const real = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
      if (real === undefined) return;
      navigator.mediaDevices.getUserMedia = async (wish) => {
        const stream = await real(wish);
        tracks.push(...stream.getTracks());
        return stream;
      };
    });
  }

  lights(): Promise<number> {
    return this.page.evaluate(
      () =>
        (globalThis as unknown as { cameraTracks: MediaStreamTrack[] }).cameraTracks.filter(
          ({ readyState }) => readyState === 'live',
        ).length,
    );
  }

  async open(): Promise<void> {
    await this.facet.open();
    await this.page.getByRole('navigation', { name: 'Places' }).getByText('Camera').click();
  }

  /** Where the one face is, in pixels of the frame, and its number. */
  async face(): Promise<{ readonly x: number; readonly track: string | null }> {
    return this.faces.evaluate((box) => ({ x: Number(box.getAttribute('x')), track: box.getAttribute('data-track') }));
  }
}

/** Tests in a browser whose only camera plays a made video. */
export const withCamera = (writeVideo: () => Promise<string>) =>
  base.extend<{ readonly camera: CameraPage }, object>({
    launchOptions: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
      async ({}, use, { project }) => {
        const { launchOptions } = project.use;
        const video = await writeVideo();
        const flags = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${video}`];
        await use({ ...launchOptions, args: [...(launchOptions?.args ?? []), ...flags] });
      },
      { scope: 'worker' },
    ],
    camera: async ({ page, context }, use) => {
      await context.grantPermissions(['camera']);
      const camera = new CameraPage(page);
      await camera.watchLights();
      await use(camera);
      expect(camera.facet.silentErrors).toEqual([]);
    },
  });
