/** Entries and changes for tests of the stores: invented, whole, and each different. */
import { randomUUID } from 'node:crypto';
import { auditKey, writeMoment } from '../../../src/model/index.js';
import type { AllowlistEntry, AuditRecord } from '../../../src/model/index.js';

/** Seconds since 1970: 2026-11-21T08:00:00Z. */
export const now = 1_795_248_000;
const detection = '11111111-1111-4111-8111-111111111111';

export function newEntry(fields: Partial<AllowlistEntry> = {}): AllowlistEntry {
  return {
    id: randomUUID(), detection,
    dest: '*', user: '*', process_name: 'bitsadmin.exe', process: '*updates.example.net*',
    parent_process_name: '*', parent_process: '*', url: '*', file_path: '*', network: '*',
    reason: 'Updates of the depot by its own service.', ticket: '', enabled: true,
    expires_at: writeMoment(now + 86_400), version: 1, owner: 'alice', created_at: writeMoment(now), updated_by: 'alice', updated_at: writeMoment(now),
    ...fields,
  };
}

export function creation(entry: AllowlistEntry): AuditRecord {
  return record('create', null, entry, entry.owner);
}

/** From the entry as somebody has read it to the next version. */
export function change(before: AllowlistEntry, fields: Partial<AllowlistEntry>): AuditRecord {
  const by = fields.updated_by ?? 'bob';
  return record('change', before, { ...before, updated_by: by, ...fields, version: before.version + 1 }, by);
}

export function deletion(before: AllowlistEntry): AuditRecord {
  return record('delete', before, null, 'bob');
}

function record(action: AuditRecord['action'], before: AllowlistEntry | null, after: AllowlistEntry | null, by: string): AuditRecord {
  const id = (after ?? before)?.id ?? '';
  const version = (before?.version ?? 0) + 1;
  return { _key: auditKey(id, version), entry_id: id, version, action, at: after?.updated_at ?? writeMoment(now), by, via: 'REST', before, after };
}
