/**
 * The lookup `bits_allowlist_active`: what the filter macros (content/macros/bits_allowlist_mark.yml) read of the entries
 * that are enabled and not expired. A CSV file, since a lookup of KV Store that fails would stop every detection.
 */
import { patternFieldNames } from '../allowlist.js';
import type { AllowlistEntry } from '../allowlist.js';
import { comparable } from './covers.js';
import { readMoment } from './kinds.js';

export const ACTIVE_LOOKUP = 'bits_allowlist_active';

/** Columns that a row's values are compared with. */
export const matchedColumns = ['detection', ...patternFieldNames] as const;
/**
 * `entry` is what the macros take, packed as `expires|network|id` (expires in seconds since 1970); the columns behind it say
 * why an entry is there.
 */
export const lookupColumns = [...matchedColumns, 'entry', 'id', 'owner', 'ticket', 'expires_at', 'reason'] as const;

type Column = (typeof lookupColumns)[number];

/** The row that is always there: a lookup without rows is an error. No detection has this id, and the entry has expired. */
export const sentinel: Readonly<Record<Column, string>> = {
  ...(Object.fromEntries(matchedColumns.map((column) => [column, '-'])) as Record<(typeof matchedColumns)[number], string>),
  entry: '0|*|-', id: '-', owner: '-', ticket: '-', expires_at: '1970-01-01T00:00:00Z', reason: 'Keeps this lookup from being empty.',
};

export function lookupRow(entry: AllowlistEntry): Readonly<Record<Column, string>> {
  const patterns = Object.fromEntries(patternFieldNames.map((field) => [field, comparable(entry[field])])) as Record<(typeof patternFieldNames)[number], string>;
  const { detection, id, owner, ticket, expires_at, reason } = entry;
  return { detection, ...patterns, entry: `${readMoment(expires_at) ?? 0}|${entry.network}|${id}`, id, owner, ticket, expires_at, reason };
}

/** Rows of the lookup, the names of the columns first. */
export function lookupTable(active: readonly AllowlistEntry[]): readonly (readonly string[])[] {
  return [lookupColumns, ...[sentinel, ...active.map(lookupRow)].map((row) => lookupColumns.map((column) => row[column]))];
}
