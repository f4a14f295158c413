/** One type made another (Search Reference, "Conversion functions"). */
import { charactersOf, isMultivalue, multivalue, numberOf, textOf, valuesOf } from '../value.js';
import type { Value } from '../value.js';
import type { EvalFunction } from './function.js';
import { elementsOf, isObject, jsonOf, toJson } from './jsonvalue.js';
import { printf } from './printf.js';

const SOURCE = 'Conversion functions';

/** Blanks around a number make it none; `0x` may stand before hexadecimal digits. */
function toNumber(value: Value, base: Value | undefined): number | null {
  const number = parsedNumber(value, base);
  return number !== undefined && Number.isFinite(number) ? number : null;
}

function parsedNumber(value: Value, base: Value | undefined): number | undefined {
  if (typeof value === 'number') return value;
  const radix = base === undefined ? 10 : numberOf(base);
  if (typeof value !== 'string' || value !== value.trim() || radix === undefined || !Number.isInteger(radix) || radix < 2 || radix > 36) return undefined;
  if (radix === 10) return numberOf(value);
  const digits = radix === 16 ? value.replace(/^0x/i, '') : value;
  const allowed = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, radix);
  return digits !== '' && charactersOf(digits.toLowerCase()).every((digit) => allowed.includes(digit)) ? Number.parseInt(digits, radix) : undefined;
}

function toBoolean(value: Value): boolean | null {
  if (typeof value === 'boolean') return value;
  const number = numberOf(value);
  if (number !== undefined) return number !== 0;
  return value === 'true' || value === 'True' ? true : value === 'false' || value === 'False' ? false : null;
}

function formatted(value: number, form: string): string | null {
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
  const [whole = '', part] = (Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(2)).split('.');
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',') + (part === undefined ? '' : `.${part}`);
}

/** `1+02:03:04`, the days left out where there are none. */
function duration(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const part = (value: number): string => String(value).padStart(2, '0');
  const days = Math.floor(whole / 86_400);
  return `${seconds < 0 ? '-' : ''}${days > 0 ? `${days}+` : ''}${part(Math.floor(whole / 3600) % 24)}:${part(Math.floor(whole / 60) % 60)}:${part(whole % 60)}`;
}

function octetsOf(address: string): number[] {
  const octets = /^\d{1,3}(\.\d{1,3}){3}$/.test(address) ? address.split('.').map(Number) : [];
  return octets.every((octet) => octet <= 255) ? octets : [];
}

function masked(mask: string, address: string): string | null {
  const [a, b] = [octetsOf(mask), octetsOf(address)];
  return a.length === 4 && b.length === 4 ? a.map((octet, index) => octet & (b[index] ?? 0)).join('.') : null;
}

function toArray(value: Value): Value {
  if (isMultivalue(value)) return JSON.stringify(value.map(toJson));
  const json = typeof value === 'string' ? jsonOf(value) : undefined;
  return Array.isArray(json) ? JSON.stringify(json) : null;
}

export const conversionFunctions: readonly EvalFunction[] = [
  {
    name: 'printf', syntax: 'printf(<format>, …)', about: 'Values written by a format.', source: SOURCE, arity: [1, Infinity],
    examples: [
      { expression: 'printf("%05.1f|%s|%x|%%", 3.14159, "a", 255)', gives: '003.1|a|ff|%' }, { expression: 'printf("%.3A", pi())', gives: '0X1.922P+1' }, { expression: 'printf("%c,%c", 65, "Foo")', gives: 'A,F' }, { expression: 'printf("%d,%i,%d", -2, +4, 30)', gives: '-2,4,30' },
      { expression: 'printf("%.2e", 5139)', gives: '5.14e+03' }, { expression: 'printf("%.2g,%.2g", pi(), 123)', gives: '3.1,1.2e+02' }, { expression: 'printf("%s%z", "foo", "bar")', gives: 'foobar' }, { expression: 'printf("%x,%X,%p", 10, 10, 10)', gives: 'a,A,A' },
      { expression: 'printf("%\'d", 12345)', gives: '12,345' }, { expression: 'printf("%-4d|", 1)', gives: '1   |' }, { expression: 'printf("%04d|%+d|% d|%#x|%#o", 1, 1, 1, 1, 8)', gives: '0001|+1| 1|0x1|010' }, { expression: 'printf("%*d|%.*f|%*.*e", 5, 123, 1, 1.23, 9, 2, pi())', gives: '  123|1.2| 3.14e+00' }, { expression: 'printf("%.3d|%.2s", 7, "abc")', gives: '007|ab' },
    ],
    apply: ([pattern = null, ...args], { refuse }) => (pattern === null ? null : printf(textOf(pattern), args, refuse)),
  },
  {
    name: 'tonumber', syntax: 'tonumber(<string>[, <base>])', about: 'A text as a number; null where it is none.', source: SOURCE, arity: [1, 2],
    examples: [{ expression: 'tonumber("0A4", 16)', gives: 164 }, { expression: 'tonumber("0101", 2)', gives: 5 }, { expression: 'tonumber("12.5")', gives: 12.5 }, { expression: 'tonumber(" 12")', gives: null }, { expression: 'tonumber("a")', gives: null }, { expression: 'tonumber("9", 8)', gives: null }],
    apply: ([value = null, base]) => toNumber(value, base),
  },
  {
    name: 'todouble', syntax: 'todouble(<value>[, <base>])', about: 'A text as a number; null where it is none.', source: SOURCE, arity: [1, 2], examples: [{ expression: 'todouble("16.50")', gives: 16.5 }, { expression: 'todouble("number")', gives: null }],
    apply: ([value = null, base]) => toNumber(value, base),
  },
  {
    name: 'toint', syntax: 'toint(<value>[, <base>])', about: 'A text as a whole number, rounded down; null where it is none.', source: SOURCE, arity: [1, 2], examples: [{ expression: 'toint("24")', gives: 24 }, { expression: 'toint(3.94)', gives: 3 }, { expression: 'toint("ff", 16)', gives: 255 }, { expression: 'toint("x")', gives: null }],
    apply: ([value = null, base]) => {
      const number = toNumber(value, base);
      return number === null ? null : Math.floor(number);
    },
  },
  {
    name: 'tobool', syntax: 'tobool(<value>)', about: 'Truth: true and false by name, and whether a number is not 0.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'tobool("True")', gives: true }, { expression: 'tobool(0)', gives: false }, { expression: 'tobool("yes")', gives: null }],
    apply: ([value = null]) => toBoolean(value),
  },
  {
    name: 'tostring', syntax: 'tostring(<value>[, "hex"|"binary"|"commas"|"duration"])', about: 'A value as text, numbers in a form.', source: SOURCE, arity: [1, 2],
    examples: [{ expression: 'tostring(15, "hex")', gives: '0xF' }, { expression: 'tostring(9, "binary")', gives: '1001' }, { expression: 'tostring(12345.6789, "commas")', gives: '12,345.68' }, { expression: 'tostring(1234567, "commas")', gives: '1,234,567' }, { expression: 'tostring(615, "duration")', gives: '00:10:15' }, { expression: 'tostring(93784, "duration")', gives: '1+02:03:04' }, { expression: 'tostring(1=1)', gives: 'True' }, { expression: 'tostring(missing)', gives: null }],
    apply: ([value = null, form]) => {
      const number = form === undefined ? undefined : numberOf(value);
      if (value === null) return null;
      return form === undefined || number === undefined || !Number.isFinite(number) ? textOf(value) : formatted(number, textOf(form));
    },
  },
  {
    name: 'toarray', syntax: 'toarray(<value>)', about: 'A JSON array of several values, numbers as such, or of a text that is one.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'toarray(split("1,a", ","))', gives: '[1,"a"]' }, { expression: 'toarray("[\\"a\\", 1.00]")', gives: '["a",1]' }, { expression: 'toarray("a")', gives: null }],
    apply: ([value = null]) => toArray(value),
  },
  {
    name: 'toobject', syntax: 'toobject(<value>)', about: 'A text that is a JSON object.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'toobject("{\\"a\\": 1}")', gives: '{"a":1}' }, { expression: 'toobject("[1]")', gives: null }],
    apply: ([value = null]) => {
      const json = jsonOf(value);
      return isObject(json) ? JSON.stringify(json) : null;
    },
  },
  {
    name: 'tomv', syntax: 'tomv(<value>)', about: 'The elements of a JSON array as values.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'tomv(json_array("a", "b"))', gives: ['a', 'b'] }, { expression: 'tomv("a")', gives: null }],
    apply: ([value = null]) => {
      const json = isMultivalue(value) ? valuesOf(value) : jsonOf(value);
      return Array.isArray(json) ? multivalue(elementsOf(json)) : null;
    },
  },
  {
    name: 'ipmask', syntax: 'ipmask(<mask>, <ip>)', about: 'What a mask leaves of an IPv4 address.', source: SOURCE, arity: [2, 2], examples: [{ expression: 'ipmask("255.255.255.0", "198.51.100.7")', gives: '198.51.100.0' }, { expression: 'ipmask("255.255.255.0", "198.51.100.700")', gives: null }],
    apply: ([mask = null, address = null]) => (mask === null || address === null ? null : masked(textOf(mask), textOf(address))),
  },
];
