import fc from 'fast-check';
import { isKey, isStanzaName, parseConf, writeConf } from '../../src/conf/index.js';

function values(text: string): Record<string, Record<string, string>> {
  return Object.fromEntries([...parseConf(text, 'x.conf').stanzas].map(([name, { entries }]) => [name, Object.fromEntries([...entries].map(([key, { value }]) => [key, value]))]));
}

test('reads as Splunk does', () => {
  const text = '\uFEFF# comment \\\ntop = 1\r\n[a b]\r\n  key =  v = w # no comment  \r\nlong = one \\\n  two \\\nthree\n\n[c]\nx=\n[a b]\nkey = later\n';
  expect(values(text)).toEqual({ '': { top: '1' }, 'a b': { key: 'later', long: 'one \n  two \nthree' }, c: { x: '' } });
});

test('tells broken lines with their places', () => {
  const { diagnostics } = parseConf('[a\nno equals\n= no key\n[b]\nk = 1\nk = 2\n', 'x.conf');
  expect(diagnostics.map(({ code, place }) => [code, place?.line])).toEqual([['F102', 1], ['F101', 2], ['F101', 3], ['F103', 6]]);
});

test('the form of Splunk\'s own builder', () => {
  expect(writeConf([{ name: 'a', comment: 'two\nlines', entries: [['k', ' one\n\ntwo '], ['l', '']] }, { name: 'b', entries: [] }])).toBe('[a]\n# two lines\nk = one \\\n \\\ntwo\nl = \n\n[b]\n');
});

/** Texts of what breaks conf files, joined at random. */
const hostile = fc.array(fc.constantFrom('a', ' ', '\\', '\n', '\r', '\r\n', '[evil]', 'k = v', '#', '=', '\u2028', '\u0085', '\0', '\t', 'é', '\v'), { maxLength: 12 }).map((parts) => parts.join(''));

/** What the writer promises of a value: line ends are line feeds, no other controls, trimmed; blanks before a line end are not kept apart. */
function promised(value: string): string {
  return value.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, ' ').trim().replaceAll('\n', ' \n');
}

test('any value comes back as one value, and the key behind it too', () => {
  fc.assert(fc.property(hostile, hostile, (first, second) => {
    const back = values(writeConf([{ name: 's', entries: [['a', first], ['b', second], ['end', 'x']] }, { name: 't', entries: [['c', 'y']] }]));
    expect(back).toEqual({ s: { a: promised(first).trim(), b: promised(second).trim(), end: 'x' }, t: { c: 'y' } });
  }), { numRuns: 3_000 });
});

test('names that cannot be read back are refused', () => {
  for (const name of ['a]b', 'a\nb', ' a', 'a\\', 'a\0']) {
    expect(isStanzaName(name)).toBe(false);
    expect(() => writeConf([{ name, entries: [] }])).toThrow();
  }
  for (const key of ['', 'a=b', 'a\nb', '#a', '[a', ' a', 'a\\']) expect(isKey(key)).toBe(false);
  for (const name of ['BITS - x, y & z (1) - Rule', 'analytic_story://Ä', 'm(2)']) expect(isStanzaName(name)).toBe(true);
});
