/** Functions of JSON texts (Search Reference, "JSON functions"). */
import { extractJson, findJson, stepsOf } from '../json.js';
import { multivalue, numberOf, textOf, valuesOf } from '../value.js';
import type { Value } from '../value.js';
import type { EvalContext, EvalFunction } from './function.js';
import { changed, removed } from './jsonchange.js';
import { elementsOf, fromJson, isObject, jsonOf, toJson } from './jsonvalue.js';

const SOURCE = 'JSON functions';

type Pair = readonly [key: string, value: Value];

function pairsOf(name: string, args: readonly Value[], refuse: EvalContext['refuse']): Pair[] {
  if (args.length % 2 === 1) return refuse(`${name} needs pairs of a key and a value`);
  return args.flatMap((key, at): Pair[] => (at % 2 === 0 ? [[textOf(key), args[at + 1] ?? null]] : []));
}

/** A property of its own even where it is called `__proto__`. */
function objectOf(pairs: readonly Pair[]): object {
  return Object.fromEntries(pairs.map(([key, value]) => [key, toJson(value)]));
}

/** Applies the pairs left to right, each to what the one before made; null where the text is no JSON document. */
function changing(name: string, syntax: string, about: string, change: (json: unknown, key: string, value: Value) => unknown, examples: EvalFunction['examples']): EvalFunction {
  return {
    name, syntax, about, source: SOURCE, arity: [3, Infinity], examples,
    apply: ([value = null, ...args], { refuse }) => {
      const json = jsonOf(value);
      const pairs = pairsOf(name, args, refuse);
      return typeof json === 'object' && json !== null ? JSON.stringify(pairs.reduce<unknown>((document, [key, item]) => change(document, key, item), json)) : null;
    },
  };
}

const listOf = (json: unknown): readonly unknown[] => (Array.isArray(json) ? json : [json]);

/** One path gives what is there, an array where it can lead to several; several paths give an array. */
function extracted(json: unknown, paths: readonly string[]): Value {
  const [only = ''] = paths;
  if (paths.length > 1) return JSON.stringify(paths.map((path) => extracted(json, [path])).map(toJson));
  const found = findJson(json, only).filter((value) => value !== undefined);
  if (!stepsOf(only).includes('every') || (only === '{}' && !Array.isArray(json))) return fromJson(only === '{}' ? json : found[0]);
  return found.length === 0 ? null : JSON.stringify(found);
}

function propertyOf(json: unknown, key: string): unknown {
  return isObject(json) ? new Map<string, unknown>(Object.entries(json)).get(key) : undefined;
}

export const jsonFunctions: readonly EvalFunction[] = [
  { name: 'json', syntax: 'json(<value>)', about: 'The text, if it is JSON.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'json("[1,2]")', gives: '[1,2]' }, { expression: 'json("[1,")', gives: null }], apply: ([value = null]) => (jsonOf(value) === undefined ? null : textOf(value)) },
  { name: 'json_valid', syntax: 'json_valid(<value>)', about: 'Whether a text is JSON.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'json_valid("{}")', gives: true }, { expression: 'json_valid("{")', gives: false }, { expression: 'json_valid(missing)', gives: null }], apply: ([value = null]) => (value === null ? null : jsonOf(value) !== undefined) },
  {
    name: 'json_object', syntax: 'json_object(<key>, <value>, …)', about: 'A JSON object.', source: SOURCE, arity: [0, Infinity], examples: [{ expression: 'json_object("a", 1, "b", "x")', gives: '{"a":1,"b":"x"}' }, { expression: 'json_object("__proto__", json_array(true(), null()))', gives: '{"__proto__":[true,null]}' }],
    apply: (args, { refuse }) => JSON.stringify(objectOf(pairsOf('json_object', args, refuse))),
  },
  { name: 'json_array', syntax: 'json_array(<value>, …)', about: 'A JSON array.', source: SOURCE, arity: [0, Infinity], examples: [{ expression: 'json_array("a", 1)', gives: '["a",1]' }], apply: (args) => JSON.stringify(args.map(toJson)) },
  {
    name: 'json_extract', syntax: 'json_extract(<json>, <path>, …)', about: 'What is at a path of a JSON text; of several paths or places an array.', source: SOURCE, arity: [1, Infinity],
    examples: [
      { expression: 'json_extract(cities, "{1}.bridges{0}.length")', gives: 8981, given: { cities: '[{"name":"London"},{"name":"San Francisco","bridges":[{"length":8981}]}]' } }, { expression: 'json_extract(cities, "{}.name")', gives: '["London","Venice"]', given: { cities: '[{"name":"London"},{"name":"Venice"}]' } },
      { expression: 'json_extract("{\\"a\\":{\\"b\\":[1,2]}}", "a.b")', gives: '[1,2]' }, { expression: 'json_extract("{\\"a\\":1,\\"b\\":\\"x\\"}", "a", "b")', gives: '[1,"x"]' }, { expression: 'json_extract("{\\"a\\":1}", "{}")', gives: '{"a":1}' }, { expression: 'json_extract("{\\"a\\":1}", "b")', gives: null }, { expression: 'json_extract("x", "a")', gives: null },
    ],
    apply: ([value = null, ...paths]) => {
      const json = jsonOf(value);
      return json === undefined ? null : paths.length === 0 ? fromJson(json) : extracted(json, paths.map(textOf));
    },
  },
  {
    name: 'json_extract_exact', syntax: 'json_extract_exact(<json>, <key>, …)', about: 'What an object has under a key, dots and all; of several keys an array.', source: SOURCE, arity: [1, Infinity], examples: [{ expression: 'json_extract_exact("{\\"a.b\\":1}", "a.b")', gives: 1 }, { expression: 'json_extract_exact("{\\"a.b\\":1,\\"c\\":2}", "a.b", "c")', gives: '[1,2]' }, { expression: 'json_extract_exact("{}", "constructor")', gives: null }],
    apply: ([value = null, ...keys]) => {
      const json = jsonOf(value);
      const found = keys.map((key) => propertyOf(json, textOf(key)) ?? null);
      return found.length > 1 ? JSON.stringify(found) : fromJson(found.length === 0 ? json : found[0]);
    },
  },
  {
    name: 'json_has_key_exact', syntax: 'json_has_key_exact(<json>, <key>)', about: 'Whether an object has a key, dots and all.', source: SOURCE, arity: [2, 2], examples: [{ expression: 'json_has_key_exact("{\\"a.b\\":1}", "a.b")', gives: true }, { expression: 'json_has_key_exact("{}", "toString")', gives: false }, { expression: 'json_has_key_exact(missing, "a")', gives: null }],
    apply: ([value = null, key = null]) => {
      const json = jsonOf(value);
      return value === null || key === null ? null : isObject(json) && Object.hasOwn(json, textOf(key));
    },
  },
  {
    name: 'json_keys', syntax: 'json_keys(<json>)', about: 'The keys of an object as a JSON array.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'json_keys("{\\"a\\":1}")', gives: '["a"]' }, { expression: 'json_keys("[1]")', gives: null }],
    apply: ([value = null]) => {
      const json = jsonOf(value);
      return isObject(json) ? JSON.stringify(Object.keys(json)) : null;
    },
  },
  {
    name: 'json_entries', syntax: 'json_entries(<json>)', about: 'Keys and values of an object as a JSON array of objects.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'json_entries("{\\"a\\": 1, \\"b\\": [2]}")', gives: '[{"key":"a","value":1},{"key":"b","value":[2]}]' }, { expression: 'json_entries("[1]")', gives: null }],
    apply: ([value = null]) => {
      const json = jsonOf(value);
      return isObject(json) ? JSON.stringify(Object.entries(json).map(([key, item]: [string, unknown]) => ({ key, value: item }))) : null;
    },
  },
  changing('json_set', 'json_set(<json>, <path>, <value>, …)', 'Sets what is at a path; keys that are missing are made.', (json, path, value) => changed(json, stepsOf(path), () => toJson(value), 'make'), [
    { expression: 'json_set("{\\"a\\":{\\"b\\":1}}", "a.b", 2, "c.d", "x")', gives: '{"a":{"b":2},"c":{"d":"x"}}' }, { expression: 'json_set("{\\"a\\":\\"b\\"}", "a.c", "d")', gives: '{"a":"b"}' }, { expression: 'json_set("{\\"a\\":[{},{}]}", "a{}.x", true())', gives: '{"a":[{"x":true},{"x":true}]}' }, { expression: 'json_set("x", "a", 1)', gives: null },
  ]),
  changing('json_set_exact', 'json_set_exact(<json>, <key>, <value>, …)', 'Sets what an object has under a key, dots and all.', (json, key, value) => changed(json, [{ name: key }], () => toJson(value), 'make'), [{ expression: 'json_set_exact(json_object(), "a.b", "x")', gives: '{"a.b":"x"}' }]),
  changing('json_append', 'json_append(<json>, <path>, <value>, …)', 'Adds a value to the end of what is at a path, an array as one.', (json, path, value) => changed(json, stepsOf(path), (found) => [...listOf(found), toJson(value)]), [
    { expression: 'json_append("{\\"a\\":[1]}", "a", json_array(2, 3))', gives: '{"a":[1,[2,3]]}' }, { expression: 'json_append("{\\"a\\":1}", "a", "x", "b", "y")', gives: '{"a":[1,"x"]}' },
  ]),
  changing('json_extend', 'json_extend(<json>, <path>, <array>, …)', 'Adds the elements of an array to the end of what is at a path.', (json, path, value) => changed(json, stepsOf(path), (found) => [...listOf(found), ...listOf(toJson(value))]), [{ expression: 'json_extend("{\\"a\\":[1]}", "a", json_array(2, 3))', gives: '{"a":[1,2,3]}' }]),
  {
    name: 'json_delete', syntax: 'json_delete(<json>, <key>, …)', about: 'An object without some of its keys, also nested ones.', source: SOURCE, arity: [2, Infinity], examples: [{ expression: 'json_delete("{\\"a\\":1,\\"b\\":{\\"c\\":2,\\"d\\":3}}", "a", "b.c")', gives: '{"b":{"d":3}}' }, { expression: 'json_delete("{\\"a\\":1,\\"b\\":2}", json_array("a", "x"))', gives: '{"b":2}' }, { expression: 'json_delete("[1]", "a")', gives: null }],
    apply: ([value = null, ...keys]) => {
      const json = jsonOf(value);
      const all = keys.flatMap((key) => {
        const list = jsonOf(key);
        return Array.isArray(list) ? elementsOf(list) : valuesOf(key);
      });
      return isObject(json) ? JSON.stringify(all.reduce<unknown>((object, key) => removed(object, key.split('.')), json)) : null;
    },
  },
  {
    name: 'json_array_to_mv', syntax: 'json_array_to_mv(<json_array>[, <keep_quotes>])', about: 'The elements of a JSON array as values.', source: SOURCE, arity: [1, 2], examples: [{ expression: 'json_array_to_mv("[\\"a\\",1]")', gives: ['a', '1'] }, { expression: 'json_array_to_mv("[\\"a\\",1]", true())', gives: ['"a"', '1'] }, { expression: 'json_array_to_mv("{}")', gives: null }],
    apply: ([value = null, keepQuotes]) => {
      const json = jsonOf(value);
      return Array.isArray(json) ? multivalue(keepQuotes === true ? json.map((element) => JSON.stringify(element)) : elementsOf(json)) : null;
    },
  },
  {
    name: 'mv_to_json_array', syntax: 'mv_to_json_array(<mv>[, <infer_types>])', about: 'Values as a JSON array, of strings unless their types are asked for.', source: 'Multivalue eval functions', arity: [1, 2], examples: [{ expression: 'mv_to_json_array(split("a,1", ","))', gives: '["a","1"]' }, { expression: 'mv_to_json_array(split("a,1,true", ","), true())', gives: '["a",1,true]' }],
    apply: ([value = null, infer]) => (value === null ? null : JSON.stringify(valuesOf(value).map((text) => (infer === true ? (jsonOf(text) ?? numberOf(text) ?? text) : text)))),
  },
  {
    name: 'spath', syntax: 'spath(<value>, <path>)', about: 'What is at a path of a JSON text.', source: 'Text functions', arity: [2, 2], examples: [{ expression: 'spath("{\\"a\\":[\\"x\\",\\"y\\"]}", "a{}")', gives: ['x', 'y'] }, { expression: 'spath("x", "a")', gives: null }],
    apply: ([value = null, path = null], { refuse }) => {
      if (value === null || path === null) return null;
      if (textOf(value).trim().startsWith('<')) return refuse('spath over XML is not run');
      const json = jsonOf(value);
      return json === undefined ? null : extractJson(json, textOf(path));
    },
  },
];
