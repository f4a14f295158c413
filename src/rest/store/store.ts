/**
 * Where allowlist entries and their audit trail are kept: one interface, made by `kvstore.ts` (Splunk's KV Store) and
 * `embedded.ts` (SQLite). No process keeps state in memory, since splunkd runs several handlers at once.
 *
 * What an entry is, the newest audit record of it decides: it is inserted under the key `<id>:<version>` before the entry is
 * touched, and a store never takes a second record under a key. Of two writers of the same version one is told of the conflict.
 *
 * Every method rejects with a `StoreFailure` where the store does not do what it is asked; any other rejection is a bug of ours.
 */
import type { AllowlistEntry, AuditRecord } from '../../model/index.js';

export interface Store {
  /** The entries that a filter asks for, sorted, one page of them; `total` counts all that the filter asks for. */
  list(query: EntryQuery): Promise<EntryPage>;
  /** As the newest audit record has it; nothing for what never was or is deleted. */
  read(id: string): Promise<AllowlistEntry | undefined>;
  /** Makes one change; its `version` is one more than that which the client has seen. `after: null` deletes. */
  write(change: AuditRecord): Promise<Writing>;
  /**
   * Makes the changes of an import, each of another entry. A conflict that is known beforehand stops it as a whole. From
   * then on it is finished whatever happens to the process: by it, or by the next one that lists, projects or imports.
   */
  writeAll(changes: readonly AuditRecord[]): Promise<WholeWriting>;
  /** The trail, newest first. */
  audit(query: AuditQuery): Promise<AuditPage>;
  /** Renews the lookup `bits_allowlist_active` from the entries that are enabled and not expired; if that fails the old one stays. */
  project(now: number): Promise<{ readonly rows: number }>;
  /** Never rejects: a store that cannot be reached says so in its answer. */
  health(now: number): Promise<StoreHealth>;
  close(): Promise<void>;
}

export interface EntryQuery {
  readonly detection?: string;
  readonly enabled?: boolean;
  /** Somewhere in any of the entry's texts, letter case does not matter. */
  readonly text?: string;
  /** By default the newest change comes first. Equal ones are in the order of their ids. */
  readonly sort?: { readonly field: keyof AllowlistEntry; readonly descending: boolean };
  readonly offset: number;
  readonly limit: number;
}

export interface EntryPage {
  readonly entries: readonly AllowlistEntry[];
  readonly total: number;
}

/** `conflict` is the version that the entry has: the client's is not the newest. 0: there is no such entry. */
export type Writing = { readonly written: true } | { readonly written: false; readonly conflict: number };

export interface WholeWriting {
  readonly written: number;
  /** Changes that were not made. With none written nothing was changed at all; else somebody was faster between the check and the change. */
  readonly conflicts: readonly { readonly id: string; readonly conflict: number }[];
}

export interface AuditQuery {
  readonly entry?: string;
  readonly by?: string;
  readonly offset: number;
  readonly limit: number;
}

export interface AuditPage {
  readonly records: readonly AuditRecord[];
  readonly total: number;
}

export interface StoreHealth {
  readonly reachable: boolean;
  /** Why it is not, for a person. */
  readonly problem?: string;
  readonly entries: number;
  /** Enabled and not expired. */
  readonly active: number;
  /** Seconds since the lookup was renewed; null if it never was, or nobody can tell. */
  readonly projectionAge: number | null;
}

/**
 * - `unreachable`: no connection, or none within the time allowed; a change may have been made all the same
 * - `busy`: it answers that it cannot now, or another process holds it for too long
 * - `full`: no room to write
 * - `refused`: session expired, no right, or a request that the store does not take
 * - `damaged`: what it holds or says cannot be understood
 */
export type StoreFailureCode = 'unreachable' | 'busy' | 'full' | 'refused' | 'damaged';

/** The one kind of rejection that is not a bug of ours. Its message is for a person and holds no secret. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
  readonly code: StoreFailureCode;

  constructor(code: StoreFailureCode, message: string) {
    super(message);
    this.code = code;
  }
}
