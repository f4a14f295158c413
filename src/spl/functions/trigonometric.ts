/** Angles, in radians (Search Reference, "Trig and hyperbolic functions"). */
import { numberOf } from '../value.js';
import type { EvalFunction } from './function.js';
import { finite, ofNumber } from './ofnumber.js';

const SOURCE = 'Trig and hyperbolic functions';
const of = ofNumber(SOURCE);

export const trigonometricFunctions: readonly EvalFunction[] = [
  of('sin', 'Sine.', Math.sin, ['1', 0.8414709848078965]),
  of('cos', 'Cosine.', Math.cos, ['1', 0.5403023058681398]),
  of('tan', 'Tangent.', Math.tan, ['1', 1.5574077246549023]),
  of('asin', 'Arc sine.', Math.asin, ['0.5', 0.5235987755982989], ['2', null]),
  of('acos', 'Arc cosine.', Math.acos, ['0.5', 1.0471975511965979], ['2', null]),
  of('atan', 'Arc tangent.', Math.atan, ['1', 0.7853981633974483]),
  of('sinh', 'Hyperbolic sine.', Math.sinh, ['1', 1.1752011936438014]),
  of('cosh', 'Hyperbolic cosine.', Math.cosh, ['1', 1.5430806348152437]),
  of('tanh', 'Hyperbolic tangent.', Math.tanh, ['1', 0.7615941559557649]),
  of('asinh', 'Inverse hyperbolic sine.', Math.asinh, ['1', 0.881373587019543]),
  of('acosh', 'Inverse hyperbolic cosine.', Math.acosh, ['2', 1.3169578969248166]),
  of('atanh', 'Inverse hyperbolic tangent.', Math.atanh, ['0.5', 0.5493061443340548]),
  {
    name: 'atan2', syntax: 'atan2(<y>, <x>)', about: 'Angle of a point.', source: SOURCE, arity: [2, 2], examples: [{ expression: 'atan2(1, -1)', gives: 2.356194490192345 }],
    apply: ([y = null, x = null]) => (numberOf(y) === undefined || numberOf(x) === undefined ? null : finite(Math.atan2(Number(y), Number(x)))),
  },
  {
    name: 'hypot', syntax: 'hypot(<x>, <y>)', about: 'The longest side of a right triangle.', source: SOURCE, arity: [2, 2], examples: [{ expression: 'hypot(3, 4)', gives: 5 }],
    apply: ([x = null, y = null]) => (numberOf(x) === undefined || numberOf(y) === undefined ? null : finite(Math.hypot(Number(x), Number(y)))),
  },
];
