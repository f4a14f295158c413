/** Whatever a value holds, it stays one value. */
import fc from 'fast-check';
import { isKey, isStanzaName, parseConf, writeConf } from '../../src/conf/index.js';
import type { Stanza } from '../../src/conf/index.js';

const one = (value: string): string => writeConf([{ name: 'a', entries: [['k', value], ['next', '1']] }]);

test('stanzas, comments and keys in the order given', () => {
  const stanzas: Stanza[] = [
    { name: 'b', comment: 'What it\nis.', entries: [['z', '1'], ['a', 'x = [y] # z']] },
    { name: '', entries: [['empty', '']] },
  ];
  expect(writeConf(stanzas)).toBe('[b]\n# What it is.\nz = 1\na = x = [y] # z\n\n[]\nempty = \n');
});

test.each([
  ['line breaks, as Splunk writes them', 'a\nb\r\nc\rd', 'a \\\nb \\\nc \\\nd'],
  ['blanks around it', ' \n a \t', 'a'],
  ['a backslash at its end', 'C:\\', 'C:\\ '],
  ['a backslash at the end of a line of it', 'C:\\\nD:\\', 'C:\\ \\\nD:\\ '],
  ['what other readers take for line breaks', 'a\u2028b\u2029c\u0085d\ve\ff', 'a b c d e f'],
  ['control characters, but tabs', 'a\0b\tc\u001bd\u009fe', 'a b\tc d e'],
  ['other letters', 'ü 𝕊 — \u00a0x', 'ü 𝕊 — \u00a0x'],
])('a value with %s', (_, value, written) => {
  expect(one(value)).toBe(`[a]\nk = ${written}\nnext = 1\n`);
});

test.each(['a\n[evil]\nk = v', '\r[evil]', '\u2028[evil]', '\\\n[evil]', 'x\\', '\\', 'x\\\r\n\\', '\n\nnext = 2', '#', '[evil]', 'x \\\n# y\n[evil]\\'])('%j begins no key and no stanza', (value) => {
  const { stanzas, diagnostics } = parseConf(one(value), 'a.conf');
  expect(diagnostics).toEqual([]);
  expect([...stanzas.keys()]).toEqual(['a']);
  expect([...(stanzas.get('a')?.entries.keys() ?? [])]).toEqual(['k', 'next']);
  expect(stanzas.get('a')?.entries.get('next')?.value).toBe('1');
});

test.each(['\n[evil]', 'x\\', '\r[evil]\u2028k = v', '\\'.repeat(200_000) + 'x'])('a comment stays one', (comment) => {
  const written = writeConf([{ name: 'a', comment, entries: [['k', '1']] }]);
  expect(written.split(/[\n\r\u2028]/)).toHaveLength(4);
  expect(written).not.toContain('\\\n');
});

test.each(['a]', 'a\nb', 'a\r', 'a\0', 'a\u0085', 'a\u2028b', ' a', 'a ', 'a\\'])('%j is no name of a stanza', (name) => {
  expect(isStanzaName(name)).toBe(false);
  expect(() => writeConf([{ name, entries: [] }])).toThrow('cannot be written');
});

test.each(['', ' k', 'k ', 'a=b', '#k', '[k', ']k', 'k\\', 'a\nb', 'a\u2028b', 'a\0'])('%j is no key', (key) => {
  expect(isKey(key)).toBe(false);
  expect(() => writeConf([{ name: 'a', entries: [[key, '1']] }])).toThrow('cannot be written');
});

test.each(['', 'default', 'savedsearch://EX - A (b) - Rule', 'macro(2)', '__proto__', 'a[b', 'a = b'])('%j is a name of a stanza', (name) => {
  expect(isStanzaName(name)).toBe(true);
});

test.each(['k', 'action.risk.param._risk', 'a b', 'ä', '__proto__', ';k', 'a[0]', '{k}'])('%j is a key', (key) => {
  expect(isKey(key)).toBe(true);
});

/** Texts made of what could do harm, and others. */
const hostile = fc.oneof(
  fc.array(fc.constantFrom('\n', '\r', '\\', '[', ']', '=', '#', ' ', '\t', 'a', '\0', '\u2028', '\u0085', '\uFEFF', '"', '\ud800'), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/** What remains of a value: line breaks with a blank before them, controls as blanks, no blanks around. */
function normal(value: string): string {
  const lines = value.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, ' ').trim();
  return lines.replaceAll('\n', ' \n');
}

test('what is written is read back', () => {
  const entries = fc.uniqueArray(fc.tuple(hostile.filter(isKey), hostile), { selector: ([key]) => key, maxLength: 5 });
  const stanza = fc.record({ name: hostile.filter(isStanzaName), entries }, { requiredKeys: ['name', 'entries'] });
  const commented = fc.tuple(stanza, fc.option(hostile, { nil: undefined })).map(([plain, comment]): Stanza => ({ ...plain, ...(comment !== undefined && { comment }) }));
  fc.assert(
    fc.property(fc.uniqueArray(commented, { selector: ({ name }) => name, maxLength: 5 }), (stanzas) => {
      const { stanzas: found, diagnostics } = parseConf(writeConf(stanzas), 'a.conf');
      expect(diagnostics).toEqual([]);
      expect([...found.values()].map(({ name, entries: read }) => [name, [...read].map(([key, { value }]) => [key, value])])).toEqual(
        stanzas.map(({ name, entries: written }) => [name, written.map(([key, value]) => [key, normal(value)])]),
      );
    }),
    { numRuns: 2_000 },
  );
});

test('reading never throws, and finds no stanza without a bracket', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const names = [...parseConf(text, 'a.conf').stanzas.keys()];
      expect(text.includes('[') || names.every((name) => name === '')).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
