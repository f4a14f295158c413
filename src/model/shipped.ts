/** Detections of a built app as the allowlist's handler knows them: a file of the app, since the handler reads no SPL. */

/** Where the build puts the list, as JSON. */
export const SHIPPED_LIST = 'bin/bits_detections.json';

export interface ShippedDetection {
  readonly id: string;
  readonly name: string;
  /** TTP, Anomaly, Hunting ... */
  readonly type: string;
  /** Its stanza in savedsearches.conf. */
  readonly stanza: string;
  /** Whether it ships enabled. */
  readonly enabled: boolean;
  /** Fields that each of its results has with one value. */
  readonly fields: readonly string[];
  /** As it ships, but what its filter macro hides is not hidden. */
  readonly search: string;
}

/** The list, or what is wrong with it. */
export function readShipped(text: string): readonly ShippedDetection[] | string {
  const found = parsed(text);
  if (!Array.isArray(found)) return 'it is not a list in JSON';
  const wrong = found.findIndex((one) => !isShipped(one));
  return wrong < 0 ? (found as readonly ShippedDetection[]) : `entry ${wrong + 1} is no detection`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isShipped(value: unknown): value is ShippedDetection {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const list = fields.get('fields');
  return ['id', 'name', 'type', 'stanza', 'search'].every((key) => typeof fields.get(key) === 'string')
    && typeof fields.get('enabled') === 'boolean'
    && Array.isArray(list) && list.every((name) => typeof name === 'string');
}
