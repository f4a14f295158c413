/** The entries as they are, out of rows of which some are outdated, or not there yet. */
import type { AuditRecord } from '../../model/index.js';
import { completeAll } from './kvchange.js';
import type { Collections } from './kvchange.js';
import { auditOf, entryKey, versionOf } from './kvrows.js';
import type { AuditRow, EntryVersion } from './kvrows.js';

export interface View {
  /** The highest version of each entry by its id, deleted ones among them as long as their rows are there. */
  readonly newest: ReadonlyMap<string, EntryVersion>;
  /** Changes that are made, but may not be among the rows of the entries. */
  readonly pending: readonly AuditRow[];
  /** Keys of rows that a higher version makes superfluous. */
  readonly outdated: readonly string[];
}

/**
 * A change that was acknowledged before this began is seen; one that is being made may be. Marks are read first: where one is gone by
 * then, the version that it stood for is among the entries already.
 */
export async function viewOf({ entries, audit }: Collections): Promise<View> {
  const pending = (await audit.all({ pending: 1 })).map(auditOf);
  const rows = await entries.all({});
  return { ...newestOf([...rows.map(versionOf), ...pending.map(({ record }) => made(record))]), pending };
}

function made({ entry_id: id, version, at, after }: AuditRecord): EntryVersion {
  const key = entryKey(id, version);
  return after ? { key, id, version, entry: after } : { key, id, version, deleted: Date.parse(at) / 1000 };
}

function newestOf(versions: readonly EntryVersion[]): Pick<View, 'newest' | 'outdated'> {
  const newest = new Map<string, EntryVersion>();
  const outdated: string[] = [];
  for (const one of versions) {
    const other = newest.get(one.id);
    if (!other || one.version > other.version) newest.set(one.id, one);
    if (other && one.version !== other.version) outdated.push(one.version > other.version ? other.key : one.key);
  }
  return { newest, outdated };
}

/** Makes the rows of the entries what the view says. */
export async function repair(collections: Collections, { pending, outdated }: View): Promise<void> {
  for (const rows of inTurns(pending)) await completeAll(collections, rows);
  for (const key of outdated) await collections.entries.remove(key);
}

/** The same without a look at all entries: what nobody finished. */
export async function finishPending(collections: Collections): Promise<void> {
  const pending = (await collections.audit.all({ pending: 1 })).map(auditOf);
  for (const rows of inTurns(pending)) await completeAll(collections, rows);
}

/** Changes of one entry one after the other, oldest first. */
function inTurns(pending: readonly AuditRow[]): AuditRow[][] {
  const turns: AuditRow[][] = [];
  const counts = new Map<string, number>();
  for (const row of [...pending].sort((a, b) => a.record.version - b.record.version)) {
    const turn = counts.get(row.record.entry_id) ?? 0;
    counts.set(row.record.entry_id, turn + 1);
    (turns[turn] ??= []).push(row);
  }
  return turns;
}

/** Versions that say that an entry is deleted are kept for this long: no writer comes later than that with an older one. */
const DAY = 86_400;

/** Forgets entries that were deleted long ago. */
export async function forget({ entries }: Collections, { newest }: View, now: number): Promise<void> {
  for (const { key, deleted } of newest.values()) if (deleted !== undefined && deleted < now - DAY) await entries.remove(key);
}

