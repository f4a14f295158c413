import type { EvalContext } from './functions/function.js';
import type { Search } from './syntax/search.js';
import type { Source } from './commands/command.js';
import type { Value } from './value.js';

/** One result. A field that is missing has no entry. */
export interface Row {
  readonly fields: ReadonlyMap<string, Value>;
  /** Numbers of the records that the row came from, as who runs the search counts them. */
  readonly events: readonly number[];
}

export interface Table {
  readonly rows: readonly Row[];
  /** In the order shown; other fields follow as the rows bring them. */
  readonly columns: readonly string[];
}

export const emptyTable: Table = { rows: [], columns: [] };

/** One lookup, as its definition has it. Null: its file or collection is missing, so that the search fails. */
export interface Lookup {
  readonly columns: readonly string[];
  readonly rows: readonly ReadonlyMap<string, string>[];
  /** By input column; EXACT where nothing is said (transforms.conf, match_type). */
  readonly matchTypes: ReadonlyMap<string, 'WILDCARD' | 'CIDR'>;
  readonly caseSensitive: boolean;
  readonly maxMatches: number;
  readonly minMatches: number;
  readonly defaultMatch: string | undefined;
}

/** A search command that is a program of its own: rows in, rows out. It throws a Refusal for what it cannot do, and warns of what it does otherwise. */
export type ExternalCommand = (args: readonly string[], rows: readonly ReadonlyMap<string, Value>[], warn: (message: string) => void) => Promise<readonly ReadonlyMap<string, Value>[]>;

export interface RunContext extends EvalContext {
  readonly earliest: number | undefined;
  readonly latest: number | undefined;
  /** Rows of a source, those that its `where` lets through. */
  readonly rows: (source: Source) => readonly Row[];
  readonly lookup: (name: string) => Lookup | undefined;
  readonly external: (name: string) => ExternalCommand | undefined;
  readonly search: (search: Search, input?: Table) => Promise<Table>;
  /** Runs one command; who has a clock can stop what takes too long, such as a regex that goes back without end. */
  readonly guard: <T>(work: () => T) => T;
  /** Splunk's limits that cut results, told to the user. */
  readonly warn: (message: string) => void;
}

/** Why a search cannot be followed exactly: the verdict is "cannot be proven here". */
export class Refusal extends Error {}

export function refuse(why: string): never {
  throw new Refusal(why);
}

/** Records of several rows, each once, in order. */
export function mergeEvents(rows: Iterable<Row>): readonly number[] {
  const merged = new Set<number>();
  for (const { events } of rows) for (const event of events) merged.add(event);
  return [...merged].sort((a, b) => a - b);
}
