/**
 * The store for stand-alone use: one SQLite file, and the lookup beside it as CSV. Several processes may share it; a change
 * and its audit record are one transaction, so that there is never anything to repair.
 */
import { isActive } from '../../model/index.js';
import type { AllowlistEntry, AuditRecord } from '../../model/index.js';
import { checkChange, checkChanges } from './change.js';
import { lookupAge, writeLookup } from './lookupfile.js';
import { pageOf } from './select.js';
import { closeDatabase, inTransaction, openDatabase, translated } from './sqlite.js';
import type { Database } from './sqlite.js';
import { StoreFailure } from './store.js';
import type { AuditPage, AuditQuery, Store, StoreHealth, WholeWriting, Writing } from './store.js';

export interface EmbeddedPlaces {
  /** Path of the database file; its folder must be there. */
  readonly database: string;
  /** Path of the CSV file that the lookup `bits_allowlist_active` reads. */
  readonly lookup: string;
  /** Most pages of 4 KiB that the database may have; without, as many as the disk holds. */
  readonly pages?: number;
}

export async function openEmbedded(places: EmbeddedPlaces): Promise<Store> {
  const database = await openDatabase(places.database, places.pages);
  // Everything is synchronous inside: a promise for the interface's sake, and one kind of rejection.
  const task = <T>(action: () => T): Promise<T> => Promise.resolve().then(() => translated(places.database, action));
  return {
    list: (query) => task(() => pageOf(allEntries(database), query)),
    read: (id) => task(() => entryOf(database.prepare('SELECT document FROM entry WHERE id = ?').get(id))),
    write: (change) => task(() => { checkChange(change); return inTransaction(database, () => writeOne(database, change)); }),
    writeAll: (changes) => task(() => { checkChanges(changes); return inTransaction(database, () => writeEach(database, changes)); }),
    audit: (query) => task(() => auditPage(database, query)),
    project: (now) => task(() => inTransaction(database, () => project(database, places.lookup, now))),
    health: (now) => task(() => healthOf(database, places.lookup, now)).catch(unreachable),
    close: () => task(() => { closeDatabase(database); }),
  };
}

function allEntries(database: Database): AllowlistEntry[] {
  return database.prepare('SELECT document FROM entry').all().flatMap((row) => entryOf(row) ?? []);
}

function entryOf(row: unknown): AllowlistEntry | undefined {
  return row === undefined ? undefined : JSON.parse((row as { document: string }).document) as AllowlistEntry;
}

function writeOne(database: Database, change: AuditRecord): Writing {
  const conflict = conflictOf(database, change);
  if (conflict !== undefined) return { written: false, conflict };
  const { entry_id: id, version, at, by, after } = change;
  database.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?)').run(id, version, at, by, JSON.stringify(change));
  if (after === null) database.prepare('DELETE FROM entry WHERE id = ?').run(id);
  else database.prepare('INSERT INTO entry VALUES (?, ?) ON CONFLICT DO UPDATE SET document = excluded.document').run(id, JSON.stringify(after));
  return { written: true };
}

/** The version that an entry has, where it is not the one that the change was made from. */
function conflictOf(database: Database, { entry_id, version }: AuditRecord): number | undefined {
  const { newest } = database.prepare('SELECT max(version) AS newest FROM audit WHERE entry_id = ?').get(entry_id) as { newest: number | null };
  if ((newest ?? 0) + 1 === version) return undefined;
  return entryOf(database.prepare('SELECT document FROM entry WHERE id = ?').get(entry_id))?.version ?? 0;
}

function writeEach(database: Database, changes: readonly AuditRecord[]): WholeWriting {
  const conflicts = changes.flatMap((change) => {
    const conflict = conflictOf(database, change);
    return conflict === undefined ? [] : [{ id: change.entry_id, conflict }];
  });
  if (conflicts.length > 0) return { written: 0, conflicts };
  for (const change of changes) writeOne(database, change);
  return { written: changes.length, conflicts };
}

function auditPage(database: Database, { entry = '', by = '', offset, limit }: AuditQuery): AuditPage {
  const where = "WHERE (?1 = '' OR entry_id = ?1) AND (?2 = '' OR by = ?2)";
  const rows = database.prepare(`SELECT document FROM audit ${where} ORDER BY at DESC, version DESC, entry_id LIMIT ?3 OFFSET ?4`).all(entry, by, limit, offset);
  const { total } = database.prepare(`SELECT count(*) AS total FROM audit ${where}`).get(entry, by) as { total: number };
  return { records: rows.map((row) => JSON.parse((row as { document: string }).document) as AuditRecord), total };
}

/** Inside a transaction, so that of two processes the one with the newer entries writes last. */
function project(database: Database, lookup: string, now: number): { readonly rows: number } {
  const active = allEntries(database).filter((entry) => isActive(entry, now));
  translated(lookup, () => { writeLookup(lookup, active, now); });
  return { rows: active.length };
}

function healthOf(database: Database, lookup: string, now: number): StoreHealth {
  const entries = allEntries(database);
  return { reachable: true, entries: entries.length, active: entries.filter((entry) => isActive(entry, now)).length, projectionAge: lookupAge(lookup, now) };
}

function unreachable(error: unknown): StoreHealth {
  if (!(error instanceof StoreFailure)) throw error;
  return { reachable: false, problem: error.message, entries: 0, active: 0, projectionAge: null };
}
