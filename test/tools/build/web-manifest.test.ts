import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { WEB_MANIFEST } from '../../../tools/build/offline';

const PUBLIC = fileURLToPath(new URL('../../../public/', import.meta.url));

describe('the web manifest', () => {
  const pictures = [...WEB_MANIFEST.icons, ...WEB_MANIFEST.screenshots];

  it.each(pictures)('names a picture that is there: $src, $sizes', async ({ src, sizes, type }) => {
    const { format, width, height } = await sharp(PUBLIC + src).metadata();
    expect(type).toContain(format);
    if (sizes !== 'any') expect(`${width}x${height}`).toBe(sizes);
  });

  it('has what phones and desktops ask for', () => {
    const kinds = WEB_MANIFEST.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`);
    expect(kinds).toEqual(expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']));
  });

  it('shows people the page on a phone and on a desktop before they install it', () => {
    const kinds = WEB_MANIFEST.screenshots.map(({ form_factor }) => form_factor);
    expect(kinds).toEqual(expect.arrayContaining(['narrow', 'wide']));
  });

  it('holds only relative addresses, so that it works from any sub-path', () => {
    const { id, start_url, scope, share_target, file_handlers } = WEB_MANIFEST;
    const addresses = [id, start_url, scope, share_target.action, ...file_handlers.map(({ action }) => action)];
    expect([...addresses, ...pictures.map(({ src }) => src)].filter((url) => /^\/|:/.test(url))).toEqual([]);
  });
});
