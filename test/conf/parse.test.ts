/** .conf text as Splunk reads it. */
import { confCodes, parseConf } from '../../src/conf/index.js';

/** Stanzas as plain values: name, then keys and values in their order. */
function read(text: string): [string, [string, string][]][] {
  return [...parseConf(text, 'a.conf').stanzas.values()].map(({ name, entries }) => [name, [...entries].map(([key, { value }]) => [key, value])]);
}

const faults = (text: string) => parseConf(text, 'a.conf').diagnostics.map(({ code, place }) => [code, place?.line]);

test.each<[string, string, [string, [string, string][]][]]>([
  ['stanzas, keys and values', '[a]\nk = v\nl=w\n[b c://d]\n', [['a', [['k', 'v'], ['l', 'w']]], ['b c://d', []]]],
  ['blanks around names, keys and values', '  [a]\t\n\t k \t=\t v w  \n', [['a', [['k', 'v w']]]]],
  ['an = and a # in a value', '[a]\nk = x = y # z\n', [['a', [['k', 'x = y # z']]]]],
  ['comments at the start of a line only, ; is none', '# k = 1\n[a]\n  # l = 1\n;m = 1\n', [['a', [[';m', '1']]]]],
  ['an empty value', '[a]\nk =\nl = \n', [['a', [['k', ''], ['l', '']]]]],
  ['keys above the first stanza', 'k = 1\n[a]\n', [['', [['k', '1']]], ['a', []]]],
  ['a continued line', '[a]\nk = one \\\n  two\\\n[b]\nl = 1\n', [['a', [['k', 'one \n  two\n[b]'], ['l', '1']]]]],
  ['a comment and a header that end in a backslash', '# note \\\n[a\\]\nk = 1\n[b] # \\\nl = 2\n', [['a\\', [['k', '1']]], ['b', [['l', '2']]]]],
  ['a backslash at the end of the file', '[a]\nk = v \\', [['a', [['k', 'v \\']]]]],
  ['CRLF and a byte order mark', '\uFEFF[a]\r\nk = v \\\r\nw\r\n', [['a', [['k', 'v \nw']]]]],
  ['stanzas of one name, the later key winning', '[a]\nk = 1\nl = 1\n[b]\n[a]\nk = 2\n', [['a', [['k', '2'], ['l', '1']]], ['b', []]]],
  ['names that objects have', '[__proto__]\nconstructor = 1\n', [['__proto__', [['constructor', '1']]]]],
])('reads %s', (_, text, stanzas) => {
  expect(read(text)).toEqual(stanzas);
});

describe.each<[keyof typeof confCodes, string, number]>([
  ['F101', '[a]\nno value\n', 2],
  ['F101', '[a]\n = no key\n', 2],
  ['F101', '[a]\nk \\\nl = 1\n', 2],
  ['F102', '[a]\nk = 1\n[b\n', 3],
  ['F102', '[a] # comment\n', 1],
  ['F103', '[a]\nk = 1\n[b]\n[a]\nk = 2\n', 5],
])('%s', (code, text, line) => {
  test(`is found in ${JSON.stringify(text)}`, () => {
    expect(faults(text)).toEqual([[code, line]]);
  });
});

test('all faults come out at once, and what is right is read', () => {
  expect(faults('junk\n[a]\nk = 1\n[b\nk = 2\njunk\n')).toEqual([['F101', 1], ['F102', 4], ['F101', 6]]);
  expect(read('[a]\nk = 1\n[b\nk = 2\n')).toEqual([['a', [['k', '1']]], ['b', [['k', '2']]]]);
});

test('places count lines as editors do, behind continued ones too', () => {
  const entries = parseConf('[a]\nk = 1 \\\n 2\nl = 3\n', 'a.conf').stanzas.get('a')?.entries;
  expect(entries?.get('k')?.place).toEqual({ file: 'a.conf', line: 2, column: 1 });
  expect(entries?.get('l')?.place.line).toBe(4);
});

test('ten megabytes: of keys, of one continued value, of one line', () => {
  const keys = Array.from({ length: 600_000 }, (_, index) => `key${index} = value`).join('\n');
  expect(parseConf(`[a]\n${keys}`, 'a.conf').stanzas.get('a')?.entries.size).toBe(600_000);
  expect(read(`[a]\nk = ${'x \\\n'.repeat(2_500_000)}y`)[0]?.[1][0]?.[1].length).toBe(7_500_001);
  expect(read(`[a]\nk = ${'\\'.repeat(10_000_000)}y`)[0]?.[1][0]?.[1].length).toBe(10_000_001);
});
