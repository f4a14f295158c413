/**
 * A process of writers, to be killed at any moment: each reads an entry, counts up in it, and tells by a line what the store has
 * acknowledged: `ack <id> <version> <tag>`. Of what failed it tells `fail <code>`, and goes on.
 */
import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { StoreFailure } from '../../../src/rest/store/store.js';
import type { Store } from '../../../src/rest/store/store.js';
import { change } from './entries.js';
import { openTarget } from './target.js';
import type { Target } from './target.js';

export interface Work {
  readonly target: Target;
  readonly ids: readonly string[];
  readonly writers: number;
  /** Of each writer. */
  readonly writes: number;
  readonly label: string;
}

/** A pipe whose reader is slow is no reason to lose a line. */
function tell(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let sent = 0; sent < bytes.length;) {
    try {
      sent += writeSync(1, bytes, sent);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

async function countUp(store: Store, id: string, tag: string): Promise<boolean> {
  const before = await store.read(id);
  if (!before) throw new Error(`the entry ${id} is gone`);
  const edit = change(before, { ticket: String(Number(before.ticket) + 1), reason: `Counted up by ${tag}.` });
  const { written } = await store.write(edit);
  if (written) tell(`ack ${id} ${edit.version} ${tag}`);
  return written;
}

async function write(store: Store, { ids, writes, label }: Work, writer: number): Promise<void> {
  for (let done = 0, attempt = 0; done < writes; attempt += 1) {
    try {
      const id = ids[(writer + attempt) % ids.length] ?? '';
      if (await countUp(store, id, `${label}-${writer}-${attempt}`)) done += 1;
      if (attempt % 7 === 0) await store.list({ offset: 0, limit: 10 });
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      tell(`fail ${error.code}`);
      if (error.code === 'full') return;
    }
    await wait(0);
  }
}

const work = JSON.parse(process.argv[2] ?? '') as Work;
const store = await openTarget(work.target);
await Promise.all(Array.from({ length: work.writers }, (_, writer) => write(store, work, writer)));
await store.close();
