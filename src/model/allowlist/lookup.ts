/** The lookup `bits_allowlist_active`: what the filter macros read of an entry that is enabled and not expired. */
import { patternFieldNames } from '../allowlist.js';
import type { AllowlistEntry } from '../allowlist.js';
import { readMoment } from './kinds.js';

export const ACTIVE_LOOKUP = 'bits_allowlist_active';

/** The last column is what a row gives: the end (seconds since 1970), the network and the id of its entry, as `expires|network|id`. */
export const lookupColumns = ['detection', ...patternFieldNames, 'entry'] as const;

/** Without any row a lookup is an error, and SPL cannot catch it. No detection has this id, and it has expired. */
const sentinel = lookupColumns.map((column) => (column === 'detection' ? 'none' : column === 'entry' ? '0|*|none' : '*'));

/** Rows of the lookup, the names of the columns first, then one that never matches. */
export function lookupTable(active: readonly AllowlistEntry[]): readonly (readonly string[])[] {
  return [lookupColumns, sentinel, ...active.map(lookupRow)];
}

function lookupRow(entry: AllowlistEntry): string[] {
  const packed = `${readMoment(entry.expires_at) ?? 0}|${entry.network}|${entry.id}`;
  return [entry.detection, ...patternFieldNames.map((name) => entry[name]), packed];
}
