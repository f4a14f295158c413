/** Values of eval as JSON and back. */
import { isMultivalue, numberOf, textOf } from '../value.js';
import type { Value } from '../value.js';

/** What a JSON text says; undefined for every other text. */
export function jsonOf(value: Value): unknown {
  if (value === null || isMultivalue(value)) return undefined;
  try {
    return JSON.parse(textOf(value)) as unknown;
  } catch {
    return undefined;
  }
}

export function isObject(json: unknown): json is object {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** Numbers and truth values as such, texts that are objects or arrays as what they say, several values as an array. */
export function toJson(value: Value): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (isMultivalue(value)) return value.map(toJson);
  const number = numberOf(value);
  if (number !== undefined && Number.isFinite(number)) return number;
  return /^\s*[[{]/.test(textOf(value)) ? (jsonOf(value) ?? textOf(value)) : textOf(value);
}

/** As eval has it: objects and arrays stay JSON. */
export function fromJson(json: unknown): Value {
  if (json === undefined || json === null || json === Infinity || json === -Infinity) return null;
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' ? json : JSON.stringify(json);
}

/** The elements as values: strings without quotes, all else as JSON. */
export function elementsOf(list: readonly unknown[]): string[] {
  return list.map((element) => (typeof element === 'string' ? element : JSON.stringify(element)));
}
