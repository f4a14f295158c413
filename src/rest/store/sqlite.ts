/** The database file of the embedded store: how it is opened, and what its errors mean to a person. */
import { closeSync, openSync } from 'node:fs';
import { StoreFailure } from './store.js';
import type { StoreFailureCode } from './store.js';

/** As much of libsql as we use: it is loaded only where an embedded store is opened. */
export interface Database {
  prepare(sql: string): Statement;
  exec(sql: string): unknown;
  close(): unknown;
}

interface Statement {
  run(...values: readonly (string | number)[]): unknown;
  get(...values: readonly (string | number)[]): unknown;
  all(...values: readonly (string | number)[]): unknown[];
}

const SCHEMA = 1;

/** Waiting for another process stops this one, so it is short: a write takes two milliseconds. */
const BUSY_MILLISECONDS = 2_000;

const tables = `
  CREATE TABLE IF NOT EXISTS entry (id TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS audit (
    entry_id TEXT NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (entry_id, version)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS audit_at ON audit (at, version);
  PRAGMA user_version = ${SCHEMA};`;

/**
 * Opens or makes the file, which only its owner may read. What is committed is on the disk (`synchronous = FULL`), and
 * after a killed process the next one that opens the file finds all that was acknowledged.
 */
export async function openDatabase(path: string, pages?: number): Promise<Database> {
  const { default: Libsql } = await loadLibsql();
  return translated(path, () => {
    closeSync(openSync(path, 'a', 0o600));
    // Its own types know a statement only by the values of one call.
    const database = new Libsql(path, { timeout: BUSY_MILLISECONDS }) as Database;
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version > SCHEMA) throw new StoreFailure('damaged', `${path} was written by a newer version of this program (schema ${version}, known is ${SCHEMA}).`);
    if (pages !== undefined) database.exec(`PRAGMA max_page_count = ${pages}`);
    inTransaction(database, () => database.exec(tables));
    return database;
  });
}

/** Brings what was written into the one file, so that a copy of it is a backup: libsql itself closes only when its statements are collected. */
export function closeDatabase(database: Database): void {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}

/** It is a package with a program for each platform, and npm leaves out those it knows none for. */
async function loadLibsql(): Promise<{ readonly default: new (path: string, options: { readonly timeout: number }) => unknown }> {
  try {
    return await import('libsql');
  } catch {
    throw new StoreFailure('refused', `libsql, which keeps the allowlist here, has no program for ${process.platform} on ${process.arch}, or is not installed (npm ci).`);
  }
}

/** All or nothing, and no other process writes meanwhile. */
export function inTransaction<T>(database: Database, action: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = action();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/** After some errors, a full disk among them, SQLite has rolled back by itself. */
function rollBack(database: Database): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // Nothing is open any more; the error that led here is the one to tell.
  }
}

const meanings: readonly (readonly [RegExp, StoreFailureCode, string])[] = [
  [/^SQLITE_(BUSY|LOCKED)/, 'busy', 'is held by another process for too long. Try again'],
  [/^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)/, 'full', 'cannot be written: no room is left. Nothing was changed; make room and try again'],
  [/^(SQLITE_IOERR|EIO)/, 'unreachable', 'cannot be read or written: the disk reports an error, or is full'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'damaged', 'is not a store of this program, or is damaged. Restore it from a copy'],
  [/^(SQLITE_(CANTOPEN|READONLY|PERM|AUTH)|EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EISDIR)/, 'refused', 'cannot be opened or written. Look at its folder and rights'],
];

/** Runs what touches the file `path` and makes a StoreFailure of what the system or SQLite refuses. */
export function translated<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const code = codeOf(error);
    const [, kind, words] = meanings.find(([pattern]) => pattern.test(code)) ?? [];
    if (kind === undefined) throw error;
    throw new StoreFailure(kind, `${path} ${String(words)} (${code}).`);
  }
}

function codeOf(error: unknown): string {
  const code: unknown = error !== null && typeof error === 'object' && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
