/**
 * An allowlist entry: one table of its fields, from which type, validation, JSON Schema, the types of the collection, the columns
 * of CSV files and the documentation are taken.
 */
import { line, moment, network, wildcard } from './allowlist/kinds.js';
import { flag, integer, list, pattern, text, uuid } from './kind.js';
import type { JsonSchema } from './kind.js';
import { optional, required, schemaOf } from './table.js';
import type { Field, TypeOf } from './table.js';

/** The detection of an entry for all detections, and a pattern or network that does not matter. */
export const ANY = '*';

/** Fields of a result that an entry may narrow by pattern. Each is one column of the lookup. */
export const patternFields = {
  dest: optional(wildcard, 'Host that the result is about.'),
  user: optional(wildcard, 'User that the result is about.'),
  process_name: optional(wildcard, 'File name of the program that ran.'),
  process: optional(wildcard, 'Its command line.'),
  parent_process_name: optional(wildcard, 'File name of the program that started it.'),
  parent_process: optional(wildcard, 'The command line of that one.'),
  url: optional(wildcard, 'Address that was fetched or sent to.'),
  file_path: optional(wildcard, 'File that was written or read.'),
};

export type PatternField = keyof typeof patternFields;
export const patternFieldNames = Object.keys(patternFields) as readonly PatternField[];

/** What a client may send to create or change an entry. What is left out has the value that the text names. */
export const requestFields = {
  detection: required(pattern('the id of a detection, or *', /^(\*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/), 'Id of the detection; * for all, which needs a right of its own.'),
  ...patternFields,
  network: optional(network, 'Network (CIDR) of the address of the result: dest_ip, else src_ip, else dest if it is an address. Left out: *.'),
  reason: required(line(10, 1_000), 'Why this is harmless, for whoever reads it in a year.'),
  ticket: optional(line(0, 100), 'Ticket or change in which it was decided.'),
  enabled: optional(flag, 'Whether it hides anything. Left out: true.'),
  expires_at: optional(moment, 'When it ends. Left out: after the default lifetime.'),
};

/** What a detection says of a known false positive: the entry that would hide it. Shipped as a proven example, never as an entry. */
export const hintFields = {
  hides: required(list(text({ min: 1, max: 200 }), { min: 1 }), 'Names of the tests whose results the entry hides; those of all others stay.'),
  reason: requestFields.reason,
  ...patternFields,
  network: requestFields.network,
};

/** What the server alone says, from the session and the clock. */
export const serverFields = {
  id: required(uuid, 'Id, given by the server.'),
  version: required(integer(1), 'Raised by each change; a change names the version that it was made from.'),
  owner: required(line(1, 200), 'Who created it.'),
  created_at: required(moment, 'When it was created.'),
  updated_by: required(line(1, 200), 'Who changed it last.'),
  updated_at: required(moment, 'When it was changed last.'),
};

type Present<T> = { readonly [K in keyof T]-?: NonNullable<T[K]> };

/** An entry's own part as it is kept: nothing left out. */
export type EntryRequest = Present<TypeOf<typeof requestFields>>;
/** An entry as stored and shown: moments in UTC and whole seconds, unused patterns `*`, no ticket ''. */
export type AllowlistEntry = EntryRequest & TypeOf<typeof serverFields>;

const { id, ...history } = serverFields;
const present = (fields: Readonly<Record<string, Field<unknown>>>) =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, required: true }]));

/** All fields of an entry, in the order in which they are shown. */
export const entryFields: Readonly<Record<string, Field<unknown>>> = { id, ...present(requestFields), ...history };
/** Columns of an export, in order. */
export const csvColumns = Object.keys(entryFields) as readonly (keyof AllowlistEntry)[];

export const entrySchema: JsonSchema = schemaOf(entryFields);
/** `version`: the version that a change was made from, for clients that cannot send If-Match. */
export const requestSchema: JsonSchema = schemaOf({ ...requestFields, version: optional(serverFields.version.kind, serverFields.version.doc) });

export type AllowlistHint = TypeOf<typeof hintFields>;

/** What happened to an entry, and what it was before and after. Never changed, never deleted. */
export interface AuditRecord {
  /** `<entry id>:<version>`: two changes of one version cannot both be recorded. */
  readonly _key: string;
  readonly entry_id: string;
  readonly version: number;
  readonly action: 'create' | 'change' | 'delete' | 'import';
  readonly at: string;
  readonly by: string;
  /** The way the request came, such as Splunk Web. */
  readonly via: string;
  readonly before: AllowlistEntry | null;
  readonly after: AllowlistEntry | null;
}

export function auditKey(id: string, version: number): string {
  return `${id}:${version}`;
}

/** Bounds of the whole list. */
export const allowlistLimits = {
  /** Entries that are enabled and not expired. */
  active: 10_000,
  /** Of those, for one detection, with those for all detections: what a lookup gives at most (max_matches, transforms.conf.spec). */
  activePerDetection: 1_000,
  /** Entries of any kind: KV Store cuts an answer at 50,000 rows without a word (limits.conf.spec, [kvstore]). */
  stored: 40_000,
};
