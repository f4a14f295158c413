/**
 * Rows of the collections in KV Store, and what they say. What is read is checked: a row that somebody else has put in or
 * changed by hand is named as damaged, and not taken for an entry.
 */
import { auditKey, entryFields } from '../../model/index.js';
import type { AllowlistEntry, AuditRecord } from '../../model/index.js';
import type { Row } from '../../splunk/index.js';
import { StoreFailure } from './store.js';

/** One version of an entry. A row is put in once and never changed, so that no late writer can put an old version over a new one. */
export interface EntryVersion {
  readonly key: string;
  readonly id: string;
  readonly version: number;
  /** Missing in the version that deletes it. */
  readonly entry?: AllowlistEntry;
  /** Seconds since 1970, of a version that deletes. */
  readonly deleted?: number;
}

/** A record of the trail as it is kept. */
export interface AuditRow {
  readonly record: AuditRecord;
  /** Of the call that put it in: of two records under one key, this tells whose it is. */
  readonly writer: string;
}

/** Keys are in the order of versions, so that a reader who goes by the keys and misses an old one finds the new one. */
export function entryKey(id: string, version: number): string {
  return `${id}:${String(version).padStart(9, '0')}`;
}

/** The version that a change makes. */
export function versionRow({ entry_id: id, version, at, after }: AuditRecord): Row {
  const _key = entryKey(id, version);
  return after ? { ...after, _key } : { _key, id, version, updated_at: at };
}

export function versionOf(row: Row): EntryVersion {
  const { id, version } = { id: row['id'], version: row['version'] };
  if (typeof id !== 'string' || typeof version !== 'number') throw damaged(row._key, 'id and version');
  const key = row._key;
  if (row['detection'] === undefined) return { key, id, version, deleted: Date.parse(String(row['updated_at'])) / 1000 };
  return { key, id, version, entry: entryIn(row, key) };
}

/** The fields of an entry and nothing else: KV Store adds `_key` and `_user`. */
function entryIn(row: Readonly<Record<string, unknown>>, key: string): AllowlistEntry {
  const entry = Object.fromEntries(Object.keys(entryFields).map((name) => [name, row[name]]));
  const wrong = Object.entries(entry).find(([name, value]) => typeof value !== kindOf(name));
  if (wrong) throw damaged(key, wrong[0]);
  return entry as unknown as AllowlistEntry;
}

function kindOf(name: string): string {
  const type = entryFields[name]?.kind.schema['type'];
  return type === 'integer' ? 'number' : String(type);
}

/** `pending`: the version that it makes may not be among the entries yet. */
export function auditRow({ record, writer }: AuditRow, pending: boolean): Row {
  const { before, after, ...told } = record;
  return { ...told, before: JSON.stringify(before), after: JSON.stringify(after), writer, pending: pending ? 1 : 0 };
}

export function auditOf(row: Row): AuditRow {
  const { _key, entry_id, version, action, at, by, via, writer } = row as Row & AuditRecord & { readonly writer: unknown };
  const isWhole = [entry_id, action, at, by, via, writer].every((value) => typeof value === 'string') && _key === auditKey(entry_id, version);
  if (!isWhole) throw damaged(_key, 'its fields');
  const [before, after] = [entryFrom(row, 'before'), entryFrom(row, 'after')];
  return { record: { _key, entry_id, version, action, at, by, via, before, after }, writer: String(writer) };
}

function entryFrom(row: Row, field: string): AllowlistEntry | null {
  const value = parsed(String(row[field]));
  if (value === null) return null;
  if (typeof value !== 'object') throw damaged(row._key, field);
  return entryIn({ ...value }, row._key);
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function damaged(key: string, what: string): StoreFailure {
  return new StoreFailure('damaged', `The row ${key.slice(0, 60)} of the allowlist in KV Store cannot be understood (${what}). Delete it, or restore the collection from a backup.`);
}
