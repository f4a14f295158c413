/** Entries read whole, since a check over some of them would be no check. */
import type { AllowlistEntry } from '../model/index.js';
import type { EntryQuery, Store } from './store/store.js';

/** All entries that a filter asks for, as they were at one time: a store looks at all of them for any page. */
export async function allEntries(store: Store, filter: Omit<EntryQuery, 'offset' | 'limit'>): Promise<readonly AllowlistEntry[]> {
  const { entries } = await store.list({ sort: { field: 'id', descending: false }, ...filter, offset: 0, limit: Number.MAX_SAFE_INTEGER });
  return entries;
}
