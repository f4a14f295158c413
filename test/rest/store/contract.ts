/** What every store does, whoever makes it: the same tests for KV Store and SQLite. */
import { writeMoment } from '../../../src/model/index.js';
import type { AllowlistEntry } from '../../../src/model/index.js';
import type { Store } from '../../../src/rest/index.js';
import { change, creation, deletion, newEntry, now } from './entries.js';

/** A store of a test of its own, and what a search would read of the lookup: rows by the names of the columns. */
export interface StoreUnderTest {
  readonly store: Store;
  readonly lookup: () => readonly ReadonlyMap<string, string>[];
  /** Sets the clock of whoever runs the search that writes the lookup. */
  readonly at: (time: number) => void;
  /** The same place opened by another process, as it were. */
  readonly again: () => Promise<Store>;
}

/** Values that would break out of SQL, JSON, CSV, a query or a path where somebody forgot about it. */
const hostile = ['"; DROP TABLE entry; --', "' OR '1'='1", '{"$gt": ""}', '$ne', '../../../etc/passwd', '%2e%2e%2f', 'a,b\\"c', '`x` | delete', '__proto__', 'naïve \u{1F600} ﷽', 'x'.repeat(500)];

export function describeStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let tested: StoreUnderTest;
    let store: Store;

    beforeEach(async () => {
      tested = await open();
      ({ store } = tested);
    });

    async function created(fields: Partial<AllowlistEntry> = {}): Promise<AllowlistEntry> {
      const entry = newEntry(fields);
      expect(await store.write(creation(entry))).toEqual({ written: true });
      return entry;
    }

    const idsOf = async (query: Partial<Parameters<Store['list']>[0]>) =>
      (await store.list({ offset: 0, limit: 100, ...query })).entries.map(({ id }) => id);

    test('an entry is read as it was written', async () => {
      const entry = await created();
      expect(await store.read(entry.id)).toEqual(entry);
      expect(await store.list({ offset: 0, limit: 10 })).toEqual({ entries: [entry], total: 1 });
      expect(await store.read('99999999-1111-4111-8111-111111111111')).toBeUndefined();
    });

    test('values are data', async () => {
      for (const text of hostile) {
        const entry = await created({ reason: text, process: text, ticket: text });
        expect(await store.read(entry.id)).toEqual(entry);
        expect(await idsOf({ text })).toEqual([entry.id]);
        expect(await store.audit({ by: text, offset: 0, limit: 10 })).toEqual({ records: [], total: 0 });
        expect(await store.audit({ entry: text, offset: 0, limit: 10 })).toEqual({ records: [], total: 0 });
        expect(await store.read(text)).toBeUndefined();
      }
      expect(await idsOf({ detection: '$ne' })).toEqual([]);
    });

    test('a change is seen by all, and only if it was made from the newest version', async () => {
      const first = await created();
      const other = await tested.again();
      expect(await store.write(change(first, { reason: 'Another reason for it.' }))).toEqual({ written: true });
      expect(await other.write(change(first, { reason: 'This one came too late.' }))).toEqual({ written: false, conflict: 2 });
      expect(await other.read(first.id)).toMatchObject({ version: 2, reason: 'Another reason for it.' });
      expect(await idsOf({ text: 'too late' })).toEqual([]);
      await other.close();
    });

    test('what is deleted is gone, cannot be changed, and stays in the trail', async () => {
      const entry = await created();
      expect(await store.write(deletion(entry))).toEqual({ written: true });
      expect(await store.read(entry.id)).toBeUndefined();
      expect(await store.list({ offset: 0, limit: 10 })).toEqual({ entries: [], total: 0 });
      expect(await store.write(change(entry, {}))).toEqual({ written: false, conflict: 0 });
      expect(await store.write(creation(entry))).toEqual({ written: false, conflict: 0 });
      expect((await store.audit({ entry: entry.id, offset: 0, limit: 10 })).records.map(({ action }) => action)).toEqual(['delete', 'create']);
    });

    test('of many writers of one version one wins', async () => {
      const entry = await created();
      const other = await tested.again();
      const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? store : other).write(change(entry, { reason: `Reason number ${n} of the writers.` }))));
      expect(answers.filter(({ written }) => written)).toHaveLength(1);
      expect(answers.filter((answer) => !answer.written)).toEqual(Array.from({ length: 19 }, () => ({ written: false, conflict: 2 })));
      const winner = answers.findIndex(({ written }) => written);
      expect(await other.read(entry.id)).toMatchObject({ version: 2, reason: `Reason number ${winner} of the writers.` });
      expect((await store.audit({ entry: entry.id, offset: 0, limit: 10 })).total).toBe(2);
      await other.close();
    });

    test('a list is filtered, sorted and paged', async () => {
      const other = '22222222-2222-4222-8222-222222222222';
      const a = await created({ reason: 'Alpha of the three.', updated_at: writeMoment(now + 1) });
      const b = await created({ reason: 'beta of the three.', detection: other, enabled: false, updated_at: writeMoment(now + 3) });
      const c = await created({ reason: 'Gamma of the three.', detection: other, updated_at: writeMoment(now + 2) });
      expect(await idsOf({})).toEqual([b.id, c.id, a.id]);
      expect(await idsOf({ detection: other })).toEqual([b.id, c.id]);
      expect(await idsOf({ detection: other, enabled: true })).toEqual([c.id]);
      expect(await idsOf({ text: 'BETA' })).toEqual([b.id]);
      expect(await idsOf({ sort: { field: 'reason', descending: false } })).toEqual([a.id, c.id, b.id]);
      expect(await store.list({ offset: 1, limit: 1, sort: { field: 'updated_at', descending: false } })).toEqual({ entries: [c], total: 3 });
      expect(await store.list({ offset: 5, limit: 1 })).toEqual({ entries: [], total: 3 });
    });

    test('the trail tells what was, newest first, by entry and person, in pages', async () => {
      const entry = await created();
      await created({ owner: 'carol', updated_at: writeMoment(now - 10) });
      const edit = change(entry, { reason: 'Written down anew.', updated_at: writeMoment(now + 5) });
      await store.write(edit);
      const all = await store.audit({ offset: 0, limit: 10 });
      expect(all.total).toBe(3);
      expect(all.records.map(({ by, action }) => `${by} ${action}`)).toEqual(['bob change', 'alice create', 'carol create']);
      expect(all.records[0]).toEqual(edit);
      expect(await store.audit({ entry: entry.id, offset: 0, limit: 1 })).toEqual({ records: [edit], total: 2 });
      expect(await store.audit({ by: 'carol', offset: 0, limit: 10 })).toMatchObject({ total: 1 });
      expect(await store.audit({ offset: 2, limit: 10 })).toMatchObject({ records: [{ by: 'carol' }], total: 3 });
    });

    test('an import is made as a whole', async () => {
      const kept = await created();
      const dropped = await created();
      const fresh = newEntry();
      const changes = [change(kept, { reason: 'As the import says.' }), deletion(dropped), creation(fresh)];
      expect(await store.writeAll(changes)).toEqual({ written: 3, conflicts: [] });
      expect(new Set(await idsOf({}))).toEqual(new Set([kept.id, fresh.id]));
      expect(await store.read(kept.id)).toMatchObject({ reason: 'As the import says.', version: 2 });
      expect((await store.audit({ offset: 0, limit: 10 })).total).toBe(5);
    });

    test('a conflict that is known beforehand stops an import as a whole', async () => {
      const entry = await created();
      await store.write(change(entry, {}));
      const fresh = newEntry();
      expect(await store.writeAll([creation(fresh), change(entry, { reason: 'Made from an old version.' })])).toEqual({ written: 0, conflicts: [{ id: entry.id, conflict: 2 }] });
      expect(await store.read(fresh.id)).toBeUndefined();
      expect((await store.audit({ offset: 0, limit: 10 })).total).toBe(2);
    });

    test('of two imports of the same entries at once each entry takes one', async () => {
      const entries = await Promise.all(Array.from({ length: 12 }, () => created()));
      const other = await tested.again();
      const edits = (reason: string) => entries.map((entry) => change(entry, { reason }));
      const answers = await Promise.all([store.writeAll(edits('By the first of two.')), other.writeAll(edits('By the second of two.'))]);
      const reasons = (await store.list({ offset: 0, limit: 100 })).entries.map(({ reason, version }) => `${version} ${reason}`);
      expect(reasons.filter((one) => one === '2 By the first of two.')).toHaveLength(answers[0].written);
      expect(reasons.filter((one) => one === '2 By the second of two.')).toHaveLength(answers[1].written);
      expect(answers[0].written + answers[1].written).toBe(12);
      await other.close();
    });

    test('a caller who mixes up versions or entries is told that it is their bug', async () => {
      const entry = await created();
      const edit = change(entry, {});
      await expect(store.write({ ...edit, version: 3 })).rejects.not.toMatchObject({ name: 'StoreFailure' });
      await expect(store.write({ ...edit, after: newEntry({ version: 2 }) })).rejects.not.toMatchObject({ name: 'StoreFailure' });
      await expect(store.writeAll([edit, edit])).rejects.not.toMatchObject({ name: 'StoreFailure' });
      expect(await store.read(entry.id)).toEqual(entry);
    });

    test('the lookup holds what is enabled and not expired, and is never empty', async () => {
      expect(await store.project(now)).toEqual({ rows: 0 });
      expect(tested.lookup()).toHaveLength(1);
      const value = 'a "quoted", value*';
      const active = await created({ process: value, network: '198.51.100.0/24' });
      await created({ enabled: false });
      await created({ expires_at: writeMoment(now) });
      expect(await store.project(now)).toEqual({ rows: 1 });
      expect(tested.lookup()).toHaveLength(2);
      const row = tested.lookup().find((one) => one.get('detection') === active.detection);
      expect(row?.get('process')).toBe(value);
      expect(row?.get('entry')).toBe(`${now + 86_400}|198.51.100.0/24|${active.id}`);
      tested.at(now + 86_400);
      expect(await store.project(now + 86_400)).toEqual({ rows: 0 });
      expect(tested.lookup()).toHaveLength(1);
    });

    test('health counts, and tells how old the lookup is', async () => {
      expect(await store.health(now)).toEqual({ reachable: true, entries: 0, active: 0, projectionAge: null });
      await created();
      await created({ enabled: false });
      await created({ expires_at: writeMoment(now - 1) });
      await store.project(now);
      expect(await store.health(now + 90)).toEqual({ reachable: true, entries: 3, active: 1, projectionAge: 90 });
    });
  });
}
