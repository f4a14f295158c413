/** Finding the rows of a lookup (transforms.conf.spec: match_type, case_sensitive_match, max_matches, min_matches, default_match). */
import { compileCidr, compileWildcard } from '../match/index.js';
import { refuse } from './table.js';
import type { Lookup } from './table.js';

type Entry = ReadonlyMap<string, string>;

/** For the values of the input fields, in the order of the columns given: the rows that match, first ones first. */
export function compileLookup(definition: Lookup, columns: readonly string[]): (values: readonly (readonly string[])[]) => readonly Entry[] {
  const unknown = columns.find((column) => !definition.columns.includes(column));
  if (unknown !== undefined) return refuse(`the lookup has no column ${unknown}, so that the search fails`);
  const exact = columns.length > 0 && columns.every((column) => !definition.matchTypes.has(column));
  const find = exact ? byIndex(definition, columns) : byTest(definition, columns);
  const fallback = defaultRows(definition);
  return (values) => {
    // A row without one of the input fields is not looked up at all.
    if (values.some((several) => several.length === 0)) return [];
    const found = find(values).slice(0, definition.maxMatches);
    return found.length < definition.minMatches ? [...found, ...fallback.slice(0, definition.minMatches - found.length)] : found;
  };
}

function defaultRows({ columns, minMatches, defaultMatch }: Lookup): Entry[] {
  const row = new Map(columns.map((column) => [column, defaultMatch ?? '']));
  return Array<Entry>(minMatches).fill(row);
}

type Find = (values: readonly (readonly string[])[]) => readonly Entry[];

/** All columns matched exactly: one step a row, however long the lookup. */
function byIndex({ rows, caseSensitive }: Lookup, columns: readonly string[]): Find {
  const fold = (text: string): string => (caseSensitive ? text : text.toLowerCase());
  const index = new Map<string, { place: number; entry: Entry }[]>();
  rows.forEach((entry, place) => {
    const key = JSON.stringify(columns.map((column) => fold(entry.get(column) ?? '')));
    const same = index.get(key);
    if (same) same.push({ place, entry });
    else index.set(key, [{ place, entry }]);
  });
  return (values) => {
    const keys = new Set(combine(values.map((several) => several.map(fold))).map((key) => JSON.stringify(key)));
    const found = [...keys].flatMap((key) => index.get(key) ?? []);
    return found.sort((a, b) => a.place - b.place).map(({ entry }) => entry);
  };
}

function combine(values: readonly (readonly string[])[]): string[][] {
  return values.reduce<string[][]>((all, several) => all.flatMap((prefix) => several.map((value) => [...prefix, value])), [[]]);
}

/** What stands in a column more than once, such as a star, is compiled once and asked once a row. */
function byTest({ rows, matchTypes, caseSensitive }: Lookup, columns: readonly string[]): Find {
  const patterns = columns.map((column) => [...new Set(rows.map((entry) => entry.get(column) ?? ''))]);
  const tests = patterns.map((list, at) => list.map((pattern) => testFor(pattern, matchTypes.get(columns[at] ?? ''), caseSensitive)));
  const numbers = patterns.map((list) => new Map(list.map((pattern, number) => [pattern, number])));
  const asked = rows.map((entry) => columns.map((column, at) => numbers[at]?.get(entry.get(column) ?? '') ?? 0));
  return (values) => {
    const answers = tests.map((list) => new Array<boolean | undefined>(list.length));
    const accepts = (number: number, at: number): boolean => {
      const known = answers[at] ?? [];
      return (known[number] ??= (values[at] ?? []).some((value) => tests[at]?.[number]?.(value) === true));
    };
    return rows.filter((_, row) => asked[row]?.every(accepts));
  };
}

function testFor(pattern: string, type: 'WILDCARD' | 'CIDR' | undefined, caseSensitive: boolean): (value: string) => boolean {
  if (type === 'CIDR') return compileCidr(pattern) ?? (() => false);
  if (type === 'WILDCARD') return compileWildcard(pattern, { caseSensitive });
  return caseSensitive ? (value) => value === pattern : (value) => value.toLowerCase() === pattern.toLowerCase();
}
