/** Functions of text (Search Reference, "Text functions" and "Conversion functions"). */
import { charactersOf, isMultivalue, multivalue, numberOf, textOf } from '../value.js';
import type { Value } from '../value.js';
import type { EvalContext, EvalFunction } from './function.js';
import { printf } from './printf.js';
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

/** Characters count from 1; a negative start counts from the end. */
function substring(text: string, start: number, length: number): string {
  const letters = charactersOf(text);
  const from = start > 0 ? start - 1 : start < 0 ? Math.max(0, letters.length + start) : 0;
  return letters.slice(from, length < 0 ? undefined : from + length).join('');
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
    examples: [{ expression: 'substr("bitsadmin", 1, 4)', gives: 'bits' }, { expression: 'substr("bitsadmin", -5)', gives: 'admin' }],
    apply: ([value = null, start = null, length]) => {
      const [from, count] = [numberOf(start), length === undefined ? -1 : numberOf(length)];
      return from === undefined || count === undefined ? null : each(value, (text) => substring(text, from, count));
    },
  },
  {
    name: 'printf', syntax: 'printf(<format>, …)', about: 'Values written by a format.', source: 'Conversion functions', arity: [1, Infinity], examples: [{ expression: 'printf("%05.1f|%s|%x|%%", 3.14159, "a", 255)', gives: '003.1|a|ff|%' }],
    apply: ([pattern = null, ...args], { refuse }) => (pattern === null ? null : printf(textOf(pattern), args, refuse)),
  },
  {
    name: 'tonumber', syntax: 'tonumber(<string>[, <base>])', about: 'A text as a number; null where it is none.', source: 'Conversion functions', arity: [1, 2],
    examples: [{ expression: 'tonumber("0A4", 16)', gives: 164 }, { expression: 'tonumber("12.5")', gives: 12.5 }, { expression: 'tonumber("a")', gives: null }],
    apply: ([value = null, base]) => (value === null ? null : toNumber(textOf(value).trim(), base === undefined ? 10 : (numberOf(base) ?? 0))),
  },
  {
    name: 'tostring', syntax: 'tostring(<value>[, "hex"|"commas"|"duration"|"binary"])', about: 'A value as text, numbers in a form.', source: 'Conversion functions', arity: [1, 2],
    examples: [{ expression: 'tostring(15, "hex")', gives: '0xF' }, { expression: 'tostring(12345.6789, "commas")', gives: '12,345.68' }, { expression: 'tostring(615, "duration")', gives: '00:10:15' }, { expression: 'tostring(1=1)', gives: 'True' }],
    apply: ([value = null, form]) => (value === null ? null : form === undefined ? textOf(value) : formatted(numberOf(value), textOf(form), textOf(value))),
  },
  {
    name: 'ipmask', syntax: 'ipmask(<mask>, <ip>)', about: 'The network part of an IPv4 address.', source: 'Conversion functions', arity: [2, 2], examples: [{ expression: 'ipmask("255.255.255.0", "198.51.100.7")', gives: '198.51.100.0' }],
    apply: ([mask = null, address = null]) => (mask === null || address === null ? null : maskAddress(textOf(mask), textOf(address))),
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

function toNumber(text: string, base: number): Value {
  if (base === 10) return numberOf(text) ?? null;
  if (!Number.isInteger(base) || base < 2 || base > 36) return null;
  const digits = text.replace(/^0x/i, base === 16 ? '' : '0x');
  const allowed = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, base);
  return digits !== '' && charactersOf(digits.toLowerCase()).every((digit) => allowed.includes(digit)) ? Number.parseInt(digits, base) : null;
}

function formatted(value: number | undefined, form: string, text: string): Value {
  if (value === undefined) return text;
  switch (form) {
    case 'hex':
      return `${value < 0 ? '-' : ''}0x${Math.abs(Math.trunc(value)).toString(16).toUpperCase()}`;
    case 'binary':
      return Math.trunc(value).toString(2);
    case 'commas':
      return withCommas(value);
    case 'duration':
      return duration(value);
    default:
      return null;
  }
}

/** At most two digits behind the point. */
function withCommas(value: number): string {
  const [whole = '', part] = (Number.isInteger(value) ? String(value) : value.toFixed(2)).split('.');
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',') + (part === undefined ? '' : `.${part}`);
}

function duration(seconds: number): string {
  const whole = Math.floor(seconds);
  const part = (value: number): string => String(value).padStart(2, '0');
  const days = Math.floor(whole / 86_400);
  return `${days > 0 ? `${days}+` : ''}${part(Math.floor(whole / 3600) % 24)}:${part(Math.floor(whole / 60) % 60)}:${part(whole % 60)}`;
}

function maskAddress(mask: string, address: string): Value {
  const octets = (text: string): number[] => (/^\d{1,3}(\.\d{1,3}){3}$/.test(text) ? text.split('.').map(Number) : []);
  const [a, b] = [octets(mask), octets(address)];
  return a.length === 4 && b.length === 4 ? a.map((octet, index) => octet & (b[index] ?? 0)).join('.') : null;
}

