/** Who asks. Made by the transport alone, from what Splunk or the token says: nothing that a client sends gets in here. */
export const capabilities = {
  /** To look: entries, previews, export, audit, health. */
  view: 'view_bits_allowlist',
  /** To change entries of one detection. */
  edit: 'edit_bits_allowlist',
  /** To change entries that hold for all detections, besides `edit`. */
  editAll: 'edit_bits_allowlist_all',
} as const;

export type Capability = (typeof capabilities)[keyof typeof capabilities];

export interface Session {
  readonly user: string;
  readonly capabilities: ReadonlySet<string>;
  /** Address that the request came from, as the transport saw it. */
  readonly address: string;
  /** How the audit trail names the way that the request took. */
  readonly via: string;
  /** Of the user, for searches under their rights. Never logged. */
  readonly token?: string;
  readonly splunkd?: Splunkd;
}

/** What splunkd gives a handler with each request. */
export interface Splunkd {
  /** On loopback, checked. */
  readonly uri: string;
  /** Writes where users may not. Never logged. */
  readonly systemToken: string;
}

/** Splunk Web runs beside splunkd, so its users come from loopback; so does everybody who calls on that machine. */
export function viaOf(address: string): string {
  return isLoopback(address) ? 'Splunk Web' : 'REST';
}

export function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address) || address === 'localhost';
}
