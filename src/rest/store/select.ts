/** Filter, order and page of entries: one answer for all stores. KV Store cannot search in texts or count, so it is done here. */
import type { AllowlistEntry } from '../../model/index.js';
import type { EntryPage, EntryQuery } from './store.js';

export function pageOf(entries: readonly AllowlistEntry[], query: EntryQuery): EntryPage {
  const wanted = entries.filter((entry) => isWanted(entry, query)).sort(orderOf(query.sort ?? { field: 'updated_at', descending: true }));
  return { entries: wanted.slice(query.offset, query.offset + query.limit), total: wanted.length };
}

function isWanted(entry: AllowlistEntry, { detection, enabled, text }: EntryQuery): boolean {
  if (detection !== undefined && entry.detection !== detection) return false;
  if (enabled !== undefined && entry.enabled !== enabled) return false;
  const sought = text?.toLowerCase();
  return sought === undefined || Object.values(entry).some((value: unknown) => typeof value === 'string' && value.toLowerCase().includes(sought));
}

/** Texts by their UTF-16 units, as ids and times are; equal entries in the order of their ids, so that pages do not overlap. */
function orderOf({ field, descending }: NonNullable<EntryQuery['sort']>): (a: AllowlistEntry, b: AllowlistEntry) => number {
  const sign = descending ? -1 : 1;
  return (a, b) => sign * compare(a[field], b[field]) || compare(a.id, b.id);
}

function compare(a: string | number | boolean, b: string | number | boolean): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
