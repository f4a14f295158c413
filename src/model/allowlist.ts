/** Allowlist entries and the trail of their changes. */
export interface AllowlistEntry {
  /** UUID, made by the server. */
  readonly id: string;
  /** Id of a detection, or `*` for all. */
  readonly detection: string;
  readonly dest: string;
  readonly user: string;
  readonly process_name: string;
  readonly process: string;
  readonly parent_process_name: string;
  readonly parent_process: string;
  readonly url: string;
  readonly file_path: string;
  /** CIDR, or `*`. */
  readonly network: string;
  readonly reason: string;
  readonly ticket: string;
  readonly enabled: boolean;
  /** RFC 3339, UTC, whole seconds. */
  readonly expires_at: string;
  readonly version: number;
  readonly owner: string;
  readonly created_at: string;
  readonly updated_by: string;
  readonly updated_at: string;
}

export interface AuditRecord {
  /** `<entry_id>:<version>` */
  readonly _key: string;
  readonly entry_id: string;
  readonly version: number;
  readonly action: 'create' | 'change' | 'delete' | 'import';
  readonly at: string;
  readonly by: string;
  readonly via: string;
  readonly before: AllowlistEntry | null;
  readonly after: AllowlistEntry | null;
}
