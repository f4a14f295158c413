/** Words in the bytes of a cell, against RegExp on its text. */
import fc from 'fast-check';
import { Sieve } from '../../src/searchcommand/protocol/sieve.js';

/** As a cell of CSV, amid other bytes. */
function finds(words: readonly string[], text: string): boolean {
  const cell = /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const body = Buffer.from(`bits,${cell},bits`);
  return new Sieve(words).has(body, 5, body.length - 5);
}

test.each([
  ['bitsadmin', true], ['BitsAdmin.exe', true], ['xbits', true], ['bi-ts', false], ['', false], ['a "b" c', false], ['say "bits"', true], ['bi"ts', false], ['b"\n,"its', false], ['bi\u017F', true],
])('%j', (text, found) => {
  expect(finds(['bits', 'intelligent'], text)).toBe(found);
});

test('words with places for any letter, any blank and anything at all', () => {
  expect(finds(['\\w"\\w'], 'po"w"er')).toBe(true);
  expect(finds(['\\w"\\w'], '"power" "shell"')).toBe(false);
  expect(finds(['-f\\s'], "'{0}'-F\t1")).toBe(true);
  expect(finds(['-f\\s'], '-File')).toBe(false);
  expect(finds([''], '-')).toBe(true);
  expect(finds([''], '')).toBe(false);
  expect(finds([], 'bits')).toBe(false);
});

test('as a RegExp finds them', () => {
  const letters = fc.constantFrom('a', 'b', 'B', '"', ',', '\n', ' ', '%');
  const word = fc.array(fc.constantFrom('a', 'b', '"', '%', ' ', '\\w', '\\s'), { minLength: 1, maxLength: 4 }).map((symbols) => symbols.join(''));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.array(letters, { maxLength: 30 }), (words, text) => {
      expect(finds(words, text.join(''))).toBe(new RegExp(words.join('|'), 'i').test(text.join('')));
    }),
    { numRuns: 2000 },
  );
});
