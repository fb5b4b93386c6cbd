import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { storedTurn } from '../../src/media/stored-turn';

const picture = () => sharp({ create: { width: 12, height: 8, channels: 3, background: '#a0522d' } });

describe('a picture that is stored turned', () => {
  it.each(['webp', 'png'] as const)('is known by its EXIF data as %s, and the rest stays readable', async (type) => {
    for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
      const bytes = await picture().withMetadata({ orientation }).toFormat(type).toBuffer();
      const turn = storedTurn(bytes, type);
      expect(turn?.orientation).toBe(orientation);
      const unmarked = sharp(turn?.unmarked, { failOn: 'warning' });
      expect((await unmarked.metadata()).orientation).toBeUndefined();
      expect(await unmarked.raw().toBuffer()).toEqual(await sharp(bytes).raw().toBuffer());
    }
  });

  it('is no picture without a mark, no kind that browsers turn alike, and nothing that ends too early', async () => {
    expect(storedTurn(await picture().webp().toBuffer(), 'webp')).toBeUndefined();
    expect(storedTurn(await picture().withMetadata({ orientation: 1 }).png().toBuffer(), 'png')).toBeUndefined();
    const jpeg = await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(storedTurn(jpeg, 'jpeg')).toBeUndefined();
    const marked = await picture().withMetadata({ orientation: 6 }).webp().toBuffer();
    for (let length = 0; length < marked.length; length += 3) storedTurn(marked.subarray(0, length), 'webp');
  });
});
