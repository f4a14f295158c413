/** The search that makes the lookup of the active entries out of the collection; the same rows as `lookupTable`. */
import { patternFieldNames } from '../allowlist.js';
import { ENTRY_COLLECTION } from './collections.js';
import { ACTIVE_LOOKUP, lookupColumns, sentinel } from './lookup.js';

/** Written by this search alone. A file that the package brought would be put back by each upgrade. */
export const ACTIVE_FILE = `${ACTIVE_LOOKUP}.csv`;
/** What the lookup reads until there is that file: the sentinel row. */
export const FIRST_FILE = 'bits_allowlist_none.csv';

/**
 * Of each entry the row that counts, and whether it hides anything: `bits_al_ends` is its end in seconds, `bits_al_on` 1 or 0. What a
 * deleted entry has left has no end.
 */
export const ACTIVE_TERMS = [
  '| sort 0 - version',
  '| dedup id',
  '| eval bits_al_ends = floor(strptime(expires_at . " +0000", "%Y-%m-%dT%H:%M:%SZ %z"))',
  '| eval bits_al_on = if(in(lower(tostring(enabled)), "1", "true") AND bits_al_ends > now(), 1, 0)',
].join('\n');

/** Texts of the sentinel hold no quote. */
const sentinelValues = lookupColumns.map((column) => `${column} = "${sentinel[column]}"`).join(', ');

/**
 * The collection is read first: if that fails nothing is written. Nor is anything where it gives no record at all, since the
 * sentinel is made of its records: a store that is not up yet looks like an empty one. A backslash becomes a slash, as in the macros.
 */
export const projectionSearch = [
  `| inputlookup ${ENTRY_COLLECTION}`,
  ACTIVE_TERMS,
  `| eval ${patternFieldNames.map((field) => `${field} = replace(lower(${field}), "\\\\\\\\", "/")`).join(', ')}, entry = bits_al_ends . "|" . network . "|" . id`,
  `| appendpipe [ stats count | where count > 0 | eval bits_al_on = 1, ${sentinelValues} ]`,
  '| where bits_al_on = 1',
  `| table ${lookupColumns.join(' ')}`,
  `| outputlookup override_if_empty=false ${ACTIVE_FILE}`,
].join('\n');
