/**
 * A value as it stands in a document (YAML or JSON). Mappings are `Map`s, so that `__proto__`,
 * `constructor` and `toString` are keys like any other.
 */
export type Value = string | number | boolean | null | readonly Value[] | Mapping;
export type Mapping = ReadonlyMap<string, Value>;

export function isMapping(value: Value | undefined): value is Mapping {
  return value instanceof Map;
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** What a value is, in the words of the people who write YAML. */
export function describe(value: Value): string {
  if (value === null) return 'nothing';
  if (isMapping(value)) return 'a mapping';
  if (isList(value)) return 'a list';
  if (typeof value === 'string') return `the text ${quote(value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  return `the truth value ${String(value)}`;
}

/** A value's text in quotes, shortened: a finding must stay readable whatever the file holds. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}
