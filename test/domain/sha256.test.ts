import { afterEach, expect, it, vi } from 'vitest';
import { sha256 } from '../../src/domain/sha256';

afterEach(() => vi.unstubAllGlobals());

/** Of "abc", as FIPS 180-2 prints it. */
const OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const abc = () => new TextEncoder().encode('abc').buffer;

it('a SHA-256 is the same by the browser and where the browser hides its own', async () => {
  expect(await sha256(abc())).toBe(OF_ABC);
  vi.stubGlobal('crypto', {});
  expect(await sha256(abc())).toBe(OF_ABC);
});
