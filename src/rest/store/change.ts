/** What a change must be before a store looks at it. */
import type { AuditRecord } from '../../model/index.js';

/** Throws where a change was not made from the entry that it changes: that is a mistake of the caller, not of a person. */
export function checkChange({ _key, entry_id, version, before, after }: AuditRecord): void {
  const fits = _key === `${entry_id}:${version}` && version === (before?.version ?? 0) + 1 && (after === null || after.version === version);
  const isOfOne = (before?.id ?? entry_id) === entry_id && (after?.id ?? entry_id) === entry_id;
  if (!fits || !isOfOne || (before === null && after === null)) throw new Error(`the change ${_key} does not follow from version ${before?.version ?? 0} of its entry`);
}

/** The changes of an import: each of another entry, since a change rests on the one before. */
export function checkChanges(changes: readonly AuditRecord[]): void {
  changes.forEach(checkChange);
  if (new Set(changes.map(({ entry_id }) => entry_id)).size < changes.length) throw new Error('an import changes an entry twice');
}
