/** The allowlist in the lab: an app as it is with other entries than it ships. */
import { ACTIVE_LOOKUP, isActive, lookupTable } from '../model/index.js';
import type { AllowlistEntry } from '../model/index.js';
import type { InstalledApp } from './app.js';

/** The app as it is after a renewal at `now` (seconds since 1970), with these entries in its allowlist. */
export function withAllowlist(app: InstalledApp, entries: readonly AllowlistEntry[], now: number): InstalledApp {
  const definition = app.findLookup(ACTIVE_LOOKUP);
  if (!definition) return app;
  const [columns = [], ...table] = lookupTable(entries.filter((entry) => isActive(entry, now)));
  const rows = table.map((cells) => new Map(columns.flatMap((column, index) => (cells[index] ? [[column, cells[index]] as const] : []))));
  return { ...app, findLookup: (name) => (name === ACTIVE_LOOKUP ? { ...definition, columns, rows } : app.findLookup(name)) };
}
