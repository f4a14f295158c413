/** The largest, smallest and mean of the values of one row, and chance (Search Reference, "Statistical eval functions"). */
import { byteOrder } from '../eval/arithmetic.js';
import { numberOf, valuesOf } from '../value.js';
import type { Value } from '../value.js';
import type { EvalFunction } from './function.js';
import { finite } from './ofnumber.js';

const SOURCE = 'Statistical eval functions';

const numbersIn = (args: readonly Value[]): number[] => args.flatMap(valuesOf).flatMap((value) => numberOf(value) ?? []).filter(Number.isFinite);

/** Texts come behind numbers, whatever they say. */
function largest(args: readonly Value[], sign: 1 | -1): Value {
  const values = args.flatMap(valuesOf);
  const numbers = numbersIn(args);
  const texts = values.filter((value) => numberOf(value) === undefined);
  if (numbers.length > 0 && (sign < 0 || texts.length === 0)) return numbers.reduce((best, next) => (sign * (next - best) > 0 ? next : best));
  return texts.length === 0 ? null : texts.reduce((best, next) => (sign * byteOrder(next, best) > 0 ? next : best));
}

export const statisticalFunctions: readonly EvalFunction[] = [
  { name: 'random', syntax: 'random()', about: 'A whole number from 0 to 2^31-1.', source: SOURCE, arity: [0, 0], examples: [{ expression: 'random()', gives: 2 ** 30 }], apply: (_, { random }) => Math.floor(random() * 2 ** 31) },
  {
    name: 'max', syntax: 'max(<value>, …)', about: 'The largest; texts come behind numbers.', source: SOURCE, arity: [1, Infinity],
    examples: [{ expression: 'max(1, 3, "20")', gives: 20 }, { expression: 'max(1, "a", "B")', gives: 'a' }, { expression: 'max(missing, 2)', gives: 2 }, { expression: 'max(missing)', gives: null }],
    apply: (args) => largest(args, 1),
  },
  {
    name: 'min', syntax: 'min(<value>, …)', about: 'The smallest; numbers come before texts.', source: SOURCE, arity: [1, Infinity],
    examples: [{ expression: 'min(4, "10", "a")', gives: 4 }, { expression: 'min("b", "B")', gives: 'B' }],
    apply: (args) => largest(args, -1),
  },
  {
    name: 'sum', syntax: 'sum(<num>, …)', about: 'The sum of the numbers among the values.', source: 'Mathematical functions', arity: [1, Infinity],
    examples: [{ expression: 'sum(1, "3", "a")', gives: 4 }, { expression: 'sum("a")', gives: null }],
    apply: (args) => {
      const numbers = numbersIn(args);
      return numbers.length === 0 ? null : finite(numbers.reduce((sum, next) => sum + next));
    },
  },
  {
    name: 'avg', syntax: 'avg(<num>, …)', about: 'The mean of the numbers among the values.', source: SOURCE, arity: [1, Infinity],
    examples: [{ expression: 'avg(1, "3", "a")', gives: 2 }, { expression: 'avg(split("1,2", ","), 6)', gives: 3 }],
    apply: (args) => {
      const numbers = numbersIn(args);
      return numbers.length === 0 ? null : finite(numbers.reduce((sum, next) => sum + next) / numbers.length);
    },
  },
];
