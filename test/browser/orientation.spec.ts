import sharp from 'sharp';
import { FacetPage, largestDifference, meanDifference, overlap } from './facet-page';
import { astronaut, file, withOrientation } from './made-files';
import { expect, test } from './walk';

const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8];

/*
 * Stored turned, even JPEGs of the best quality come out a little different: by one step of a byte, which moves a single
 * probability near one half by a few hundredths. A turn that isn't heeded moves many by much more.
 */
const LARGEST = 0.1;
const MEAN = 0.01;

test('a photo in any of the eight EXIF orientations gives the same boxes and scores', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  const shown = [];
  for (const orientation of ORIENTATIONS) {
    const name = `turned-${orientation}.jpg`;
    // Wider than high, so that a quarter turn that isn't heeded can't go unseen.
    const upright = astronaut(512).extract({ left: 0, top: 0, width: 512, height: 384 });
    await facet.drop(file(name, await withOrientation(upright, orientation)));
    await facet.expectFaces(name, 1);
    await expect(facet.stage.getByRole('status')).toContainText('512 × 384');
    shown.push(await facet.readFace());
  }
  const [upright, ...turned] = shown;
  for (const face of turned) {
    expect(upright && overlap(face.face, upright.face)).toBeGreaterThan(0.97);
    expect(upright && largestDifference(face, upright)).toBeLessThan(LARGEST);
    expect(upright && meanDifference(face, upright)).toBeLessThan(MEAN);
  }
});

for (const format of ['webp', 'png'] as const) {
  test(`a ${format} that is stored turned gives the boxes of the upright photo, and is shown upright`, async ({
    page,
  }) => {
    const facet = new FacetPage(page);
    await facet.open();
    const upright = await astronaut(512).extract({ left: 0, top: 0, width: 512, height: 384 }).png().toBuffer();
    await facet.drop(file('upright.png', upright));
    await facet.expectFaces('upright.png', 1);
    const wanted = await facet.readFace();
    for (const [orientation, turn] of [
      [6, 270],
      [3, 180],
    ] as const) {
      const name = `turned-${orientation}.${format}`;
      const stored = sharp(await sharp(upright).rotate(turn).png().toBuffer()).withMetadata({ orientation });
      await facet.drop(file(name, await stored.toFormat(format, { lossless: true }).toBuffer()));
      await facet.expectFaces(name, 1);
      await expect(facet.stage.getByRole('status')).toContainText('512 × 384');
      const face = await facet.readFace();
      expect(overlap(face.face, wanted.face)).toBeGreaterThan(0.97);
      const shown = await facet.stage
        .locator('img')
        .first()
        .evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
      expect(shown).toEqual([512, 384]);
    }
  });
}
