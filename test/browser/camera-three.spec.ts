import { withCamera } from './camera-page';
import { overlap } from './facet-page';
import { THREE, writeVideo } from './made-video';
import { expect, type Locator } from './walk';

const test = withCamera(() => writeVideo(THREE));

/** Where things are on the screen, CSS pixels. */
const boxesOf = (things: Locator) =>
  things.evaluateAll((all) =>
    all.map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return { x, y, width, height };
    }),
  );

for (const [name, viewport] of [
  ['desktop', { width: 1280, height: 800 }],
  ['phone', { width: 390, height: 844 }],
  ['phone held sideways', { width: 844, height: 390 }],
] as const) {
  test(`three faces on a ${name} have their attributes in a list in their colours, covering no face and no other label`, async ({
    camera,
  }, testInfo) => {
    await camera.page.setViewportSize(viewport);
    await camera.open();
    await expect(camera.faces).toHaveCount(3);
    await expect(camera.place.locator('.live-list .camera-face')).toHaveCount(3);
    await expect(camera.place.locator('.live-picture .camera-face')).toHaveCount(0);
    await camera.place.getByRole('button', { name: 'Pause' }).click();
    const [labels, faces] = [await boxesOf(camera.attributes), await boxesOf(camera.faces)];
    // Every word is to be read, also on the phone.
    for (const name of await camera.place.locator('.camera-name').all()) {
      expect(await name.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    }
    for (const [i, label] of labels.entries()) {
      for (const face of faces) expect(overlap(label, face)).toBe(0);
      for (const other of labels.slice(i + 1)) expect(overlap(label, other)).toBe(0);
    }
    const colorsOf = (things: Locator, property: string) =>
      things.evaluateAll((all, key) => all.map((one) => getComputedStyle(one).getPropertyValue(key)), property);
    const colors = await colorsOf(camera.place.locator('.camera-face'), 'border-left-color');
    expect(new Set(colors).size).toBe(3);
    expect(new Set(await colorsOf(camera.faces, 'stroke'))).toEqual(new Set(colors));
    const [picture] = await boxesOf(camera.place.locator('video'));
    for (const head of await boxesOf(camera.place.locator('.head-box'))) {
      expect(head.x).toBeGreaterThanOrEqual(picture.x - 1);
      expect(head.x + head.width).toBeLessThanOrEqual(picture.x + picture.width + 1);
      expect(head.y + head.height).toBeLessThanOrEqual(picture.y + picture.height + 1);
    }
    for (const button of await camera.place.getByRole('button').all()) {
      await expect(button).toBeInViewport({ ratio: 1 });
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await camera.page.emulateMedia({ colorScheme });
      await camera.page.screenshot({ path: testInfo.outputPath(`three-${colorScheme}.png`) });
    }
  });
}
