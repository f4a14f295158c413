/** Operators of eval on values. Null in, null out. */
import { isMultivalue, numberOf, textOf, valuesOf } from '../value.js';
import type { Value } from '../value.js';

function numbers(left: Value, right: Value, operation: (a: number, b: number) => number): Value {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === undefined || b === undefined) return null;
  const result = operation(a, b);
  return Number.isFinite(result) ? result : null;
}

/** Adds numbers, joins strings; of a number and a string that is none, null (Search Reference, eval). */
export function add(left: Value, right: Value): Value {
  const sum = numbers(left, right, (a, b) => a + b);
  if (sum !== null || typeof left !== 'string' || typeof right !== 'string') return sum;
  return numberOf(left) === undefined && numberOf(right) === undefined ? left + right : null;
}

export function subtract(left: Value, right: Value): Value {
  return numbers(left, right, (a, b) => a - b);
}

export function divide(left: Value, right: Value): Value {
  return numbers(left, right, (a, b) => (b === 0 ? NaN : a / b));
}

export function modulo(left: Value, right: Value): Value {
  return numbers(left, right, (a, b) => (b === 0 ? NaN : a % b));
}

/** To the digits of the less precise, where both were written with a fraction: `8.250*0.2` is 2 (Search Reference, eval). */
export function multiply(left: Value, right: Value, leftText?: string, rightText?: string): Value {
  const product = numbers(left, right, (a, b) => a * b);
  const [a, b] = [fractionDigits(left, leftText), fractionDigits(right, rightText)];
  return typeof product === 'number' && a !== undefined && b !== undefined ? Number(product.toPrecision(Math.min(a, b, 100))) : product;
}

/** Digits of a text with a fraction that count; nothing for all else. */
function fractionDigits(value: Value, written?: string): number | undefined {
  const text = written ?? (typeof value === 'string' ? value.trim() : '');
  if (!/^[+-]?\d*\.\d+$/.test(text)) return undefined;
  return Math.max(1, text.replace(/^[+-]?0*\.?0*/, '').replace('.', '').length);
}

/** Text after text. Which values of several would meet which is not documented. */
export function concatenate(left: Value, right: Value, refuse: (why: string) => never): Value {
  if (left === null || right === null) return null;
  if (isMultivalue(left) || isMultivalue(right)) return refuse('what joining several values with . gives is not documented');
  return textOf(left) + textOf(right);
}

/** As numbers if both are or look like numbers, else letter by letter; of several values, any. */
export function equals(left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  if (typeof left === 'boolean' || typeof right === 'boolean') return left === right;
  if (isMultivalue(left) || isMultivalue(right)) return valuesOf(left).some((a) => valuesOf(right).some((b) => equals(a, b) === true));
  const [a, b] = [numberOf(left), numberOf(right)];
  return a !== undefined && b !== undefined ? a === b : textOf(left) === textOf(right);
}

export function compare(left: Value, right: Value, accepts: (order: number) => boolean): Value {
  if (left === null || right === null || typeof left === 'boolean' || typeof right === 'boolean') return null;
  return valuesOf(left).some((a) => valuesOf(right).some((b) => accepts(order(a, b))));
}

/** Numbers by size; all else by the bytes of its UTF-8. */
export function order(left: string, right: string): number {
  const [a, b] = [numberOf(left), numberOf(right)];
  return a !== undefined && b !== undefined ? a - b : byteOrder(left, right);
}

/** The order of UTF-8 is that of code points: surrogates, which stand for the highest, come last. */
export function byteOrder(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let i = 0; i < shorter; i++) {
    const [a, b] = [left.charCodeAt(i), right.charCodeAt(i)];
    if (a !== b) return codePointRank(a) - codePointRank(b);
  }
  return left.length - right.length;
}

function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
