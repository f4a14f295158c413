/** The file of the lookup `bits_allowlist_active`, where we write it ourselves. On Splunk a search does, with outputlookup. */
import { closeSync, fsyncSync, futimesSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { lookupTable } from '../../model/index.js';
import type { AllowlistEntry } from '../../model/index.js';

/** One at a time (see project). By a second name and a rename: who reads meanwhile sees the old file or the new one, and a failure leaves the old one. */
export function writeLookup(path: string, active: readonly AllowlistEntry[], now: number): void {
  const fresh = `${path}.new`;
  const file = openSync(fresh, 'w', 0o600);
  try {
    writeWhole(file, lookupTable(active).map((row) => `${row.map(quoted).join(',')}\n`).join(''), now);
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

function writeWhole(file: number, text: string, now: number): void {
  try {
    writeFileSync(file, text);
    futimesSync(file, now, now);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Every cell in quotes, so that none of a value's characters means anything. */
function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

/** Seconds since the file was renewed; null if it is not there. */
export function lookupAge(path: string, now: number): number | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? Math.max(0, Math.round(now - stat.mtimeMs / 1000)) : null;
}
