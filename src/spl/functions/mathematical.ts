/** Arithmetic (Search Reference, "Mathematical functions"). */
import { numberOf } from '../value.js';
import type { EvalFunction } from './function.js';
import { finite, ofNumber } from './ofnumber.js';

const SOURCE = 'Mathematical functions';
const of = ofNumber(SOURCE);

/** Half away from zero, as people do, on the decimal digits of the number. */
export function round(value: number, digits: number): number {
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + digits}`));
  const rounded = Number(`${shifted}e${-digits}`);
  return value < 0 && rounded > 0 ? -rounded : rounded;
}

export const mathematicalFunctions: readonly EvalFunction[] = [
  of('abs', 'Without its sign.', Math.abs, ['-3', 3], ['"a"', null]),
  of('ceiling', 'Up to a whole number.', Math.ceil, ['1.2', 2], ['-1.2', -1]),
  of('ceil', 'Up to a whole number.', Math.ceil, ['1.2', 2]),
  of('exp', 'e to the power.', Math.exp, ['1', Math.E]),
  of('floor', 'Down to a whole number.', Math.floor, ['1.9', 1], ['-1.2', -2]),
  of('ln', 'Natural logarithm.', Math.log, ['10', Math.LN10], ['0', null]),
  of('sqrt', 'Square root.', Math.sqrt, ['9', 3], ['-1', null]),
  of('exact', 'The number as it is, where Splunk would round it for show.', (x) => x, ['3.14', 3.14]),
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
    examples: [{ expression: 'round(2.5)', gives: 3 }, { expression: 'round(2.555, 2)', gives: 2.56 }, { expression: 'round(-1.005, 2)', gives: -1.01 }, { expression: 'round("a")', gives: null }],
    apply: ([value = null, digits], { refuse }) => {
      const [x, places] = [numberOf(value), digits === undefined ? 0 : numberOf(digits)];
      if (x === undefined || places === undefined) return null;
      return places < 0 ? refuse('round takes no negative number of digits') : finite(round(x, Math.min(300, Math.trunc(places))));
    },
  },
  {
    name: 'sigfig', syntax: 'sigfig(<num>)', about: 'Known, and not run: how many digits count depends on how the number was calculated.', source: SOURCE, arity: [1, 1], examples: [],
    apply: (_, { refuse }) => refuse('sigfig is not run: the digits of what a number was calculated from are not kept'),
  },
];
