/** Changes: the record of each, the line that Splunk indexes, and the lookup that the searches read. */
import { auditKey, writeMoment } from '../model/index.js';
import type { AllowlistEntry, AuditRecord, EntryRequest } from '../model/index.js';
import type { Ports } from './route.js';
import type { Session } from './session.js';
import { StoreFailure } from './store/store.js';
import type { Store } from './store/store.js';

export interface Change {
  readonly action: AuditRecord['action'];
  readonly before: AllowlistEntry | null;
  readonly after: AllowlistEntry | null;
}

/** The entry that a request makes: what the server says of it is from session and clock. */
export function entryOf(request: EntryRequest, before: AllowlistEntry | undefined, id: string, session: Session, now: number): AllowlistEntry {
  const at = writeMoment(Math.floor(now));
  return {
    id, ...request, version: (before?.version ?? 0) + 1,
    owner: before?.owner ?? session.user, created_at: before?.created_at ?? at,
    updated_by: session.user, updated_at: at,
  };
}

/** One of `before` and `after` is there. */
export function recordOf({ action, before, after }: Change, session: Session, now: number): AuditRecord {
  const id = after?.id ?? before?.id ?? '';
  const version = (before?.version ?? 0) + 1;
  return { _key: auditKey(id, version), entry_id: id, version, action, at: writeMoment(Math.floor(now)), by: session.user, via: session.via, before, after };
}

/** After the changes were written. Gives whether the searches know of them now; if not, they will within five minutes. */
export async function settle(records: readonly AuditRecord[], store: Store, { log, clock }: Ports): Promise<boolean> {
  for (const record of records) log({ kind: 'audit', record });
  try {
    await store.project(clock());
    return true;
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    log({ kind: 'error', message: `the lookup was not renewed: ${error.message}` });
    return false;
  }
}
