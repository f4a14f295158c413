/** `*` and nothing else. */
import fc from 'fast-check';
import { compileWildcard, literalLength } from '../../src/match/index.js';

const matches = (pattern: string, text: string, caseSensitive = false): boolean => compileWildcard(pattern, { caseSensitive })(text);

test.each([
  ['', ''], ['*', ''], ['**', 'anything'], ['abc', 'ABC'], ['a*', 'a'], ['*c', 'abc'], ['a*c', 'ac'], ['a*b*c', 'aXbYc'], ['*b*', 'abc'],
  ['*start-bitstransfer*', 'powershell Start-BitsTransfer -Source x'], ['*\\bits?admin.[e]xe', 'C:\\BITS?ADMIN.[E]XE'], ['a\\*b', 'a\\xyzb'],
  ['*ab*ab*', 'abab'], ['a*a', 'aa'], ['ΑΣ*', 'ασα'], ['*ΟΔΟΣ', 'οδοσ'], ['*ς*', 'ΣΑ'], ['İ*', 'İx'], ['*\n*', 'a\nb'],
])('%j matches %j', (pattern, text) => {
  expect(matches(pattern, text)).toBe(true);
});

test.each([
  ['', 'a'], ['a', ''], ['a*', 'ba'], ['a*a', 'a'], ['ab*ba', 'aba'], ['*ab*ab*', 'abxa'], ['a*b*a', 'ab'], ['?', 'x'], ['a.c', 'abc'], ['\\*', '*'], ['a_c', 'abc'], ['a%', 'abc'],
])('%j does not match %j', (pattern, text) => {
  expect(matches(pattern, text)).toBe(false);
});

test('letter case counts where it is said to', () => {
  expect(matches('*Bits*', 'a BITS b', true)).toBe(false);
  expect(matches('*Bits*', 'a Bits b', true)).toBe(true);
});

test('agrees with a plain definition: every way to place the stars', () => {
  const plain = (pattern: string, text: string): boolean => {
    // Row by row, which texts' beginnings the pattern's beginning matches.
    let row = [true, ...Array<boolean>(text.length).fill(false)];
    for (const c of pattern) {
      const before = row;
      let any = false;
      row = before.map((matched, at) => (c === '*' ? (any ||= matched) : at > 0 && before[at - 1] === true && text[at - 1] === c));
    }
    return row.at(-1) === true;
  };
  const letters = (choice: readonly string[]) => fc.array(fc.constantFrom(...choice), { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(fc.property(letters(['a', 'b', '*', '*']), letters(['a', 'b']), (pattern, text) => matches(pattern, text, true) === plain(pattern, text)), { numRuns: 5_000 });
  fc.assert(fc.property(letters(['a', 'Σ', '*', ' ']), letters(['A', 'σ', 'ς', ' ']), (pattern, text) => matches(pattern, text) === plain(pattern.toUpperCase(), text.toUpperCase())), { numRuns: 5_000 });
});

test.each([
  ['*a*a*a*a*b', 100_000], ['*a*a*a*a*b*', 100_000], [`${'a*'.repeat(1_000)}b`, 1_000_000], [`*${'ab*'.repeat(1_000)}`, 1_000_000], [`*${'*'.repeat(100_000)}b*`, 1_000_000],
])('%# ends: a matcher that goes back would need longer than anyone can wait', (pattern, length) => {
  expect(matches(pattern, 'a'.repeat(length))).toBe(false);
});

test('characters that stand for themselves', () => {
  expect(['', '***', '*a*bc', 'abc'].map(literalLength)).toEqual([0, 0, 3, 3]);
});
