import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUDIT_COLLECTION, ENTRY_COLLECTION } from '../../../src/model/index.js';
import { now } from './entries.js';
import { RENEWAL, splunkWithApp } from './splunk.js';
import type { Splunk } from './splunk.js';
import { openTarget } from './target.js';
import { buildWriter, createEntries, faultsOf, killAtRandom, shake, startWriters, targetOf } from './torture.js';

const folder = mkdtempSync(join(tmpdir(), 'bitsjobs-torture-'));
let program = '';

beforeAll(async () => { program = await buildWriter(); });
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(program);
});

/** Nothing is left half done: the rows are those that the trail tells of, and the search writes them. */
async function expectRepaired(splunk: Splunk, entries: number): Promise<void> {
  const { standIn, lookup } = splunk;
  standIn.fault = () => undefined;
  const store = await openTarget(targetOf(standIn, RENEWAL));
  expect(await store.project(now)).toEqual({ rows: entries });
  const listed = await store.list({ offset: 0, limit: 1_000 });
  expect(new Set(lookup().map((row) => row.get('reason')))).toEqual(new Set([...listed.entries.map(({ reason }) => reason), 'Keeps this lookup from being empty.']));
  expect(standIn.collections.get(ENTRY_COLLECTION)?.documents()).toHaveLength(entries);
  expect(standIn.collections.get(AUDIT_COLLECTION)?.documents().filter((row) => row['pending'] !== 0)).toEqual([]);
  await store.close();
}

describe('KV Store', () => {
  test('three processes with 50 writers and faults everywhere lose no update', async () => {
    const splunk = await splunkWithApp();
    const { standIn } = splunk;
    const target = targetOf(standIn, RENEWAL);
    const entries = await createEntries(target, 5);
    shake(standIn);
    const processes = [17, 17, 16].map((writers, number) => startWriters(program, { target, ids: entries.map(({ id }) => id), writers, writes: 2, label: String(number) }));
    for (const { ended } of processes) await ended;
    expect(processes.map(({ errors }) => errors).join('')).toBe('');
    const acknowledged = processes.flatMap((one) => one.acknowledged);
    expect(acknowledged).toHaveLength(100);
    await expectRepaired(splunk, 5);
    expect(await faultsOf(target, entries, acknowledged)).toEqual([]);
    // Of what nobody acknowledged nothing is there but what failed with an open end.
    const made = standIn.collections.get(AUDIT_COLLECTION)?.documents().length ?? 0;
    expect(made - entries.length).toBeLessThanOrEqual(acknowledged.length + processes.flatMap(({ failures }) => failures).length);
  });

  test('processes that are killed leave nothing half done', async () => {
    const splunk = await splunkWithApp();
    const { standIn } = splunk;
    const target = targetOf(standIn, RENEWAL);
    const entries = await createEntries(target, 3);
    shake(standIn);
    const { acknowledged, errors } = await killAtRandom(program, target, entries.map(({ id }) => id), 15);
    expect(errors).toBe('');
    expect(acknowledged.length).toBeGreaterThan(0);
    await expectRepaired(splunk, 3);
    expect(await faultsOf(target, entries, acknowledged)).toEqual([]);
  });
});

describe('SQLite', () => {
  test('fifty kills lose nothing that was acknowledged', async () => {
    const target = { places: { database: join(folder, 'kills.db'), lookup: join(folder, 'kills.csv') } };
    const entries = await createEntries(target, 3);
    const { acknowledged, errors } = await killAtRandom(program, target, entries.map(({ id }) => id), 50);
    expect(errors).toBe('');
    expect(acknowledged.length).toBeGreaterThan(50);
    expect(await faultsOf(target, entries, acknowledged)).toEqual([]);
  });

  test('a file that may not grow any more is told of, and keeps what was acknowledged', async () => {
    const target = { places: { database: join(folder, 'limit.db'), lookup: join(folder, 'limit.csv') } };
    const entries = await createEntries(target, 1);
    const writers = startWriters(program, { target, ids: entries.map(({ id }) => id), writers: 1, writes: 2_000, label: 'limited' }, 'ulimit -f 300;');
    await writers.begun;
    while (writers.failures.length === 0 && writers.process.exitCode === null) await new Promise((resolve) => { setTimeout(resolve, 20); });
    writers.process.kill('SIGKILL');
    await writers.ended;
    expect(writers.errors).toBe('');
    expect(new Set(writers.failures)).toEqual(new Set([writers.failures[0]]));
    expect(['full', 'unreachable']).toContain(writers.failures[0]);
    expect(await faultsOf(target, entries, writers.acknowledged)).toEqual([]);
  });
});
