/** What a client sends, made an entry or refused, with all that is wrong with it at once. */
import type { Hint, Path } from '../../diagnostic/index.js';
import { ANY, patternFieldNames, requestFields, serverFields } from '../allowlist.js';
import type { EntryRequest, PatternField } from '../allowlist.js';
import { integer } from '../kind.js';
import { optional, readTable } from '../table.js';
import type { TypeOf } from '../table.js';
import { quote } from '../value.js';
import type { Value } from '../value.js';
import { addressFields } from './covers.js';
import { readMoment, writeMoment } from './kinds.js';

/** One fault of a request: where (a JSON pointer, RFC 6901; '' is the whole), and what in words for a person. */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
}

/** A detection as far as entries are concerned. */
export interface DetectionShape {
  readonly name: string;
  /** Fields that each of its results has with one value. */
  readonly fields: ReadonlySet<string>;
}

/** Lifetimes of entries, in days. */
export interface Lifetimes {
  readonly defaultDays: number;
  readonly longestDays: number;
}

export const defaultLifetimes: Lifetimes = { defaultDays: 90, longestDays: 365 };

export interface EntryContext {
  /** By id. */
  readonly detections: ReadonlyMap<string, DetectionShape>;
  readonly lifetimes: Lifetimes;
  /** Epoch seconds. */
  readonly now: number;
  /** An exported entry comes back: what the server says is passed over instead of refused. */
  readonly imported?: boolean;
}

export interface EntryReading {
  /** Missing if there are problems. */
  readonly entry?: EntryRequest;
  /** The version that a change was made from, where the body tells it. */
  readonly version?: number;
  readonly problems: readonly FieldProblem[];
}

const DAY = 86_400;
/** A pattern with fewer characters of its own, blanks not counted, says too little to hide anything by. */
export const FEWEST_LITERALS = 3;
const bodyFields = { ...requestFields, version: optional(integer(1), 'The version that the change was made from.') };

/** Reads a request's body, as JSON.parse gives it. */
export function readEntryRequest(body: unknown, context: EntryContext): EntryReading {
  const problems: FieldProblem[] = [];
  const report: Tell = (path, detail) => {
    problems.push({ pointer: path.map((key) => `/${escaped(String(key))}`).join(''), detail });
  };
  const keys = ownKeys(body);
  if (!keys) report([], 'the body is not a JSON object with the fields of an entry');
  if (!keys) return { problems };
  refuseServerFields(keys, context, report);
  refuseMissing(keys, report);
  const reading = readTable(bodyFields, keys, [], (code, path, message, hint) => {
    if (code !== 'M101') report(path, sentence(message, hint));
  });
  if (!reading.complete) return { problems };
  const { version, ...given } = reading.value;
  const entry = completed(given, context);
  checkDetection(entry, context, report);
  checkStrength(entry, report);
  checkExpiry(entry, context, report);
  return problems.length > 0 ? { problems } : { entry, problems, ...(version !== undefined && { version }) };
}

type Tell = (path: Path, detail: string) => void;

/** The keys of a JSON object. What lies deeper is no value of an entry, so that its kind is all that a fault has to name. */
function ownKeys(body: unknown): Map<string, Value> | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const flat = (value: unknown): Value => (Array.isArray(value) ? [] : typeof value === 'object' && value !== null ? new Map() : (value as Value));
  return new Map(Object.entries(body).map(([key, value]) => [key, flat(value)]));
}

function refuseServerFields(keys: Map<string, Value>, context: EntryContext, report: Tell): void {
  for (const field of Object.keys(serverFields)) {
    if (field === 'version' || !keys.delete(field) || context.imported === true) continue;
    report([field], `${field} is set by the server: leave it out`);
  }
}

/** Where it is missing, a form shows it: the pointer names the field, not the whole. */
function refuseMissing(keys: ReadonlyMap<string, Value>, report: Tell): void {
  for (const [key, field] of Object.entries(bodyFields)) if (field.required && !keys.has(key)) report([key], `${key} is missing: ${field.doc}`);
}

function completed(given: TypeOf<typeof requestFields>, { now, lifetimes }: EntryContext): EntryRequest {
  const expires = given.expires_at === undefined ? now + lifetimes.defaultDays * DAY : readMoment(given.expires_at);
  const patterns = Object.fromEntries(patternFieldNames.map((field) => [field, given[field] ?? ANY])) as Record<PatternField, string>;
  return {
    detection: given.detection,
    ...patterns,
    network: given.network ?? ANY,
    reason: given.reason.trim(),
    ticket: (given.ticket ?? '').trim(),
    enabled: given.enabled ?? true,
    expires_at: writeMoment(expires ?? now),
  };
}

function checkDetection(entry: EntryRequest, { detections }: EntryContext, report: Tell): void {
  const found = detections.get(entry.detection);
  if (!found && entry.detection !== ANY) {
    report(['detection'], `${quote(entry.detection)} is not the id of a detection`);
    return;
  }
  const shapes = found ? [found] : [...detections.values()];
  const whose = found ? `a result of ${found.name} does not have` : 'no detection has results with';
  for (const { field, needs } of unusableFields(entry, shapes.map(({ fields }) => fields))) report([field], `${whose} ${needs} as a single value: leave ${field} out`);
}

/**
 * What an entry narrows by although none of the results that it is for has it with one value: such a pattern would never match, or,
 * where the field has several values, match too much.
 */
export function unusableFields(entry: Partial<Narrowing>, results: readonly ReadonlySet<string>[]): readonly { readonly field: PatternField | 'network'; readonly needs: string }[] {
  const isThere = (names: readonly string[]): boolean => results.some((fields) => names.some((name) => fields.has(name)));
  const isUsed = (field: keyof Narrowing): boolean => (entry[field] ?? ANY) !== ANY;
  return [
    ...patternFieldNames.filter((field) => isUsed(field) && !isThere([field])).map((field) => ({ field, needs: field })),
    ...(isUsed('network') && !isThere(addressFields) ? [{ field: 'network' as const, needs: addressFields.join(', ') }] : []),
  ];
}

type Narrowing = Pick<EntryRequest, PatternField | 'network'>;

/** Whether no pattern says enough to hide anything by. */
export function isTooWide(entry: Partial<Narrowing>): boolean {
  return patternFieldNames.every((field) => Array.from((entry[field] ?? ANY).replace(/[*\s]/g, '')).length < FEWEST_LITERALS);
}

function checkStrength(entry: EntryRequest, report: Tell): void {
  if (isTooWide(entry)) report([], `no pattern has ${FEWEST_LITERALS} characters beside stars and blanks: such an entry would hide nearly everything. Narrow one of ${patternFieldNames.join(', ')}`);
}

function checkExpiry(entry: EntryRequest, { now, lifetimes }: EntryContext, report: Tell): void {
  const expires = readMoment(entry.expires_at) ?? now;
  const longest = now + lifetimes.longestDays * DAY;
  if (expires <= now) report(['expires_at'], `${entry.expires_at} is past: it is ${writeMoment(Math.floor(now))}`);
  if (expires > longest) report(['expires_at'], `${entry.expires_at} is too far away: an entry lives ${lifetimes.longestDays} days at most, until ${writeMoment(Math.floor(longest))}`);
}

function sentence(message: string, hint: Hint | undefined): string {
  const more = typeof hint === 'function' ? hint() : hint;
  return more === undefined ? message : `${message}. ${more}`;
}

/** A key as part of a JSON pointer. */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
