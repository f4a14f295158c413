/** Allowlist entries of the kind that a detection names for its known false positives, filled with the values of a row. */
import type { Covered } from '../../src/lab/index.js';
import { entryOfHint, patternFieldNames } from '../../src/model/index.js';
import type { AllowlistEntry, AllowlistHint, Content } from '../../src/model/index.js';
import { textOf, valuesOf } from '../../src/spl/index.js';
import type { Row } from '../../src/spl/index.js';

export interface Entries {
  readonly entries: readonly AllowlistEntry[];
  /** Results that no hint of their detection fits, by stanza and act. */
  readonly without: readonly string[];
}

export function entriesFor(covered: readonly Covered[], { app, detections: all }: Content): Entries {
  const detections = new Map(all.map((detection) => [`${app.prefix} - ${detection.name} - Rule`, detection]));
  const entries = new Map<string, AllowlistEntry>();
  const without: string[] = [];
  for (const { variant, fired } of covered) {
    for (const { stanza, tier, origin, rows } of fired) {
      const detection = detections.get(stanza);
      if (!detection || tier === 'hunt' || origin === 'original') continue;
      for (const row of rows) {
        const entry = (detection.extensions?.allowlist_hints ?? []).map((hint) => filled(hint, row, detection.id)).find((one) => one !== undefined);
        if (entry) entries.set(JSON.stringify(entry), entry);
        else without.push(`${stanza} names no entry that fits ${variant.id}`);
      }
    }
  }
  return { entries: [...entries.values()], without };
}

/** Nothing where the row lacks a field that the hint narrows by, or has several values of it. */
function filled(hint: AllowlistHint, row: Row, detection: string): AllowlistEntry | undefined {
  const names = patternFieldNames.filter((name) => hint[name] !== undefined);
  const values = names.map((name) => [name, valuesOf(row.fields.get(name) ?? null)] as const);
  if (names.length === 0 || values.some(([, { length }]) => length !== 1)) return undefined;
  return entryOfHint({ hides: hint.hides, reason: hint.reason, ...Object.fromEntries(values.map(([name, [value]]) => [name, textOf(value ?? null)])) }, detection);
}
