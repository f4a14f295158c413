/** Collections of KV Store that the handler keeps the allowlist in; who may have which fields of what type. */

/** One row for each version of an entry, of which the highest counts; one without a detection says that the entry is deleted. */
export const ENTRY_COLLECTION = 'bits_allowlist';
/** One row for each change, before the entry is touched. */
export const AUDIT_COLLECTION = 'bits_allowlist_audit';
/** Imports that are under way. */
export const JOURNAL_COLLECTION = 'bits_allowlist_journal';

/** `before` and `after` are JSON; `writer` tells whose of two writers a row is; `pending` is 1 until the entries show the change. */
export const auditRowTypes = {
  entry_id: 'string', version: 'number', action: 'string', at: 'string', by: 'string', via: 'string',
  before: 'string', after: 'string', writer: 'string', pending: 'number',
} as const;

/** `head` is 1 in the row that says that an import is whole; `touched` are seconds since 1970; `change` is JSON. */
export const journalRowTypes = { import: 'string', head: 'number', touched: 'number', change: 'string' } as const;
