/** Functions of JSON texts (Search Reference, "JSON functions"). */
import { extractJson } from '../json.js';
import { isMultivalue, multivalue, numberOf, textOf, valuesOf } from '../value.js';
import type { Value } from '../value.js';
import type { EvalFunction } from './function.js';

const SOURCE = 'JSON functions';

function parse(value: Value): unknown {
  try {
    return value === null ? undefined : JSON.parse(textOf(value));
  } catch {
    return undefined;
  }
}

/** As JSON has it: numbers and truth values as such, texts that are objects or arrays as what they say. */
function toJson(value: Value): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (isMultivalue(value)) return value;
  const number = numberOf(value);
  if (number !== undefined) return number;
  return /^\s*[[{]/.test(textOf(value)) ? (parse(value) ?? textOf(value)) : textOf(value);
}

/** A property of its own even where it is called `__proto__`. */
function objectOf(pairs: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(pairs);
}

export const jsonFunctions: readonly EvalFunction[] = [
  { name: 'json', syntax: 'json(<value>)', about: 'The text, if it is JSON.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'json("[1,2]")', gives: '[1,2]' }, { expression: 'json("[1,")', gives: null }], apply: ([value = null]) => (parse(value) === undefined ? null : textOf(value)) },
  { name: 'json_valid', syntax: 'json_valid(<value>)', about: 'Whether a text is JSON.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'json_valid("{}")', gives: true }], apply: ([value = null]) => (value === null ? null : parse(value) !== undefined) },
  {
    name: 'json_object', syntax: 'json_object(<key>, <value>, …)', about: 'A JSON object.', source: SOURCE, arity: [0, Infinity], examples: [{ expression: 'json_object("a", 1, "b", "x")', gives: '{"a":1,"b":"x"}' }],
    apply: (args, { refuse }) => {
      if (args.length % 2 === 1) return refuse('json_object needs pairs of a key and a value');
      return JSON.stringify(objectOf(args.flatMap((key, at) => (at % 2 === 0 ? [[textOf(key), toJson(args[at + 1] ?? null)] as const] : []))));
    },
  },
  { name: 'json_array', syntax: 'json_array(<value>, …)', about: 'A JSON array.', source: SOURCE, arity: [0, Infinity], examples: [{ expression: 'json_array("a", 1)', gives: '["a",1]' }], apply: (args) => JSON.stringify(args.map(toJson)) },
  {
    name: 'json_extract', syntax: 'json_extract(<json>, <path>, …)', about: 'What is at a path of a JSON text.', source: SOURCE, arity: [1, Infinity],
    examples: [{ expression: 'json_extract("{\\"a\\":{\\"b\\":[1,2]}}", "a.b{1}")', gives: '2' }, { expression: 'json_extract("x", "a")', gives: null }],
    apply: ([value = null, ...paths]) => {
      const json = parse(value);
      if (json === undefined) return null;
      return paths.length === 0 ? textOf(value) : multivalue(paths.flatMap((path) => valuesOf(extractJson(json, textOf(path)))));
    },
  },
  {
    name: 'json_keys', syntax: 'json_keys(<json>)', about: 'The keys of an object as a JSON array.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'json_keys("{\\"a\\":1}")', gives: '["a"]' }],
    apply: ([value = null]) => {
      const json = parse(value);
      return typeof json === 'object' && json !== null && !Array.isArray(json) ? JSON.stringify(Object.keys(json)) : null;
    },
  },
  {
    name: 'json_array_to_mv', syntax: 'json_array_to_mv(<json_array>)', about: 'The elements of a JSON array as values.', source: SOURCE, arity: [1, 2], examples: [{ expression: 'json_array_to_mv("[\\"a\\",1]")', gives: ['a', '1'] }],
    apply: ([value = null]) => {
      const json = parse(value);
      return Array.isArray(json) ? extractJson(json, '{}') : null;
    },
  },
  {
    name: 'spath', syntax: 'spath(<value>, <path>)', about: 'What is at a path of a JSON text.', source: 'Text functions', arity: [2, 2], examples: [{ expression: 'spath("{\\"a\\":[\\"x\\",\\"y\\"]}", "a{}")', gives: ['x', 'y'] }],
    apply: ([value = null, path = null], { refuse }) => {
      if (value === null || path === null) return null;
      if (textOf(value).trim().startsWith('<')) return refuse('spath over XML is not run');
      const json = parse(value);
      return json === undefined ? null : extractJson(json, textOf(path));
    },
  },
];
