/** Functions of text (Search Reference, "Text functions"). */
import { charactersOf, isMultivalue, multivalue, numberOf, textOf } from '../value.js';
import type { Value } from '../value.js';
import type { EvalContext, EvalFunction } from './function.js';
import { compiledRegex } from './regexcache.js';

const SOURCE = 'Text functions';

function each(value: Value, change: (text: string) => string): Value {
  if (value === null) return null;
  return isMultivalue(value) ? multivalue(value.map(change)) : change(textOf(value));
}

function of(name: string, about: string, change: (text: string) => string, example: readonly [string, string]): EvalFunction {
  return { name, syntax: `${name}(<string>)`, about, source: SOURCE, arity: [1, 1], examples: [{ expression: `${name}(${example[0]})`, gives: example[1] }, { expression: `${name}(missing)`, gives: null }], apply: ([value = null]) => each(value, change) };
}

/** Takes characters of a set, blanks and tabs unless given, off one end or both. */
function trimmer(name: string, about: string, ends: { readonly left: boolean; readonly right: boolean }, gives: string): EvalFunction {
  const trim = (text: string, set: ReadonlySet<string>): string => {
    const letters = charactersOf(text);
    let from = 0;
    let to = letters.length;
    while (ends.left && from < to && set.has(letters[from] ?? '')) from++;
    while (ends.right && to > from && set.has(letters[to - 1] ?? '')) to--;
    return letters.slice(from, to).join('');
  };
  return {
    name, syntax: `${name}(<string>[, <characters>])`, about, source: SOURCE, arity: [1, 2], examples: [{ expression: `${name}("  a  ")`, gives }, { expression: `${name}("zaz", "z")`, gives: gives.replaceAll('  ', 'z') }],
    apply: ([value = null, set]) => each(value, (text) => trim(text, new Set(set === undefined ? [' ', '\t'] : charactersOf(textOf(set))))),
  };
}

/** `\1` is the first group; a backslash before another character is that character. */
function replaceAll(text: string, pattern: string, replacement: string, refuse: EvalContext['refuse']): string {
  const { regex, numbers, lost } = compiledRegex(pattern, refuse);
  const everywhere = new RegExp(regex.source, 'gu');
  return text.replace(everywhere, (...match: unknown[]) =>
    replacement.replace(/\\(\d|[\s\S])/g, (_, mark: string) => {
      if (!/\d/.test(mark)) return mark === '\\' ? '\\' : `\\${mark}`;
      if (lost.includes(Number(mark))) return refuse(`what \\${mark} holds after the loop of ${pattern.slice(0, 60)} is not known`);
      const group = match[numbers[Number(mark)] ?? -1];
      return typeof group === 'string' ? group : '';
    }));
}

/**
 * Characters count from 1, from the end where the start is negative; a negative length takes what stands before, as in
 * SQLite, whose substr the documentation names.
 */
function substring(text: string, start: number, length: number): string {
  const letters = charactersOf(text);
  const first = start > 0 ? start - 1 : start < 0 ? letters.length + start : -1;
  const [from, to] = length < 0 ? [first + length, first] : [first, first + length];
  // SQLite has a place 0 before the first.
  const shift = start === 0 && length < 0 ? 1 : 0;
  return letters.slice(Math.max(0, from), Math.max(0, to + shift)).join('');
}

export const textFunctions: readonly EvalFunction[] = [
  { name: 'len', syntax: 'len(<string>)', about: 'How many characters.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'len("bits")', gives: 4 }, { expression: 'len("")', gives: 0 }], apply: ([value = null]) => (value === null ? null : charactersOf(textOf(value)).length) },
  of('lower', 'In lower case.', (text) => text.toLowerCase(), ['"BITS"', 'bits']),
  of('upper', 'In upper case.', (text) => text.toUpperCase(), ['"bits"', 'BITS']),
  of('urldecode', 'With %20 and its like decoded.', urlDecode, ['"a%20b"', 'a b']),
  trimmer('trim', 'Without blanks at both ends.', { left: true, right: true }, 'a'),
  trimmer('ltrim', 'Without blanks at the begin.', { left: true, right: false }, 'a  '),
  trimmer('rtrim', 'Without blanks at the end.', { left: false, right: true }, '  a'),
  {
    name: 'replace', syntax: 'replace(<string>, <regex>, <replacement>)', about: 'Every match of a regex replaced.', source: SOURCE, arity: [3, 3],
    examples: [{ expression: 'replace("1/14/2026", "^(\\d{1,2})/(\\d{1,2})/", "\\2/\\1/")', gives: '14/1/2026' }, { expression: 'replace(missing, "a", "b")', gives: null }],
    apply: ([value = null, pattern = null, replacement = null], { refuse }) => (pattern === null || replacement === null ? null : each(value, (text) => replaceAll(text, textOf(pattern), textOf(replacement), refuse))),
  },
  {
    name: 'substr', syntax: 'substr(<string>, <start>[, <length>])', about: 'Part of a text, counted from 1, or from its end.', source: SOURCE, arity: [2, 3],
    examples: [{ expression: 'substr("bitsadmin", 1, 4)', gives: 'bits' }, { expression: 'substr("bitsadmin", -5)', gives: 'admin' }, { expression: 'substr("bits", -9, 6)', gives: 'b' }, { expression: 'substr("bits", 0, 3)', gives: 'bi' }, { expression: 'substr("bits", 4, -2)', gives: 'it' }, { expression: 'substr(missing, 1)', gives: null }],
    apply: ([value = null, start = null, length]) => {
      const [from, count] = [numberOf(start), length === undefined ? Infinity : numberOf(length)];
      return from === undefined || count === undefined ? null : each(value, (text) => substring(text, Math.trunc(from), Math.trunc(count)));
    },
  },
  {
    name: 'strcat', syntax: 'strcat(<value>, …)', about: 'Texts joined.', source: SOURCE, arity: [1, Infinity], examples: [{ expression: 'strcat("a", 1)', gives: 'a1' }],
    apply: (args) => (args.includes(null) ? null : args.map(textOf).join('')),
  },
];

function urlDecode(text: string): string {
  const bytes = text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
  return bytes;
}
