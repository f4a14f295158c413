/**
 * An import in KV Store: all of its changes are put into the journal, then a head that says that it is whole. From then on anybody
 * can finish it. Changes without a head are those of an import that never began.
 */
import { randomUUID } from 'node:crypto';
import type { AuditRecord } from '../../model/index.js';
import type { Row } from '../../splunk/index.js';
import { completeAll, decide, each } from './kvchange.js';
import type { Collections } from './kvchange.js';
import { damaged, parsed } from './kvrows.js';
import type { AuditRow } from './kvrows.js';
import type { View } from './kvview.js';
import type { WholeWriting } from './store.js';

/** Seconds without a sign of life after which others finish an import. It does no harm if they begin while its own process is still at it. */
const ABANDONED = 15;
const WEEK = 7 * 86_400;
const STEP = 200;

/** What an entry has, where it is not what a change was made from. */
export function conflictsIn({ newest }: View, changes: readonly AuditRecord[]): WholeWriting['conflicts'] {
  return changes.flatMap(({ entry_id: id, version }) => {
    const there = newest.get(id);
    if ((there?.version ?? 0) === version - 1) return [];
    return [{ id, conflict: there?.entry ? there.version : 0 }];
  });
}

export async function importAll(collections: Collections, changes: readonly AuditRecord[], clock: () => number): Promise<WholeWriting> {
  const id = randomUUID();
  const items = changes.map((change, number): Row => ({ _key: `${id}:${number}`, import: id, head: 0, touched: clock(), change: JSON.stringify(change) }));
  await collections.journal.save(items);
  await sign(collections, id, clock);
  return finish(collections, id, changes, clock);
}

/** Finishes what other processes have left. */
export async function resume(collections: Collections, clock: () => number): Promise<void> {
  for (const { _key: id, touched } of await collections.journal.all({ head: 1 })) {
    if (typeof touched === 'number' && touched > clock() - ABANDONED) continue;
    const items = await collections.journal.all({ import: id, head: 0 });
    await finish(collections, id, items.map(changeOf), clock);
  }
}

/** Forgets the changes of imports that never began. */
export async function forgetUnbegun({ journal }: Collections, clock: () => number): Promise<void> {
  await journal.removeAll({ head: 0, touched: { $lt: clock() - WEEK } });
}

async function finish(collections: Collections, id: string, changes: readonly AuditRecord[], clock: () => number): Promise<WholeWriting> {
  const refused: AuditRecord[] = [];
  for (let start = 0; start < changes.length; start += STEP) {
    const won: AuditRow[] = [];
    await each(changes.slice(start, start + STEP), async (record) => {
      const row = { record, writer: id };
      if (await decide(collections, row)) won.push(row);
      else refused.push(record);
    });
    await completeAll(collections, won);
    await sign(collections, id, clock);
  }
  await collections.journal.removeAll({ import: id, head: 0 });
  await collections.journal.remove(id);
  const conflicts = await Promise.all(refused.map(async ({ entry_id }) => ({ id: entry_id, conflict: await versionNow(collections, entry_id) })));
  return { written: changes.length - refused.length, conflicts };
}

/** Puts in the head of an import, or a newer sign of life. */
async function sign({ journal }: Collections, id: string, clock: () => number): Promise<void> {
  await journal.save([{ _key: id, import: id, head: 1, touched: clock() }]);
}

function changeOf(row: Row): AuditRecord {
  const change = parsed(String(row['change']));
  if (change === null || typeof change !== 'object') throw damaged(row._key, 'change');
  return change as AuditRecord;
}

/** 0 where an entry is deleted. */
export async function versionNow({ audit }: Collections, id: string): Promise<number> {
  const [row] = await audit.find({ entry_id: id }, { sort: 'version:-1', skip: 0, limit: 1 });
  return row && row['after'] !== 'null' ? Number(row['version']) : 0;
}
