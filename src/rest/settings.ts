/** bits_allowlist.conf of the app: how long entries live. */
import { parseConf } from '../conf/index.js';
import { defaultLifetimes } from '../model/index.js';
import type { Lifetimes } from '../model/index.js';

export const SETTINGS_CONF = 'bits_allowlist';

export interface Settings {
  readonly lifetimes: Lifetimes;
  /** What cannot be used, for the log. */
  readonly problems: readonly string[];
}

/** Ten years. */
const MOST_DAYS = 3_650;

/** Texts of the file in default/ and in local/, the stronger one last. */
export function readSettings(texts: readonly string[]): Settings {
  const problems: string[] = [];
  const entries = new Map(texts.flatMap((text) => [...(parseConf(text, `${SETTINGS_CONF}.conf`).stanzas.get('lifetime')?.entries ?? [])]));
  const days = (key: string, fallback: number): number => {
    const value = entries.get(key)?.value ?? String(fallback);
    if (/^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= MOST_DAYS) return Number(value);
    problems.push(`${key} of [lifetime] in ${SETTINGS_CONF}.conf is ${JSON.stringify(value.slice(0, 40))}, not a number of days from 1 to ${MOST_DAYS}: ${fallback} is taken`);
    return fallback;
  };
  const longestDays = days('longest_days', defaultLifetimes.longestDays);
  return { lifetimes: { defaultDays: Math.min(days('default_days', defaultLifetimes.defaultDays), longestDays), longestDays }, problems };
}
