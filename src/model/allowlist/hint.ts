/** What a detection says of a known false positive, as the entry that it describes. */
import { ANY, patternFieldNames } from '../allowlist.js';
import type { AllowlistEntry, AllowlistHint, PatternField } from '../allowlist.js';

const FOREVER = '9999-12-31T23:59:59Z';
const BEGINNING = '1970-01-01T00:00:00Z';

/** For proofs: nobody's entry, of no end. */
export function entryOfHint(hint: AllowlistHint, detection: string): AllowlistEntry {
  const patterns = Object.fromEntries(patternFieldNames.map((field) => [field, hint[field] ?? ANY])) as Record<PatternField, string>;
  return {
    id: '00000000-0000-4000-8000-000000000000', detection, ...patterns, network: hint.network ?? ANY, reason: hint.reason, ticket: '', enabled: true,
    expires_at: FOREVER, version: 1, owner: 'nobody', created_at: BEGINNING, updated_by: 'nobody', updated_at: BEGINNING,
  };
}
