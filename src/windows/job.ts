/** Jobs are named by display name or by GUID. */
import type { Job } from './facts.js';

export function jobOf(written: string, owner?: string): Job {
  const guid = /^\{?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}?$/i.exec(written)?.[1];
  return { name: guid === undefined ? written : undefined, id: guid === undefined ? undefined : `{${guid.toUpperCase()}}`, owner: owner === '' ? undefined : owner };
}
