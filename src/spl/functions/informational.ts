/** Functions that ask what a value is (Search Reference, "Informational functions"). */
import { isMultivalue, numberOf } from '../value.js';
import type { Value } from '../value.js';
import type { EvalFunction } from './function.js';

const SOURCE = 'Informational functions';

function asks(name: string, about: string, answer: (value: Value) => boolean, examples: EvalFunction['examples']): EvalFunction {
  return { name, syntax: `${name}(<value>)`, about, source: SOURCE, arity: [1, 1], examples, apply: ([value = null]) => answer(value) };
}

function typeName(value: Value): string {
  if (value === null) return 'Invalid';
  if (typeof value === 'boolean') return 'Boolean';
  if (isMultivalue(value)) return 'Multivalue';
  return numberOf(value) === undefined ? 'String' : 'Number';
}

export const informationalFunctions: readonly EvalFunction[] = [
  asks('isbool', 'Whether it is true or false.', (value) => typeof value === 'boolean', [{ expression: 'isbool(1=1)', gives: true }]),
  asks('isint', 'Whether it is a whole number.', (value) => Number.isInteger(numberOf(value)), [{ expression: 'isint("7")', gives: true }, { expression: 'isint(7.5)', gives: false }]),
  asks('isnotnull', 'Whether there is a value.', (value) => value !== null, [{ expression: 'isnotnull(missing)', gives: false }]),
  asks('isnull', 'Whether there is no value.', (value) => value === null, [{ expression: 'isnull(missing)', gives: true }]),
  asks('isnum', 'Whether it is a number.', (value) => numberOf(value) !== undefined, [{ expression: 'isnum("12")', gives: true }, { expression: 'isnum("a")', gives: false }]),
  asks('isstr', 'Whether it is text and no number.', (value) => typeof value === 'string' && numberOf(value) === undefined, [{ expression: 'isstr("a")', gives: true }]),
  { name: 'typeof', syntax: 'typeof(<value>)', about: 'The name of its type.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'typeof("a")', gives: 'String' }, { expression: 'typeof(1=1)', gives: 'Boolean' }, { expression: 'typeof(missing)', gives: 'Invalid' }], apply: ([value = null]) => typeName(value) },
];
