/**
 * What a field can hold. Fields of events are strings; numbers and truth values arise in eval. A missing field is
 * null and has no entry in its row.
 *
 * Several values are an array of at least two strings: one value is that string, none is null, so that no command has
 * to tell three ways of being single apart. `multivalue` makes it so.
 */
export type Value = string | number | boolean | null | readonly string[];

export function isMultivalue(value: Value): value is readonly string[] {
  return typeof value === 'object' && value !== null;
}

/** The value of a field with these values: null for none, the string for one. */
export function multivalue(values: readonly string[]): Value {
  return values.length > 1 ? values : (values[0] ?? null);
}

/** Each value as Splunk shows it; none for null. */
export function valuesOf(value: Value): readonly string[] {
  if (value === null) return [];
  return isMultivalue(value) ? value : [textOf(value)];
}

/** The characters of a text: code points, as Splunk and PCRE count them. */
export function charactersOf(text: string): string[] {
  return Array.from(text);
}

/** As Splunk shows it: several values on lines of their own, truth values by name. Null is empty. */
export function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return value === null ? '' : value.join('\n');
}

/** A JavaScript number without exponent as far as 21 digits, as eval shows numbers. */
function numberText(value: number): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : String(value);
  const text = String(value);
  return text.includes('e-') ? value.toFixed(15).replace(/0+$/, '') : text;
}

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** The number that a value is or looks like: `" 7.50"` is 7.5. Nothing for text, several values and null. */
export function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !NUMBER.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
