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

/** An entry that is to be; without an id as long as it has none. */
export type Wanted = EntryRequest & { readonly id?: string };

/**
 * The first of `others` that makes `entry` pointless: the same in all that it matches (whether switched on or not), or one that
 * hides all that `entry` would hide, for as long. Expired entries do not count, nor does the entry itself.
 */
export function coveredBy(entry: Wanted, others: Iterable<AllowlistEntry>, now: number): AllowlistEntry | undefined {
  const asked = questionOf(entry);
  for (const other of others) if (covererOf(other, now)(asked)) return other;
  return undefined;
}

/** What is compared of an entry with many others, looked up once. */
export interface Question {
  readonly entry: Wanted;
  readonly expires: number;
  /** The same for entries that match the same. */
  readonly key: string;
}

export function questionOf(entry: Wanted): Question {
  return { entry, expires: readMoment(entry.expires_at) ?? 0, key: keyOf(entry) };
}

/** Whether `other` makes an entry pointless; for many entries its patterns are compiled once. */
export function covererOf(other: AllowlistEntry, now: number): (asked: Question) => boolean {
  const expires = readMoment(other.expires_at) ?? 0;
  if (expires <= now) return () => false;
  const key = keyOf(other);
  // A star of a narrow pattern is a character that only a star of a wide one matches: no literal holds one.
  const patterns = patternFieldNames.filter((field) => other[field] !== ANY).map((field) => [field, compileWildcard(comparable(other[field]), { caseSensitive: false })] as const);
  const includes = (entry: Wanted): boolean =>
    (other.detection === ANY || other.detection === entry.detection)
    && patterns.every(([field, matches]) => matches(comparable(entry[field])))
    && includesNetwork(other.network, entry.network);
  return (asked) => asked.entry.id !== other.id && (asked.key === key || (other.enabled && expires >= asked.expires && includes(asked.entry)));
}

function keyOf(entry: EntryRequest): string {
  return JSON.stringify([entry.detection, ...[entry.network, ...patternFieldNames.map((field) => entry[field])].map(comparable)]);
}

/** The narrow network lies within the wide one if its first address does and it is no shorter. */
function includesNetwork(wide: string, narrow: string): boolean {
  if (wide === ANY || comparable(wide) === comparable(narrow)) return true;
  if (narrow === ANY) return false;
  const [base = '', length] = narrow.split('/');
  return compileCidr(wide)?.(base) === true && lengthOf(narrow, length) >= lengthOf(wide, wide.split('/')[1]);
}

function lengthOf(network: string, written: string | undefined): number {
  return written === undefined ? (network.includes(':') ? 128 : 32) : Number(written);
}
