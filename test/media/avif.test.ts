import { expect, it } from 'vitest';
import { isTransformed, transformedAvif } from '../../src/media/avif';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it.each([
  ['clap', true],
  ['imir', true],
  ['pixi', false],
])('an AVIF with the property %s is called cropped or mirrored: %s', (property, isSo) => {
  expect(isTransformed(bytes(`....ftypavif....ipco....${property}....mdat`))).toBe(isSo);
});

it('an AVIF that is cropped is not refused as if no AVIF could be opened', () => {
  expect(transformedAvif('a.avif').message).toContain('This browser opens AVIF pictures, but not these');
});
