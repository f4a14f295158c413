/** Bits of whole numbers from 0 to 2^53-1; null for all others (Search Reference, "Bitwise functions"). */
import { numberOf } from '../value.js';
import type { Value } from '../value.js';
import type { EvalFunction } from './function.js';

const SOURCE = 'Bitwise functions';
const ALL_BITS = 2n ** 53n - 1n;

function bitsOf(value: Value | undefined): bigint | undefined {
  const number = value === undefined ? undefined : numberOf(value);
  return number !== undefined && Number.isSafeInteger(number) && number >= 0 ? BigInt(number) : undefined;
}

/** All of the arguments, or nothing where one has no bits. */
function allBits(args: readonly Value[]): bigint[] | undefined {
  const bits = args.map(bitsOf).filter((value) => value !== undefined);
  return bits.length === args.length ? bits : undefined;
}

function combined(name: string, about: string, combine: (a: bigint, b: bigint) => bigint, gives: number): EvalFunction {
  return {
    name, syntax: `${name}(<num>, <num>, …)`, about, source: SOURCE, arity: [2, Infinity], examples: [{ expression: `${name}(12, 9)`, gives }, { expression: `${name}(12, -1)`, gives: null }],
    apply: (args) => {
      const bits = allBits(args);
      return bits ? Number(bits.reduce(combine)) : null;
    },
  };
}

function shifted(name: string, about: string, shift: (bits: bigint, by: bigint) => bigint, gives: number): EvalFunction {
  return {
    name, syntax: `${name}(<num>, <places>)`, about, source: SOURCE, arity: [2, 2], examples: [{ expression: `${name}(9, 2)`, gives }, { expression: `${name}(1.5, 1)`, gives: null }],
    apply: (args) => {
      const [bits, by] = allBits(args) ?? [];
      return bits === undefined || by === undefined ? null : Number(by > 53n ? 0n : shift(bits, by) & ALL_BITS);
    },
  };
}

export const bitwiseFunctions: readonly EvalFunction[] = [
  combined('bit_and', 'Bits that all have.', (a, b) => a & b, 8),
  combined('bit_or', 'Bits that any has.', (a, b) => a | b, 13),
  combined('bit_xor', 'Bits that an odd number of them has.', (a, b) => a ^ b, 5),
  {
    name: 'bit_not', syntax: 'bit_not(<num>[, <mask>])', about: 'Bits that it has not, of all 53 or of a mask.', source: SOURCE, arity: [1, 2], examples: [{ expression: 'bit_not(0)', gives: Number(ALL_BITS) }, { expression: 'bit_not(9, 15)', gives: 6 }],
    apply: ([value, mask]) => {
      const [bits, within] = [bitsOf(value), mask === undefined ? ALL_BITS : bitsOf(mask)];
      return bits === undefined || within === undefined ? null : Number(ALL_BITS & ~bits & within);
    },
  },
  shifted('bit_shift_left', 'Bits moved up.', (bits, by) => bits << by, 36),
  shifted('bit_shift_right', 'Bits moved down.', (bits, by) => bits >> by, 2),
];
