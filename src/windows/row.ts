/** One row as Splunk sees it. */
import type { Facts } from './facts.js';

/** Every field that is read, in the names of data models, add-ons and logs. */
export const wantedFields: readonly string[] = [];

/** The text of a field of a row; several values are one text, line by line. */
export type Row = (field: string) => string | undefined;

/** What a row says about BITS; nothing, and quickly so, where it says nothing about it. Total, and linear in the texts. */
export function factsOf(row: Row): Facts | undefined {
  return row('') === undefined ? undefined : undefined;
}
