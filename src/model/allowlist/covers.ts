/** Which rows an entry covers: the answer of the filter macros (content/macros/bits_allowlist_mark.yml), without Splunk. */
import { compileCidr, compileWildcard } from '../../match/index.js';
import { ANY, patternFieldNames } from '../allowlist.js';
import type { AllowlistEntry, EntryRequest } from '../allowlist.js';
import { readMoment } from './kinds.js';

/** A result: a list for a field of several values, no key (or no value) for a missing one. */
export type ResultRow = ReadonlyMap<string, string | readonly string[]>;

/** What the macros put in the place of a field that is missing, empty or has several values; no pattern matches it. */
export const PLACEHOLDER = '-';

type Matching = Omit<EntryRequest, 'reason' | 'ticket'>;

/** Whether an entry hides a result of its own detection (which is not looked at) at `now`, in epoch seconds. */
export function covers(entry: Matching, row: ResultRow, now: number): boolean {
  return isActive(entry, now) && matcherOf(entry)(row);
}

/** Decides about the patterns once; the function returned is for many rows. */
export function matcherOf(entry: Matching): (row: ResultRow) => boolean {
  const patterns = patternFieldNames.filter((field) => entry[field] !== ANY)
    .map((field) => [field, compileWildcard(comparable(entry[field]), { caseSensitive: false })] as const);
  const inNetwork = entry.network === ANY ? () => true : compileCidr(entry.network) ?? (() => false);
  return (row) => patterns.every(([field, matches]) => matches(compared(row.get(field)))) && inNetwork(addressOf(row));
}

export function isActive(entry: Pick<EntryRequest, 'enabled' | 'expires_at'>, now: number): boolean {
  return entry.enabled && (readMoment(entry.expires_at) ?? 0) > now;
}

/** The value that is compared. Line ends are blanks: a star is to run over them, whatever a lookup does. */
function compared(value: string | readonly string[] | undefined): string {
  const single = singleValue(value);
  return single === undefined || single === '' ? PLACEHOLDER : comparable(single.replace(/[\r\n]/g, ' '));
}

/**
 * A pattern or value as the lookup has it: in lower case, and a backslash as a slash, since it is not documented what a backslash is
 * to the wildcards of a lookup. Windows takes both for the same in paths.
 */
export function comparable(text: string): string {
  return text.toLowerCase().replaceAll('\\', '/');
}

function singleValue(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value.length === 1 ? value[0] : undefined;
}

/** Fields of a result that may hold its address, the first one that does counts. */
export const addressFields = ['dest_ip', 'src_ip', 'dest'] as const;

/** The first of the address fields that has one value of the form of an address; what it is worth, the network decides. */
export function addressOf(row: ResultRow): string {
  const candidates = addressFields.map((field) => singleValue(row.get(field)));
  return candidates.find((value) => value !== undefined && !/[^0-9A-Fa-f.:]/.test(value) && /[.:].*[.:]/.test(value)) ?? PLACEHOLDER;
}

/**
 * The first of `others` that makes `entry` pointless: the same in all that it matches (whether switched on or not), or one that
 * hides all that `entry` would hide, for as long. Expired entries do not count, nor does the entry itself.
 */
export function coveredBy(entry: EntryRequest & { readonly id?: string }, others: Iterable<AllowlistEntry>, now: number): AllowlistEntry | undefined {
  for (const other of others) {
    if (other.id === entry.id || (readMoment(other.expires_at) ?? 0) <= now) continue;
    if (isSame(entry, other) || (isActive(other, now) && outlives(other, entry) && includes(other, entry))) return other;
  }
  return undefined;
}

const folded = comparable;

function isSame(a: EntryRequest, b: EntryRequest): boolean {
  return a.detection === b.detection && folded(a.network) === folded(b.network) && patternFieldNames.every((field) => folded(a[field]) === folded(b[field]));
}

function outlives(a: EntryRequest, b: EntryRequest): boolean {
  return (readMoment(a.expires_at) ?? 0) >= (readMoment(b.expires_at) ?? 0);
}

function includes(wide: EntryRequest, narrow: EntryRequest): boolean {
  return (wide.detection === ANY || wide.detection === narrow.detection)
    && includesNetwork(wide.network, narrow.network)
    && patternFieldNames.every((field) => includesPattern(wide[field], narrow[field]));
}

/** A star of the narrow pattern is a character that only a star of the wide one matches: no literal holds one. */
function includesPattern(wide: string, narrow: string): boolean {
  return compileWildcard(comparable(wide), { caseSensitive: false })(comparable(narrow));
}

/** The narrow network lies within the wide one if its first address does and it is no shorter. */
function includesNetwork(wide: string, narrow: string): boolean {
  if (wide === ANY || folded(wide) === folded(narrow)) return true;
  if (narrow === ANY) return false;
  const [base = '', length] = narrow.split('/');
  return compileCidr(wide)?.(base) === true && lengthOf(narrow, length) >= lengthOf(wide, wide.split('/')[1]);
}

function lengthOf(network: string, written: string | undefined): number {
  return written === undefined ? (network.includes(':') ? 128 : 32) : Number(written);
}
