/** The shipped app with entries in its allowlist, by the very file that the macros read, and its macros over rows of our own. */
import { readApp } from '../../../src/lab/index.js';
import type { AppTexts, InstalledApp } from '../../../src/lab/index.js';
import { ANY, FIRST_FILE, lookupTable, patternFieldNames } from '../../../src/model/index.js';
import type { AllowlistEntry, PatternField } from '../../../src/model/index.js';
import { planSearch, runSearch } from '../../../src/spl/index.js';
import type { Row, Value } from '../../../src/spl/index.js';
import { shippedTexts } from '../shipped.js';

export const texts = await shippedTexts();

/** 2026-03-02 09:00:00 UTC. */
export const NOW = 1_772_442_000;

const blank = { ...(Object.fromEntries(patternFieldNames.map((field) => [field, ANY])) as Record<PatternField, string>), network: ANY };

let made = 0;

export function entryFor(detection: string, more: Partial<AllowlistEntry>): AllowlistEntry {
  const id = `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`;
  return {
    id, detection, ...blank, reason: 'Known to be harmless.', ticket: '', enabled: true, expires_at: '2026-06-01T00:00:00Z', version: 1,
    owner: 'alice', created_at: '2026-01-01T00:00:00Z', updated_by: 'alice', updated_at: '2026-01-01T00:00:00Z', ...more,
  };
}

/** Every entry in the file, whatever it says: what is switched off does not get there, what has expired meanwhile is still in it. */
export function appWith(entries: readonly AllowlistEntry[], base: AppTexts = texts, collections?: Parameters<typeof readApp>[1]): InstalledApp {
  const csv = lookupTable(entries).map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');
  return readApp(new Map([...base, [`lookups/${FIRST_FILE}`, csv]]), collections);
}

export async function runMacro(call: string, app: InstalledApp, rows: readonly ReadonlyMap<string, Value>[], now = NOW): Promise<readonly Row[]> {
  const plan = planSearch(`search * | \`${call}\``, { findMacro: app.findMacro });
  if (plan.problems.length > 0) throw new Error(plan.problems.map(({ message }) => message).join('; '));
  const given = rows.map((fields, index): Row => ({ fields, events: [index] }));
  const { rows: result } = await runSearch(plan.search, {
    now, timeZone: 'UTC', random: () => 0.5, earliest: undefined, latest: undefined, rows: () => given, lookup: app.findLookup, external: () => undefined, guard: (work) => work(), warn: () => undefined,
  });
  return result;
}
