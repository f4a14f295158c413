import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../../src/rest/index.js';
import { parseCsvText } from '../../../src/spl/csv.js';
import { describeStore } from './contract.js';
import { change, creation, newEntry, now } from './entries.js';

const folder = mkdtempSync(join(tmpdir(), 'bitsjobs-store-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

let count = 0;
function newPlaces(): { readonly database: string; readonly lookup: string } {
  count += 1;
  return { database: join(folder, `${count}.db`), lookup: join(folder, `${count}.csv`) };
}

function readLookup(path: string): Map<string, string>[] {
  const [names = [], ...rows] = parseCsvText(readFileSync(path, 'utf8'));
  return rows.map((row) => new Map(row.map((cell, index) => [names[index] ?? '', cell])));
}

describeStore('the embedded store', async () => {
  const places = newPlaces();
  return { store: await openEmbedded(places), lookup: () => readLookup(places.lookup), at: () => undefined, again: () => openEmbedded(places) };
});

test('only its owner may read the file', async () => {
  const places = newPlaces();
  const store = await openEmbedded(places);
  await store.project(now);
  expect([places.database, places.lookup].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
});

test('of a store that was closed a copy of its one file is a backup', async () => {
  const places = newPlaces();
  const store = await openEmbedded(places);
  const entry = newEntry();
  await store.write(creation(entry));
  await store.close();
  const copy = newPlaces();
  copyFileSync(places.database, copy.database);
  expect(await (await openEmbedded(copy)).read(entry.id)).toEqual(entry);
});

test('a lookup that cannot be written leaves the old one', async () => {
  const places = newPlaces();
  const store = await openEmbedded(places);
  await store.project(now);
  const old = readFileSync(places.lookup, 'utf8');
  await store.write(creation(newEntry()));
  mkdirSync(`${places.lookup}.new`);
  await expect(store.project(now)).rejects.toMatchObject({ name: 'StoreFailure', code: 'refused' });
  expect(readFileSync(places.lookup, 'utf8')).toBe(old);
});

test.each([
  ['a file of another kind', 'this is not a database'.repeat(100), 'damaged'],
  ['half a database', 'SQLite format 3\0'.padEnd(300, '\x07'), 'damaged'],
])('%s is told in words', async (_, content, code) => {
  const places = newPlaces();
  writeFileSync(places.database, content);
  await expect(openEmbedded(places)).rejects.toMatchObject({ name: 'StoreFailure', code, message: expect.stringContaining(places.database) as string });
  expect(readFileSync(places.database, 'utf8')).toBe(content);
});

test('a folder that is not there is told in words', async () => {
  await expect(openEmbedded({ database: join(folder, 'nowhere', 'x.db'), lookup: '' })).rejects.toMatchObject({ code: 'refused' });
});

test('a store of a later version of this program is left alone', async () => {
  const places = newPlaces();
  const { default: Libsql } = await import('libsql');
  new Libsql(places.database).exec('PRAGMA user_version = 99');
  await expect(openEmbedded(places)).rejects.toMatchObject({ code: 'damaged', message: expect.stringContaining('newer version') as string });
});

test('a full disk is told in words, keeps what was, and is no end: with room it goes on', async () => {
  const places = newPlaces();
  const entry = newEntry();
  const store = await openEmbedded({ ...places, pages: 20 });
  await store.write(creation(entry));
  let last = entry;
  const fill = async (): Promise<void> => {
    for (let n = 0; n < 200; n += 1) {
      const next = change(last, { reason: 'z'.repeat(900) });
      await store.write(next);
      last = next.after ?? last;
    }
  };
  await expect(fill()).rejects.toMatchObject({ name: 'StoreFailure', code: 'full' });
  expect(await store.read(entry.id)).toEqual(last);
  const roomy = await openEmbedded(places);
  expect(await roomy.write(change(last, { reason: 'There is room again.' }))).toEqual({ written: true });
});
