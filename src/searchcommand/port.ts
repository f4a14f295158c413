/** What the protocol needs of a command. It is served without knowing what a score is. */
import type { Column, Value } from './protocol/cell.js';

/** The text of a field, several values line by line; nothing where the row has none. */
export type Row = (field: string) => string | undefined;

export interface Session {
  /** What Splunk is asked to send. */
  readonly requiredFields: readonly string[];
  /** The same in every chunk. */
  readonly columns: readonly Column[];
  /** The fields that a reader may ask for, each with the columns that can stand for it, the best first. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** By field: a row in which none of these words stands (see sieve.ts) is not read. */
  readonly signs: ReadonlyMap<string, readonly string[]>;
  /** For a table that has these of the fields: one value a column of ours, for each row; nothing leaves them all empty. */
  readonly reader: (present: readonly string[]) => (row: Row) => readonly Value[] | undefined;
  /** For the person who searches; the search goes on. */
  readonly warnings: readonly string[];
  /** What went wrong with rows and has not been told yet; for the same person. */
  readonly complaints: () => readonly string[];
}

/** Arguments as Splunk splits them, quotes removed. */
export type Command = (args: readonly string[]) => Session | { readonly problems: readonly string[] };
