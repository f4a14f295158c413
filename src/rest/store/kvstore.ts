/** The store on Splunk: three collections of KV Store, and a saved search that writes the lookup. */
import { randomUUID } from 'node:crypto';
import { ACTIVE_FILE, ACTIVE_LOOKUP, AUDIT_COLLECTION, ENTRY_COLLECTION, JOURNAL_COLLECTION, isActive } from '../../model/index.js';
import type { AllowlistEntry, AuditRecord } from '../../model/index.js';
import { SplunkFailure, collection, lastRun, pointLookup } from '../../splunk/index.js';
import type { Client, SplunkFailureCode } from '../../splunk/index.js';
import { checkChange, checkChanges } from './change.js';
import { complete, decide } from './kvchange.js';
import type { Collections } from './kvchange.js';
import { conflictsIn, forgetUnbegun, importAll, resume, versionNow } from './kvimport.js';
import { renew } from './kvrenewal.js';
import { auditOf } from './kvrows.js';
import { finishPending, forget, repair, viewOf } from './kvview.js';
import type { View } from './kvview.js';
import { pageOf } from './select.js';
import { StoreFailure } from './store.js';
import type { AuditPage, AuditQuery, Store, StoreFailureCode, StoreHealth, WholeWriting, Writing } from './store.js';

export interface KvStoreOptions {
  /** A session of the system, since users have no right to the collections. */
  readonly client: Client;
  /** The stanza of the saved search that renews the lookup. */
  readonly renewal: string;
  /** Seconds since 1970, for what is left behind. */
  readonly clock: () => number;
}

export function openKvStore({ client, renewal, clock }: KvStoreOptions): Store {
  const collections: Collections = {
    entries: collection(client, ENTRY_COLLECTION),
    audit: collection(client, AUDIT_COLLECTION),
    journal: collection(client, JOURNAL_COLLECTION),
  };
  return {
    list: (query) => task(async () => pageOf(entriesOf(await seen(collections, clock)), query)),
    read: (id) => task(() => read(collections, id)),
    write: (change) => task(() => write(collections, change)),
    writeAll: (changes) => task(() => writeAll(collections, changes, clock)),
    audit: (query) => task(() => auditPage(collections, query)),
    project: () => task(() => project(collections, { client, renewal, clock })),
    health: (now) => task(() => healthOf(collections, { client, renewal }, now)).catch(unreachable),
    close: () => Promise.resolve(),
  };
}

/** The view; what is to be repaired is, but a list does not fail because that does. */
async function seen(collections: Collections, clock: () => number): Promise<View> {
  await unlessPassing(() => resume(collections, clock));
  const view = await viewOf(collections);
  await unlessPassing(() => repair(collections, view));
  await unlessPassing(() => forget(collections, view, clock()));
  return view;
}

function entriesOf({ newest }: View): AllowlistEntry[] {
  return [...newest.values()].flatMap(({ entry }) => entry ?? []);
}

async function read(collections: Collections, id: string): Promise<AllowlistEntry | undefined> {
  const [row] = await collections.audit.find({ entry_id: id }, { sort: 'version:-1', skip: 0, limit: 1 });
  if (!row) return undefined;
  const newest = auditOf(row);
  if (row['pending'] === 1) await unlessPassing(() => complete(collections, newest));
  return newest.record.after ?? undefined;
}

/** The change is made with the first of its steps: where a later one fails, whoever comes next does it. */
async function write(collections: Collections, change: AuditRecord): Promise<Writing> {
  checkChange(change);
  const row = { record: change, writer: randomUUID() };
  if (!(await decide(collections, row))) return { written: false, conflict: await versionNow(collections, change.entry_id) };
  await unlessPassing(() => complete(collections, row));
  return { written: true };
}

async function writeAll(collections: Collections, changes: readonly AuditRecord[], clock: () => number): Promise<WholeWriting> {
  checkChanges(changes);
  const view = await seen(collections, clock);
  const conflicts = conflictsIn(view, changes);
  return conflicts.length > 0 ? { written: 0, conflicts } : importAll(collections, changes, clock);
}

async function auditPage({ audit }: Collections, { entry, by, offset, limit }: AuditQuery): Promise<AuditPage> {
  const condition = { ...(entry !== undefined && { entry_id: entry }), ...(by !== undefined && { by }) };
  const [rows, keys] = await Promise.all([
    audit.find(condition, { sort: 'at:-1,version:-1,entry_id:1', skip: offset, limit }),
    // KV Store cannot count.
    audit.all(condition, ['_key']),
  ]);
  return { records: rows.map((row) => auditOf(row).record), total: keys.length };
}

/** The search reads the rows as they are, so they are repaired first, and if that fails the old lookup stays. */
async function project(collections: Collections, { client, renewal, clock }: KvStoreOptions): Promise<{ readonly rows: number }> {
  await resume(collections, clock);
  await finishPending(collections);
  const results = await renew(client, renewal);
  if (results < (await leastRows(collections))) throw new StoreFailure('busy', `The search "${renewal}" found nothing in the collection, so the lookup ${ACTIVE_LOOKUP} stays as it was.`);
  // As the app ships, the definition reads a file of its own: one that the package brought would be put back by each upgrade.
  if (results > 0) await pointLookup(client, ACTIVE_LOOKUP, ACTIVE_FILE);
  await unlessPassing(() => forgetUnbegun(collections, clock));
  return { rows: Math.max(0, results - 1) };
}

/** One row of the lookup is always there; without any the search read no row of the collection, and wrote nothing. */
async function leastRows({ entries }: Collections): Promise<number> {
  return (await entries.find({}, { sort: '_key:1', skip: 0, limit: 1 })).length;
}

async function healthOf(collections: Collections, { client, renewal }: Pick<KvStoreOptions, 'client' | 'renewal'>, now: number): Promise<StoreHealth> {
  const view = await viewOf(collections);
  const renewed = await lastRun(client, renewal, await leastRows(collections));
  const entries = entriesOf(view);
  const projectionAge = renewed === undefined ? null : Math.max(0, Math.round(now - renewed));
  return { reachable: true, entries: entries.length, active: entries.filter((entry) => isActive(entry, now)).length, projectionAge };
}

function unreachable(error: unknown): StoreHealth {
  if (!(error instanceof StoreFailure)) throw error;
  return { reachable: false, problem: error.message, entries: 0, active: 0, projectionAge: null };
}

/** What another process, or this one later, does again. */
async function unlessPassing(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof SplunkFailure)) throw error;
  }
}

const codes: Readonly<Record<SplunkFailureCode, StoreFailureCode>> = {
  unreachable: 'unreachable', untrusted: 'refused', busy: 'busy', refused: 'refused', missing: 'refused', conflict: 'refused', damaged: 'damaged',
};

async function task<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof SplunkFailure ? new StoreFailure(codes[error.code], error.message) : error;
  }
}
