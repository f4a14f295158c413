/** Functions that ask what a value is (Search Reference, "Informational functions"). */
import { isMultivalue, numberOf } from '../value.js';
import type { Value } from '../value.js';
import type { EvalFunction } from './function.js';
import { isObject, jsonOf } from './jsonvalue.js';

const SOURCE = 'Informational functions';

function asks(name: string, about: string, answer: (value: Value) => boolean, examples: EvalFunction['examples']): EvalFunction {
  return { name, syntax: `${name}(<value>)`, about, source: SOURCE, arity: [1, 1], examples, apply: ([value = null]) => answer(value) };
}

function typeName(value: Value): string {
  if (value === null) return 'Invalid';
  if (typeof value === 'boolean') return 'Bool';
  if (isMultivalue(value)) return 'Multivalue';
  return numberOf(value) === undefined ? 'String' : 'Number';
}

export const informationalFunctions: readonly EvalFunction[] = [
  asks('isarray', 'Whether it is a JSON array.', (value) => Array.isArray(jsonOf(value)), [{ expression: 'isarray("[1, 2]")', gives: true }, { expression: 'isarray(1)', gives: false }]),
  asks('isbool', 'Whether it is true or false.', (value) => typeof value === 'boolean', [{ expression: 'isbool(1=1)', gives: true }, { expression: 'isbool("true")', gives: false }]),
  asks('isdouble', 'Whether it is a number with a fraction.', (value) => numberOf(value) !== undefined && !Number.isInteger(numberOf(value)), [{ expression: 'isdouble(1.5)', gives: true }, { expression: 'isdouble(1)', gives: false }]),
  asks('isint', 'Whether it is a whole number.', (value) => Number.isInteger(numberOf(value)), [{ expression: 'isint("7")', gives: true }, { expression: 'isint(7.5)', gives: false }, { expression: 'isint("a")', gives: false }]),
  asks('ismv', 'Whether there are several values.', isMultivalue, [{ expression: 'ismv(split("a,b", ","))', gives: true }, { expression: 'ismv("a")', gives: false }]),
  asks('isnotnull', 'Whether there is a value.', (value) => value !== null, [{ expression: 'isnotnull("")', gives: true }, { expression: 'isnotnull(missing)', gives: false }]),
  asks('isnull', 'Whether there is no value.', (value) => value === null, [{ expression: 'isnull(missing)', gives: true }, { expression: 'isnull("")', gives: false }]),
  asks('isnum', 'Whether it is a number.', (value) => numberOf(value) !== undefined, [{ expression: 'isnum("12")', gives: true }, { expression: 'isnum("a")', gives: false }]),
  asks('isobject', 'Whether it is a JSON object.', (value) => isObject(jsonOf(value)), [{ expression: 'isobject("{}")', gives: true }, { expression: 'isobject("[]")', gives: false }]),
  asks('isstr', 'Whether it is text and no number.', (value) => typeof value === 'string' && numberOf(value) === undefined, [{ expression: 'isstr("a")', gives: true }, { expression: 'isstr(1)', gives: false }]),
  { name: 'typeof', syntax: 'typeof(<value>)', about: 'The name of its type.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'typeof("a")', gives: 'String' }, { expression: 'typeof(1=1)', gives: 'Bool' }, { expression: 'typeof(12)', gives: 'Number' }, { expression: 'typeof(missing)', gives: 'Invalid' }], apply: ([value = null]) => typeName(value) },
];
