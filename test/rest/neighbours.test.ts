import { allowlistLimits, ANY, patternFieldNames } from '../../src/model/index.js';
import type { AllowlistEntry, PatternField } from '../../src/model/index.js';
import { Neighbours } from '../../src/rest/neighbours.js';

/** 2026-11-21T08:00:00Z. */
const NOW = 1_795_248_000;
const { active, activePerDetection, stored } = allowlistLimits;

let made = 0;
const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
function entryOf(more: Partial<AllowlistEntry> = {}): AllowlistEntry {
  const patterns = Object.fromEntries(patternFieldNames.map((field) => [field, ANY])) as Record<PatternField, string>;
  return {
    ...patterns, id: id(++made), detection: id(0), process: `*job ${made}*`, network: ANY, reason: 'Known to be harmless.', ticket: '', enabled: true, expires_at: '2027-01-01T00:00:00Z', version: 1,
    owner: 'alice', created_at: '2026-01-01T00:00:00Z', updated_by: 'alice', updated_at: '2026-01-01T00:00:00Z', ...more,
  };
}
const many = (count: number, more: (index: number) => Partial<AllowlistEntry>): AllowlistEntry[] => Array.from({ length: count }, (_, index) => entryOf(more(index)));

test('as many for one detection as a lookup gives, those for all included', () => {
  const entries = [...many(activePerDetection - 1, () => ({})), entryOf({ detection: ANY })];
  const full = new Neighbours(entries, NOW);
  expect(full.full(entryOf())).toContain(String(activePerDetection));
  expect(full.full(entryOf({ detection: ANY }))).toContain(String(activePerDetection));
  expect(full.full(entryOf({ detection: id(1) }))).toBeUndefined();
  expect(full.full(entryOf({ enabled: false }))).toBeUndefined();
  expect(full.full({ ...entryOf(), id: entries[0]?.id ?? '' })).toBeUndefined();
  expect(new Neighbours(entries.slice(1), NOW).full(entryOf())).toBeUndefined();
});

test('as many active ones in all as are allowed, whichever are known here', () => {
  const elsewhere = new Neighbours([entryOf()], NOW, { active: active - 1, stored: active - 1 });
  expect(elsewhere.full(entryOf({ detection: id(1) }))).toContain(String(active));
  expect(elsewhere.full(entryOf({ enabled: false }))).toBeUndefined();
  expect(new Neighbours([entryOf()], NOW, { active: active - 2, stored: active - 2 }).full(entryOf({ detection: id(1) }))).toBeUndefined();
});

test('as many of any kind as one answer of KV Store holds; those that are there can be changed', () => {
  const old = entryOf({ enabled: false });
  const full = new Neighbours([old], NOW, { active: 0, stored: stored - 1 });
  expect(full.full(entryOf({ enabled: false }))).toContain(String(stored));
  expect(full.full({ ...old, enabled: true })).toBeUndefined();
});
