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

test('looks for each literal once, further right each time, however many stars', () => {
  const search = recordSearches();
  const text = 'a'.repeat(100_000);
  expect(search.during(() => matches('*a*a*a*a*b*', text))).toBe(false);
  expect(search.starts).toEqual([0, 1, 2, 3, 4]);
  expect(search.during(() => matches(`${'a*'.repeat(255)}b`, text))).toBe(false);
  // The end decides: a text that cannot end so is not searched at all.
  expect(search.starts).toEqual([]);
});

/** Records from where `indexOf` is asked to search: the only loop over the text that matching has. */
function recordSearches(): { readonly starts: number[]; during: <T>(act: () => T) => T } {
  const starts: number[] = [];
  return {
    starts,
    during: (act) => {
      starts.length = 0;
      // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its text below
      const { indexOf } = String.prototype;
      String.prototype.indexOf = function (part: string, from?: number) {
        if (this.length === 100_000) starts.push(from ?? 0);
        return indexOf.call(this, part, from);
      };
      try {
        return act();
      } finally {
        String.prototype.indexOf = indexOf;
      }
    },
  };
}

test('characters that stand for themselves', () => {
  expect(['', '***', '*a*bc', 'abc'].map(literalLength)).toEqual([0, 0, 3, 3]);
});
