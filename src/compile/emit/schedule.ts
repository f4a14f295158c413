/** When a search really runs. */
import type { Timing } from '../../model/index.js';

/**
 * Hourly searches of an app spread over the minutes of the hour, always the same minute for the same id, so that
 * they do not all start at once. Other schedules stay as they are. FNV-1a: small, and good enough to spread.
 */
export function spread({ cron_schedule: cron }: Timing, id: string): string {
  const hourly = /^\d{1,2} \* \* \* \*$/.test(cron);
  if (!hourly) return cron;
  let hash = 0x811c9dc5;
  for (const c of id.toLowerCase()) hash = Math.imul(hash ^ c.charCodeAt(0), 0x01000193);
  return `${(hash >>> 0) % 60} * * * *`;
}
