import { describe, expect, it } from 'vitest';
import { Fault, messageOf, sentenceOf } from '../../src/domain/errors';

describe('what an error says to a person', () => {
  it.each([
    ['SecurityError', 'The operation is insecure.', "the browser doesn't allow it here"],
    ['QuotaExceededError', 'The current transaction exceeded its quota limitations.', 'there is no room left'],
    ['InvalidStateError', 'A mutation operation was attempted on a database', 'the browser refused'],
  ])('is put in plain words where it is a %s of the browser', (name, raw, words) => {
    expect(messageOf(new DOMException(raw, name))).toBe(words);
  });

  it('holds no words of the language that the page is written in', () => {
    expect(messageOf(new TypeError("Cannot read properties of undefined (reading 'x')"))).toBe('the browser refused');
    expect(messageOf(new ReferenceError('indexedDB is not defined'))).toBe('this browser lacks what it takes');
    expect(messageOf('[object Object]')).toBe('for an unknown reason');
  });

  it('is what we say ourselves where it is our own', () => {
    expect(messageOf(new Fault('EmptyFile', 'a.jpg is empty.'))).toBe('a.jpg is empty.');
    expect(sentenceOf('a.jpg failed', new Fault('EmptyFile', 'a.jpg is empty.'))).toBe('a.jpg is empty.');
    expect(sentenceOf('a.jpg failed', new TypeError('x'))).toBe('a.jpg failed: the browser refused. Try it again.');
  });
});
