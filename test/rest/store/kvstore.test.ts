import { ACTIVE_FILE, ACTIVE_LOOKUP, AUDIT_COLLECTION, ENTRY_COLLECTION, FIRST_FILE, JOURNAL_COLLECTION, writeMoment } from '../../../src/model/index.js';
import type { AllowlistEntry } from '../../../src/model/index.js';
import type { Store } from '../../../src/rest/index.js';
import type { Fault, StandIn } from '../../splunk/standin.js';
import { describeStore } from './contract.js';
import { change, creation, deletion, newEntry, now } from './entries.js';
import { RENEWAL, splunkWithApp } from './splunk.js';

describeStore('the store in KV Store', async () => {
  const { standIn, lookup, open } = await splunkWithApp();
  standIn.clock = () => now;
  const store = open();
  return { store, lookup, at: (time) => { standIn.clock = () => time; }, again: () => Promise.resolve(open()) };
});

const all = { offset: 0, limit: 1_000 };
const keysOf = (standIn: StandIn, name: string): string[] => (standIn.collections.get(name)?.documents() ?? []).map(({ _key }) => _key);
const marksOf = (standIn: StandIn): unknown[] => (standIn.collections.get(AUDIT_COLLECTION)?.documents() ?? []).map((row) => row['pending']);

/** From now on requests for a collection fail, or those of one method. */
function failing(standIn: StandIn, collection: string, fault: Fault, method?: string): void {
  standIn.fault = (request) => (request.path.includes(`data/${collection}`) && !request.path.includes(`${collection}_`) && (method === undefined || request.method === method) ? fault : undefined);
}

function healed(standIn: StandIn): void {
  standIn.fault = () => undefined;
}

async function created(store: Store, fields: Partial<AllowlistEntry> = {}): Promise<AllowlistEntry> {
  const entry = newEntry(fields);
  await store.write(creation(entry));
  return entry;
}

describe('between the record and the entry', () => {
  test.each(['reset before', 'reset after', 'half an answer', 503] as const)('a fault (%s): the change is made, others see it, and the rows are repaired', async (fault) => {
    const { standIn, open, lookup } = await splunkWithApp();
    const store = open();
    const entry = await created(store);
    failing(standIn, ENTRY_COLLECTION, fault, 'POST');
    expect(await store.write(change(entry, { reason: 'Changed while it failed.' }))).toEqual({ written: true });
    expect(await open().read(entry.id)).toMatchObject({ version: 2 });
    expect((await open().list(all)).entries).toMatchObject([{ version: 2, reason: 'Changed while it failed.' }]);
    await expect(open().project(now)).rejects.toMatchObject({ name: 'StoreFailure' });
    healed(standIn);
    expect(await open().project(now)).toEqual({ rows: 1 });
    expect(lookup().map((row) => row.get('reason'))).toContain('Changed while it failed.');
    expect(keysOf(standIn, ENTRY_COLLECTION)).toEqual([`${entry.id}:000000002`]);
    expect(marksOf(standIn)).toEqual([0, 0]);
  });

  test('the same for a deletion, and the lookup without the entry is written', async () => {
    const { standIn, open, lookup } = await splunkWithApp();
    const store = open();
    const entry = await created(store);
    await store.project(now);
    failing(standIn, ENTRY_COLLECTION, 'reset before');
    expect(await store.write(deletion(entry))).toEqual({ written: true });
    healed(standIn);
    expect(await open().list(all)).toEqual({ entries: [], total: 0 });
    expect(await open().project(now)).toEqual({ rows: 0 });
    expect(lookup()).toHaveLength(1);
  });

  test('a writer who comes back late puts no old version over a new one', async () => {
    const { standIn, open } = await splunkWithApp();
    const entry = await created(open());
    // The first writer hangs before it touches the entries, while others repair its change and go on.
    let hang: (() => void) | undefined;
    standIn.fault = ({ method, path }) => (method === 'POST' && path.endsWith(ENTRY_COLLECTION) && hang === undefined ? { until: new Promise((resolve) => { hang = resolve as () => void; }) } : undefined);
    const late = open().write(change(entry, { reason: 'By the one who hung.' }));
    while (hang === undefined) await new Promise((resolve) => { setTimeout(resolve, 5); });
    const second = await open().read(entry.id);
    await open().write(change(second ?? entry, { reason: 'By the one who went on.' }));
    const third = await open().read(entry.id);
    await open().write(deletion(third ?? entry));
    hang();
    expect(await late).toEqual({ written: true });
    expect(await open().list(all)).toEqual({ entries: [], total: 0 });
    expect(await open().project(now)).toEqual({ rows: 0 });
  });

  test('a change that somebody else finishes while a list is made is in the list', async () => {
    const { standIn, open } = await splunkWithApp();
    const entry = await created(open());
    failing(standIn, ENTRY_COLLECTION, 'reset before', 'POST');
    await open().write(change(entry, { reason: 'Finished by somebody else.' }));
    healed(standIn);
    // One of marks and entries is read (two pages, the second empty) before the change is finished, the other after.
    let release: (() => void) | undefined;
    const finished = new Promise<void>((resolve) => { release = resolve; });
    let reads = 0;
    standIn.fault = ({ method, path }) => (method === 'GET' && /data\/bits_allowlist(_audit)?$/.test(path) && (reads += 1) === 3 ? { until: finished } : undefined);
    const list = open().list(all);
    while (reads < 3) await new Promise((resolve) => { setTimeout(resolve, 5); });
    standIn.fault = () => undefined;
    await open().project(now);
    release?.();
    expect((await list).entries).toMatchObject([{ version: 2 }]);
  });

  test('versions that say that an entry is deleted are forgotten after a day', async () => {
    const { standIn, open } = await splunkWithApp();
    const store = open();
    const entry = await created(store);
    const gone = { ...deletion(entry), at: writeMoment(Math.floor(Date.now() / 1000) - 86_000) };
    await store.write(gone);
    await store.list(all);
    expect(keysOf(standIn, ENTRY_COLLECTION)).toHaveLength(1);
    const other = await created(store);
    await store.write({ ...deletion(other), at: writeMoment(Math.floor(Date.now() / 1000) - 87_000) });
    await store.list(all);
    expect(keysOf(standIn, ENTRY_COLLECTION)).toEqual([`${entry.id}:000000002`]);
    expect(await store.write(change(other, {}))).toEqual({ written: false, conflict: 0 });
  });
});

describe('an import', () => {
  const reason = 'As the import says.';

  test('that fails before it began is none', async () => {
    const { standIn, open } = await splunkWithApp();
    failing(standIn, JOURNAL_COLLECTION, 503, 'POST');
    await expect(open().writeAll([creation(newEntry()), creation(newEntry())])).rejects.toMatchObject({ code: 'busy' });
    healed(standIn);
    expect(await open().list(all)).toMatchObject({ total: 0 });
    expect((await open().audit(all)).total).toBe(0);
  });

  test('that began is finished by whoever comes next, after a while', async () => {
    const { standIn, open } = await splunkWithApp();
    const old = await created(open());
    const changes = [change(old, { reason }), ...Array.from({ length: 30 }, () => creation(newEntry({ reason })))];
    let left = 12;
    standIn.fault = ({ method, path }) => (method === 'POST' && path.endsWith(AUDIT_COLLECTION) && left-- <= 0 ? 503 : undefined);
    await expect(open().writeAll(changes)).rejects.toMatchObject({ code: 'busy' });
    healed(standIn);
    const some = (await open().list({ ...all, text: reason })).total;
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(31);
    for (const row of standIn.collections.get(JOURNAL_COLLECTION)?.documents() ?? []) standIn.collections.get(JOURNAL_COLLECTION)?.replace(row._key, { ...row, touched: Date.now() / 1000 - 60 });
    expect((await open().list({ ...all, text: reason })).total).toBe(31);
    expect((await open().audit(all)).total).toBe(32);
    expect(keysOf(standIn, JOURNAL_COLLECTION)).toEqual([]);
    expect(new Set(marksOf(standIn))).toEqual(new Set([0]));
  });

  test('that others finish while its own process hangs is made once, and both know it', async () => {
    const { standIn, open } = await splunkWithApp();
    const old = await created(open());
    const changes = [change(old, { reason }), ...Array.from({ length: 30 }, () => creation(newEntry({ reason })))];
    let release: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => { release = resolve; });
    let inserts = 0;
    standIn.fault = ({ method, path }) => (method === 'POST' && path.endsWith(AUDIT_COLLECTION) && (inserts += 1) > 12 && inserts <= 20 ? { until: gate } : undefined);
    const own = open().writeAll(changes);
    while (inserts < 20) await new Promise((resolve) => { setTimeout(resolve, 5); });
    const journal = standIn.collections.get(JOURNAL_COLLECTION);
    for (const row of journal?.documents() ?? []) journal?.replace(row._key, { ...row, touched: Date.now() / 1000 - 60 });
    expect((await open().list({ ...all, text: reason })).total).toBe(31);
    release?.();
    expect(await own).toEqual({ written: 31, conflicts: [] });
    expect((await open().list({ ...all, text: reason })).total).toBe(31);
    expect((await open().audit(all)).total).toBe(32);
    expect([keysOf(standIn, JOURNAL_COLLECTION), keysOf(standIn, ENTRY_COLLECTION).length]).toEqual([[], 31]);
  });

  test('of more rows than a batch or a query takes is whole', async () => {
    const { standIn, open } = await splunkWithApp({ limits: { rowsPerQuery: 700 } });
    const changes = Array.from({ length: 1_500 }, (_, n) => creation(newEntry({ process: `*${n}.example.net*` })));
    expect(await open().writeAll(changes)).toEqual({ written: 1_500, conflicts: [] });
    expect(await open().list({ offset: 1_400, limit: 1_000 })).toMatchObject({ total: 1_500, entries: { length: 100 } });
    expect(await open().audit({ offset: 1_499, limit: 10 })).toMatchObject({ total: 1_500, records: { length: 1 } });
    expect(keysOf(standIn, JOURNAL_COLLECTION)).toEqual([]);
  });
});

describe('the lookup', () => {
  test('stays as it was where the search fails', async () => {
    const { open, lookup } = await splunkWithApp({ searches: { [RENEWAL]: () => Promise.reject(new Error('External command based lookup is not available.')) } });
    await created(open());
    await expect(open().project(now)).rejects.toMatchObject({ name: 'StoreFailure', message: expect.stringContaining('is not available') as string });
    expect(lookup()).toHaveLength(1);
    expect(await open().health(now)).toMatchObject({ reachable: true, projectionAge: null });
  });

  test('stays as it was where the search finds nothing though there are entries', async () => {
    const { open } = await splunkWithApp({ searches: { [RENEWAL]: () => Promise.resolve([]) } });
    await created(open());
    await expect(open().project(now)).rejects.toMatchObject({ code: 'busy' });
    expect(await open().health(now)).toMatchObject({ projectionAge: null });
  });

  test('is read from the file that the search writes from the first renewal on; the definition is written once', async () => {
    const { standIn, open } = await splunkWithApp();
    expect(standIn.definitions.get(ACTIVE_LOOKUP)).toBe(FIRST_FILE);
    await open().project(now);
    expect(standIn.definitions.get(ACTIVE_LOOKUP)).toBe(FIRST_FILE);
    await created(open());
    await open().project(now);
    await open().project(now);
    expect(standIn.definitions.get(ACTIVE_LOOKUP)).toBe(ACTIVE_FILE);
    expect(standIn.requests.filter((request) => request.startsWith('POST data/transforms/'))).toHaveLength(1);
  });

  test('is not pointed at a file that is not there', async () => {
    const { standIn, open, lookup } = await splunkWithApp({ searches: { [RENEWAL]: () => Promise.resolve([{}]) } });
    await created(open());
    await expect(open().project(now)).rejects.toMatchObject({ name: 'StoreFailure', message: expect.stringContaining('does not exist') as string });
    expect([standIn.definitions.get(ACTIVE_LOOKUP), lookup().length]).toEqual([FIRST_FILE, 1]);
  });

  test('is not left to a search that began before a change and ends after it', async () => {
    let slow: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => { slow = resolve; });
    const { standIn, open, lookup } = await splunkWithApp({ before: (run) => (run === 1 ? gate : Promise.resolve()) });
    const first = await created(open());
    const early = open().project(now);
    while (!standIn.requests.includes('POST saved/searches/BITS - Allowlist Renewal/dispatch')) await new Promise((resolve) => { setTimeout(resolve, 5); });
    await open().write(deletion(first));
    const late = open().project(now);
    while (!standIn.requests.includes('GET saved/searches/BITS - Allowlist Renewal/history')) await new Promise((resolve) => { setTimeout(resolve, 5); });
    slow?.();
    await early;
    expect(await late).toEqual({ rows: 0 });
    expect(lookup()).toHaveLength(1);
  });

  test('cannot be renewed without the saved search', async () => {
    const { open } = await splunkWithApp({ searches: {} });
    await expect(open().project(now)).rejects.toMatchObject({ name: 'StoreFailure', message: expect.stringContaining(RENEWAL.replaceAll(' ', '%20')) as string });
  });
});

describe('what is wrong is told', () => {
  test('a store that is away', async () => {
    const { standIn, open } = await splunkWithApp();
    const store = open();
    await standIn.close();
    await expect(store.list(all)).rejects.toMatchObject({ name: 'StoreFailure', code: 'unreachable' });
    expect(await store.health(now)).toMatchObject({ reachable: false, problem: expect.stringContaining('ECONNREFUSED') as string });
  });

  test('a store that hangs', async () => {
    const { standIn, open } = await splunkWithApp();
    standIn.fault = () => ({ slow: 2_000 });
    await expect(open(50).read('x')).rejects.toMatchObject({ code: 'unreachable' });
  });

  test.each([
    ['an entry without its user', ENTRY_COLLECTION, { _key: 'x', id: 'x', version: 1, detection: '*' }],
    ['an entry of another kind', ENTRY_COLLECTION, { _key: 'x', a: 1 }],
    ['a record of another kind', AUDIT_COLLECTION, { _key: 'x', pending: 1, a: 1 }],
  ])('%s', async (_, name, row) => {
    const { standIn, open } = await splunkWithApp();
    standIn.collections.get(name)?.insert(row);
    await expect(open().list(all)).rejects.toMatchObject({ name: 'StoreFailure', code: 'damaged', message: expect.stringContaining('row x') as string });
  });

  test('an app without its collections', async () => {
    const { open } = await splunkWithApp({ collections: {} });
    await expect(open().list(all)).rejects.toMatchObject({ name: 'StoreFailure', code: 'refused' });
  });
});
