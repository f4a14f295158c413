/** Entries read whole: pages put together, since a check over some of them would be no check. */
import type { AllowlistEntry } from '../model/index.js';
import type { EntryQuery, Store } from './store/store.js';

const PAGE = 5_000;

/** All entries that a filter asks for. An entry that is deleted between two pages may be missing, one that is added be there or not. */
export async function allEntries(store: Store, filter: Omit<EntryQuery, 'offset' | 'limit'>): Promise<readonly AllowlistEntry[]> {
  const found = new Map<string, AllowlistEntry>();
  for (let offset = 0; ; offset += PAGE) {
    const { entries, total } = await store.list({ sort: { field: 'id', descending: false }, ...filter, offset, limit: PAGE });
    for (const entry of entries) found.set(entry.id, entry);
    if (offset + PAGE >= total || entries.length === 0) return [...found.values()];
  }
}
