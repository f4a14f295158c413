/**
 * How a change gets into KV Store, which can neither compare and swap nor write two rows at once.
 *
 * 1. The record of version n+1 is put into the trail under `<id>:<n+1>`, marked as pending. KV Store refuses a second row with a key:
 *    that decides. From here on the change is made, whatever happens.
 * 2. The version is put among the entries, as a row of its own. Of an entry the highest version counts.
 * 3. The version before and the mark are removed. An outdated version that stays is removed by whoever sees it.
 *
 * Each step does no harm if it is done twice, late, or by several at once: rows are never changed, and versions go only up. So whoever sees
 * the mark does steps 2 and 3 again, without asking whether the writer is still at it.
 */
import type { Collection } from '../../splunk/index.js';
import { auditOf, auditRow, entryKey, versionRow } from './kvrows.js';
import type { AuditRow } from './kvrows.js';

export interface Collections {
  readonly entries: Collection;
  readonly audit: Collection;
  readonly journal: Collection;
}

/** Step 1. False: somebody else has made this version. */
export async function decide({ audit }: Collections, row: AuditRow): Promise<boolean> {
  return audit.insert(auditRow(row, true), (there) => auditOf(there).writer === row.writer);
}

/** Steps 2 and 3. */
export async function complete({ entries, audit }: Collections, row: AuditRow): Promise<void> {
  const { entry_id: id, version } = row.record;
  // A row that is there already is this one.
  await entries.insert(versionRow(row.record), () => true);
  await Promise.all([version > 1 && entries.remove(entryKey(id, version - 1)), audit.save([auditRow(row, false)])]);
}

/** The same for many; `rows` are of different entries. */
export async function completeAll(collections: Collections, rows: readonly AuditRow[]): Promise<void> {
  const { entries, audit } = collections;
  await entries.save(rows.map(({ record }) => versionRow(record)));
  const outdated = rows.filter(({ record }) => record.version > 1).map(({ record }) => entryKey(record.entry_id, record.version - 1));
  await each(outdated, (key) => entries.remove(key));
  await audit.save(rows.map((row) => auditRow(row, false)));
}

const AT_ONCE = 8;

/** A few at once; the first that fails ends it. */
export async function each<T>(items: readonly T[], action: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await action(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
