/** Arithmetic, trigonometry and the largest of several (Search Reference, "Mathematical functions", "Trig and hyperbolic functions", "Statistical eval functions"). */
import { byteOrder } from '../eval/arithmetic.js';
import { numberOf, valuesOf } from '../value.js';
import type { Value } from '../value.js';
import type { EvalFunction } from './function.js';

const SOURCE = 'Mathematical functions';

/** Of one number; null for what is none, and where there is no result. */
function of(name: string, about: string, result: (x: number) => number, gives: readonly [string, number | null]): EvalFunction {
  return {
    name, syntax: `${name}(<num>)`, about, source: SOURCE, arity: [1, 1], examples: [{ expression: `${name}(${gives[0]})`, gives: gives[1] }],
    apply: ([value = null]) => {
      const x = numberOf(value);
      return x === undefined ? null : finite(result(x));
    },
  };
}

function finite(value: number): Value {
  return Number.isFinite(value) ? value : null;
}

/** Half away from zero, as people do, on the decimal digits of the number. */
export function round(value: number, digits: number): number {
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + digits}`));
  return Math.sign(value) * Number(`${shifted}e${-digits}`);
}

function extreme(args: readonly Value[], prefersText: boolean, isBetter: (order: number) => boolean): Value {
  const values = args.flatMap(valuesOf);
  if (values.length === 0) return null;
  const numbers = values.filter((value) => numberOf(value) !== undefined);
  const texts = values.filter((value) => numberOf(value) === undefined);
  // Numbers come before texts.
  const pool = prefersText ? (texts.length > 0 ? texts : numbers) : numbers.length > 0 ? numbers : texts;
  const order = (a: string, b: string): number => (numberOf(a) !== undefined && numberOf(b) !== undefined ? Number(a) - Number(b) : byteOrder(a, b));
  const best = pool.reduce((found, next) => (isBetter(order(next, found)) ? next : found));
  return numberOf(best) ?? best;
}

export const mathematicalFunctions: readonly EvalFunction[] = [
  of('abs', 'Without its sign.', Math.abs, ['-3', 3]),
  of('ceiling', 'Up to a whole number.', Math.ceil, ['1.2', 2]),
  of('ceil', 'Up to a whole number.', Math.ceil, ['1.2', 2]),
  of('exp', 'e to the power.', Math.exp, ['0', 1]),
  of('floor', 'Down to a whole number.', Math.floor, ['1.9', 1]),
  of('ln', 'Natural logarithm.', Math.log, ['1', 0]),
  of('sqrt', 'Square root.', Math.sqrt, ['9', 3]),
  of('exact', 'The result without rounding of digits.', (x) => x, ['3.14', 3.14]),
  of('sin', 'Sine.', Math.sin, ['0', 0]), of('cos', 'Cosine.', Math.cos, ['0', 1]), of('tan', 'Tangent.', Math.tan, ['0', 0]),
  of('asin', 'Arc sine.', Math.asin, ['0', 0]), of('acos', 'Arc cosine.', Math.acos, ['1', 0]), of('atan', 'Arc tangent.', Math.atan, ['0', 0]),
  of('sinh', 'Hyperbolic sine.', Math.sinh, ['0', 0]), of('cosh', 'Hyperbolic cosine.', Math.cosh, ['0', 1]), of('tanh', 'Hyperbolic tangent.', Math.tanh, ['0', 0]),
  of('asinh', 'Inverse hyperbolic sine.', Math.asinh, ['0', 0]), of('acosh', 'Inverse hyperbolic cosine.', Math.acosh, ['1', 0]), of('atanh', 'Inverse hyperbolic tangent.', Math.atanh, ['0', 0]),
  {
    name: 'log', syntax: 'log(<num>[, <base>])', about: 'Logarithm, to base 10 unless given.', source: SOURCE, arity: [1, 2], examples: [{ expression: 'log(100)', gives: 2 }, { expression: 'log(8, 2)', gives: 3 }],
    apply: ([value = null, base]) => {
      const [x, b] = [numberOf(value), base === undefined ? 10 : numberOf(base)];
      if (x === undefined || b === undefined) return null;
      return finite(b === 10 ? Math.log10(x) : b === 2 ? Math.log2(x) : Math.log(x) / Math.log(b));
    },
  },
  { name: 'pi', syntax: 'pi()', about: 'π to eleven digits.', source: SOURCE, arity: [0, 0], examples: [{ expression: 'pi()', gives: 3.14159265358 }], apply: () => 3.14159265358 },
  {
    name: 'pow', syntax: 'pow(<num>, <exponent>)', about: 'A power.', source: SOURCE, arity: [2, 2], examples: [{ expression: 'pow(2, 10)', gives: 1024 }],
    apply: ([a = null, b = null]) => (numberOf(a) === undefined || numberOf(b) === undefined ? null : finite(Number(a) ** Number(b))),
  },
  {
    name: 'round', syntax: 'round(<num>[, <digits>])', about: 'To as many digits behind the point, none unless given.', source: SOURCE, arity: [1, 2],
    examples: [{ expression: 'round(2.5)', gives: 3 }, { expression: 'round(2.555, 2)', gives: 2.56 }, { expression: 'round("a")', gives: null }],
    apply: ([value = null, digits]) => {
      const [x, places] = [numberOf(value), digits === undefined ? 0 : numberOf(digits)];
      return x === undefined || places === undefined ? null : round(x, Math.max(-300, Math.min(300, Math.trunc(places))));
    },
  },
  {
    name: 'sigfig', syntax: 'sigfig(<num>)', about: 'To the digits of what was given; of a number alone, itself.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'sigfig(3)', gives: 3 }],
    apply: ([value = null]) => numberOf(value) ?? null,
  },
  { name: 'random', syntax: 'random()', about: 'A number from 0 to 2^31-1.', source: 'Statistical eval functions', arity: [0, 0], examples: [], apply: (_, { random }) => Math.floor(random() * 2 ** 31) },
  {
    name: 'atan2', syntax: 'atan2(<y>, <x>)', about: 'Angle of a point.', source: SOURCE, arity: [2, 2], examples: [{ expression: 'atan2(0, 1)', gives: 0 }],
    apply: ([y = null, x = null]) => (numberOf(y) === undefined || numberOf(x) === undefined ? null : Math.atan2(Number(y), Number(x))),
  },
  {
    name: 'hypot', syntax: 'hypot(<x>, <y>)', about: 'The longest side of a right triangle.', source: SOURCE, arity: [2, 2], examples: [{ expression: 'hypot(3, 4)', gives: 5 }],
    apply: ([x = null, y = null]) => (numberOf(x) === undefined || numberOf(y) === undefined ? null : Math.hypot(Number(x), Number(y))),
  },
  { name: 'max', syntax: 'max(<value>, …)', about: 'The largest; texts come behind numbers.', source: 'Statistical eval functions', arity: [1, Infinity], examples: [{ expression: 'max(1, 3, "2")', gives: 3 }, { expression: 'max(1, "a")', gives: 'a' }], apply: (args) => extreme(args, true, (order) => order > 0) },
  { name: 'min', syntax: 'min(<value>, …)', about: 'The smallest; numbers come before texts.', source: 'Statistical eval functions', arity: [1, Infinity], examples: [{ expression: 'min(4, 3, "a")', gives: 3 }], apply: (args) => extreme(args, false, (order) => order < 0) },
  ...(['sum', 'avg'] as const).map((name): EvalFunction => ({
    name, syntax: `${name}(<num>, …)`, about: name === 'sum' ? 'The sum of the numbers among the values.' : 'The mean of the numbers among the values.', source: 'Statistical eval functions', arity: [1, Infinity],
    examples: [{ expression: `${name}(1, 3, "a")`, gives: name === 'sum' ? 4 : 2 }],
    apply: (args) => {
      const numbers = args.flatMap(valuesOf).flatMap((value) => numberOf(value) ?? []);
      const total = numbers.reduce((sum, next) => sum + next, 0);
      return numbers.length === 0 ? null : name === 'sum' ? total : total / numbers.length;
    },
  })),
];

