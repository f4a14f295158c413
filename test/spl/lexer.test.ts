/** Where one token ends and the next begins. */
import fc from 'fast-check';
import { lex } from '../../src/spl/index.js';

const tokens = (text: string): string[] => lex(text).filter(({ kind }) => kind !== 'space').map(({ kind, text: part, closed }) => `${kind}${closed ? '' : '!'} ${part}`);
const words = (text: string): string[] => lex(text).filter(({ kind }) => kind === 'word').map(({ text: part }) => part);

test.each([
  'Processes.process_name', '*start-bitstransfer*', 'C:\\\\Windows\\\\*', '-70m@m', 'a{}.b', '_time', '100%', '1.5', 'a-b', 'a/b', '+1', '10.0.0.0/8', '$token$', '#x', 'x::y', "O'Brien", "'", "don't", 'say\\"x\\"', 'a\\|b', 'größe', '𝕊', '!', 'a!b', '\\',
])('%s is one word', (text) => {
  expect(tokens(text)).toEqual([`word ${text}`]);
});

test.each<[string, string[]]>([
  ['count(eval(a==1)) as n', ['word count', 'lparen (', 'word eval', 'lparen (', 'word a', 'operator ==', 'word 1', 'rparen )', 'rparen )', 'word as', 'word n']],
  ['a=b,c!=d e<=f g>h', ['word a', 'operator =', 'word b', 'comma ,', 'word c', 'operator !=', 'word d', 'word e', 'operator <=', 'word f', 'word g', 'operator >', 'word h']],
  ['a="x"b', ['word a', 'operator =', 'string "x"', 'word b']],
  ['"a | `b` [c] \'d\' \\" \\\\"|e', ['string "a | `b` [c] \'d\' \\" \\\\"', 'pipe |', 'word e']],
  ['"a\nb"', ['string "a\nb"']],
  ['`a``b`', ['macro `a`', 'macro `b`']],
  ['x`a`y', ['word x', 'macro `a`', 'word y']],
  ['`m("a | b", c)`|d', ['macro `m("a | b", c)`', 'pipe |', 'word d']],
  ['```a | "b``` c', ['comment ```a | "b```', 'word c']],
  ['a```b```c', ['word a', 'comment ```b```', 'word c']],
  ["'a b'='c.d'", ["quoted 'a b'", 'operator =', "quoted 'c.d'"]],
  ["'a (b'", ["quoted 'a (b'"]],
])('%s', (text, expected) => {
  expect(tokens(text)).toEqual(expected);
});

test.each<[string, string[]]>([
  ['"a | b', ['string! "a | b']],
  ['"a\\"', ['string! "a\\"']],
  ['"', ['string! "']],
  ['`a | b', ['macro! `a | b']],
  ['`', ['macro! `']],
  ['```a ` b', ['comment! ```a ` b']],
  ['``', ['macro ``']],
])('%s is not closed, or empty', (text, expected) => {
  expect(tokens(text)).toEqual(expected);
});

test('an apostrophe without a partner is a letter: a line, a pipe, a quote or a back-tick is in between', () => {
  for (const between of ['\n', '|', '"x"', '`m`']) expect(words(`'a ${between} b'`)).toEqual(["'a", "b'"]);
});

test('the beginning of a word decides about an apostrophe', () => {
  expect(words("a.'b c'")).toEqual(["a.'b", "c'"]);
});

test('loses nothing, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const found = lex(text);
      expect(found.map((token) => token.text).join('')).toBe(text);
      expect(found.every((token) => token.end - token.start === token.text.length && token.text !== '')).toBe(true);
      expect(found.slice(0, -1).every((token) => token.closed)).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

test.each(["'", "'a ", '"', '`', '```', '\\', 'a', ' ', '[', '!', "' |", '""', "''"])('a megabyte of %j', (piece) => {
  const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
  expect(lex(text).at(-1)?.end).toBe(text.length);
});
