/** One Windows event, whatever form it was read in. */
export interface WindowsEvent {
  /** The log, as the event names it. */
  readonly channel: string;
  readonly provider: string;
  readonly eventId: number;
  readonly computer: string;
  /** Seconds since 1970. */
  readonly time: number;
  readonly recordId: string | undefined;
  /** What else System says, by the names that the Splunk Add-on for Microsoft Windows gives it: Guid, Opcode, ProcessID, UserID … */
  readonly system: ReadonlyMap<string, string>;
  /** EventData or UserData, by name; unnamed values as Data0, Data1 … */
  readonly values: ReadonlyMap<string, string>;
}

/** A row that is one of a data model already. */
export interface ReadyRow {
  /** Model and dataset. */
  readonly dataset: string;
  readonly time: number;
  readonly values: ReadonlyMap<string, string>;
}

export type Parsed = { readonly kind: 'event'; readonly event: WindowsEvent } | { readonly kind: 'row'; readonly row: ReadyRow };

/** What stands for a time and a host that the record does not say. */
export interface Defaults {
  readonly time: number;
  readonly host: string;
}

/** An ISO time, or seconds or milliseconds since 1970. */
export function timeOf(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  if (/^\d{9,10}(?:\.\d+)?$/.test(written)) return Number(written);
  if (/^\d{13}$/.test(written)) return Number(written) / 1000;
  // Windows writes up to nine digits behind the point, of which JavaScript reads three.
  const [, whole, fraction = '', zone = 'Z'] = /^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/.exec(written.trim()) ?? [];
  const seconds = whole === undefined ? Number.NaN : Date.parse(`${whole.replace(' ', 'T')}${zone}`) / 1000;
  return Number.isNaN(seconds) ? undefined : seconds + Number(`0${fraction}`);
}
