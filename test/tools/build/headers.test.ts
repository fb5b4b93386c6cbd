import { describe, expect, it } from 'vitest';
import { HEADERS, headerFiles, headersFor } from '../../../tools/build/headers';

const files = headerFiles();

describe('the header files of the build', () => {
  it.each(Object.keys(files))('%s sends every header that the server of npm start sends', (file) => {
    for (const [name, value] of Object.entries(HEADERS)) {
      const line = files[file].split('\n').find((each) => each.includes(name));
      expect(line, name).toContain(value);
    }
  });

  it('keep strangers from framing the page, bind its workers, and guess no types', () => {
    expect(HEADERS['Content-Security-Policy']).toContain("frame-ancestors 'none'");
    expect(HEADERS['Content-Security-Policy']).toContain("require-trusted-types-for 'script'");
    expect(HEADERS).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Permissions-Policy': expect.stringContaining('camera=(self), microphone=()'),
    });
  });

  it('nginx repeats them wherever a location has headers of its own, since it inherits none', () => {
    const locations = files['hosting/nginx.conf'].split(/^location /m).slice(1);
    expect(locations).toHaveLength(2);
    for (const each of locations)
      for (const name of Object.keys(HEADERS)) expect(each).toContain(`add_header ${name} `);
  });
});

it.each([
  ['/assets/index-CTmea5b7.js', /immutable/],
  ['/assets/tfjs-backend-wasm-simd-BrM3BlWr.wasm', /immutable/],
  ['/', /^no-cache$/],
  ['/service-worker.js', /^no-cache$/],
  ['/models/manifest.json', /^no-cache$/],
  ['/assets/libheif-notice.txt', /^no-cache$/],
])('%s is cached as its name allows', (path, words) => {
  expect(headersFor(path)['Cache-Control']).toMatch(words);
});
