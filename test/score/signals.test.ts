/** Every signal by its examples, and the registry against the folder. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { benignContexts, families, readTuning, signals } from '../../src/score/index.js';
import { examples as documented } from '../../src/score/signals/examples.doc.js';
import { assessRow } from './events.js';

const { tuning } = readTuning(new Map([['bitsscore', new Map([['trusted_sources', 'trusted.example.org']])]]));
const rowsOf = ({ id }: { readonly id: string }) => documented.get(id) ?? [];
const examples = (units: readonly { readonly id: string }[]) =>
  units.flatMap((unit) => rowsOf(unit).map((row) => [unit.id, row['process'] ?? row['ScriptBlockText'] ?? JSON.stringify(row), row] as const));

test.each(examples(signals))('%s: %s', (id, _, row) => {
  expect(assessRow(row)?.signals.map((found) => found.id)).toContain(id);
});

test.each(examples(benignContexts))('%s: %s', (id, _, row) => {
  expect(assessRow(row, tuning)?.benign.map((found) => found.id)).toContain(id);
});

test('every signal has an example, a weight and a family, and an id of its own', () => {
  for (const signal of signals) {
    const { id, impact, confidence, family, techniques } = signal;
    const rows = rowsOf(signal);
    expect(id).toMatch(/^[a-z]+(?:-[a-z0-9]+)*$/);
    expect(rows.length).toBeGreaterThan(0);
    expect(impact * confidence).toBeGreaterThan(0);
    expect(families).toContain(family);
    for (const technique of techniques) expect(technique).toMatch(/^T\d{4}(?:\.\d{3})?$/);
  }
  expect(new Set([...signals, ...benignContexts].map(({ id }) => id)).size).toBe(signals.length + benignContexts.length);
});

test('every example that is documented belongs to a signal', () => {
  const ids = new Set([...signals, ...benignContexts].map(({ id }) => id));
  expect([...documented.keys()].filter((id) => !ids.has(id))).toEqual([]);
});

test('what lies in the folder is in the registry', async () => {
  const folder = resolve(import.meta.dirname, '../../src/score/signals');
  const files = readdirSync(folder).filter((name) => name !== 'index.ts' && !name.endsWith('.doc.ts'));
  const modules = await Promise.all(files.map((name) => import(join(folder, name)) as Promise<Record<string, unknown>>));
  const isUnit = (value: unknown): value is { id: string } => typeof value === 'object' && value !== null && 'reason' in value;
  const inFiles = modules.flatMap((module) => Object.values(module)).flat().filter(isUnit).map(({ id }) => id);
  expect(new Set(inFiles)).toEqual(new Set([...signals, ...benignContexts].map(({ id }) => id)));
});
