import { numberOf } from '../value.js';
import type { Value } from '../value.js';
import type { EvalFunction } from './function.js';

/** Null where there is no number, as of the root of -1. */
export function finite(value: number): Value {
  return Number.isFinite(value) ? value : null;
}

type Example = readonly [argument: string, gives: number | null];

/** Functions of one number; null for what is none. */
export function ofNumber(source: string): (name: string, about: string, result: (x: number) => number, ...examples: readonly Example[]) => EvalFunction {
  return (name, about, result, ...examples) => ({
    name, syntax: `${name}(<num>)`, about, source, arity: [1, 1], examples: examples.map(([argument, gives]) => ({ expression: `${name}(${argument})`, gives })),
    apply: ([value = null]) => {
      const x = numberOf(value);
      return x === undefined ? null : finite(result(x));
    },
  });
}
