/** Runs a search over rows written in a test. */
import { planSearch, Refusal, runSearch } from '../../src/spl/index.js';
import type { ExternalCommand, Lookup, Row, Value } from '../../src/spl/index.js';

export interface Given {
  readonly rows?: readonly Readonly<Record<string, Value>>[];
  readonly lookups?: Readonly<Record<string, Lookup>>;
  readonly macros?: Readonly<Record<string, string>>;
  readonly timeZone?: string;
  readonly commands?: NonNullable<Parameters<typeof planSearch>[1]['commands']>;
  readonly external?: Readonly<Record<string, ExternalCommand>>;
  readonly warnings?: string[];
}

/** 2026-03-02 09:00:00 UTC. */
export const NOW = 1_772_442_000;

/** The result, a plain object a row; throws a Refusal, and an Error for a search that cannot be read. */
export async function run(text: string, { rows = [], lookups = {}, macros = {}, timeZone = 'UTC', commands, external = {}, warnings = [] }: Given = {}): Promise<Record<string, Value>[]> {
  const table = await runTable(text, { rows, lookups, macros, timeZone, external, warnings, ...(commands && { commands }) });
  return table.map(({ fields }) => Object.fromEntries(fields));
}

export async function runTable(text: string, { rows = [], lookups = {}, macros = {}, timeZone = 'UTC', commands, external = {}, warnings = [] }: Given): Promise<readonly Row[]> {
  const found = new Map(Object.entries(macros));
  const plan = planSearch(text, { findMacro: (name) => (found.has(name) ? { definition: found.get(name) ?? '', args: [] } : undefined), ...(commands && { commands }) });
  if (plan.problems.length > 0) throw new Error(plan.problems.map(({ code, message }) => `${code} ${message}`).join('; '));
  const given = rows.map((fields, index): Row => ({ fields: new Map(Object.entries(fields)), events: [index] }));
  const result = await runSearch(plan.search, {
    now: NOW, timeZone, random: () => 0.5, earliest: undefined, latest: undefined, rows: () => given, lookup: (name) => new Map(Object.entries(lookups)).get(name), external: (name) => new Map(Object.entries(external)).get(name),
    guard: (work) => work(), warn: (message) => warnings.push(message),
  });
  return result.rows;
}

export const refusal = async (text: string, given: Given = {}): Promise<string> => {
  try {
    await run(text, given);
    return 'not refused';
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
};

export function lookup(columns: readonly string[], rows: readonly (readonly string[])[], more: Partial<Lookup> = {}): Lookup {
  return { columns, rows: rows.map((cells) => new Map(columns.map((name, index) => [name, cells[index] ?? '']))), matchTypes: new Map(), caseSensitive: true, maxMatches: 1000, minMatches: 0, defaultMatch: undefined, ...more };
}
