import { collection } from '../../src/splunk/index.js';
import type { Collection, Row } from '../../src/splunk/index.js';
import { clientOf, standInWith } from './sessions.js';
import type { StandIn, StandInOptions } from './standin.js';

async function opened(options: Partial<StandInOptions> = {}): Promise<{ readonly standIn: StandIn; readonly rows: Collection }> {
  const standIn = await standInWith({ collections: { things: ['kind'] }, ...options });
  return { standIn, rows: collection(clientOf(standIn), 'things') };
}

function numbered(count: number): Row[] {
  return Array.from({ length: count }, (_, n) => ({ _key: String(n).padStart(6, '0'), kind: n % 2 ? 'odd' : 'even', n }));
}

const never = (): boolean => false;

test('a key is taken once', async () => {
  const { rows } = await opened();
  expect(await rows.insert({ _key: 'a', n: 1 }, never)).toBe(true);
  expect(await rows.insert({ _key: 'a', n: 2 }, never)).toBe(false);
  expect(await rows.get('a')).toMatchObject({ n: 1 });
});

test.each(['reset before', 'reset after', 'half an answer', 503] as const)('an insert whose answer is lost (%s) is not taken for that of another', async (fault) => {
  const { standIn, rows } = await opened();
  let left = 1;
  standIn.fault = ({ method }) => (method === 'POST' && left-- > 0 ? fault : undefined);
  expect(await rows.insert({ _key: 'a', writer: 'me' }, (there) => there['writer'] === 'me')).toBe(true);
  left = 1;
  expect(await rows.insert({ _key: 'a', writer: 'you' }, (there) => there['writer'] === 'you')).toBe(false);
  expect(await rows.get('a')).toMatchObject({ writer: 'me' });
});

test('keys and values are data', async () => {
  const { rows } = await opened();
  for (const key of ['a/b', 'a%2Fb', '"}', '$gt', '../x', 'ü\u{1F600}', '{"$ne": 1}']) {
    await rows.save([{ _key: key, text: key }]);
    expect(await rows.get(key)).toMatchObject({ text: key });
    await rows.remove(key);
    expect(await rows.get(key)).toBeUndefined();
  }
  await rows.remove('not there');
});

test('what is beyond 50,000 rows is read, though KV Store leaves it out without a word', async () => {
  const { standIn, rows } = await opened();
  for (const thing of numbered(50_001)) standIn.collections.get('things')?.insert(thing);
  const cut = standIn.collections.get('things')?.find(new URLSearchParams());
  expect(cut?.body).toHaveLength(50_000);
  const all = await rows.all({});
  expect(all).toHaveLength(50_001);
  expect(all.at(-1)).toMatchObject({ n: 50_000 });
  expect(await rows.all({ kind: 'odd' }, ['n'])).toHaveLength(25_000);
});

test('an administrator may have lowered the limits', async () => {
  const { rows } = await opened({ limits: { rowsPerQuery: 7, bytesPerResult: 600 } });
  await rows.save(numbered(100));
  expect(await rows.all({})).toHaveLength(100);
  expect(await rows.find({}, { sort: 'n:-1', skip: 10, limit: 50 })).toMatchObject(numbered(100).reverse().slice(10, 60));
});

test('a batch is no larger than KV Store takes', async () => {
  const { standIn, rows } = await opened({ limits: { bytesPerBatch: 20 * 1024 * 1024 } });
  await rows.save(numbered(2_500));
  expect(standIn.requests.filter((request) => request.endsWith('batch_save'))).toHaveLength(3);
  await rows.save(numbered(30).map((row) => ({ ...row, text: 'x'.repeat(1024 * 1024) })));
  expect(await rows.all({})).toHaveLength(2_500);
});

test('what meets a condition is removed, the rest stays', async () => {
  const { rows } = await opened();
  await rows.save(numbered(10));
  await rows.removeAll({ kind: 'odd' });
  expect((await rows.all({})).map(({ _key }) => Number(_key))).toEqual([0, 2, 4, 6, 8]);
});

test('a value of another type than the collection says is refused', async () => {
  const { rows } = await opened({ types: { things: { n: 'number' } } });
  await expect(rows.insert({ _key: 'a', n: '1' }, never)).rejects.toMatchObject({ code: 'refused' });
  await expect(rows.save([{ _key: 'a', n: 1 }, { _key: 'b', n: 'x' }])).rejects.toMatchObject({ code: 'refused' });
  expect(await rows.all({})).toEqual([]);
});

test('a collection that is not there, and an answer that is no list, are told', async () => {
  const { standIn } = await opened();
  await expect(collection(clientOf(standIn), 'nothing').all({})).rejects.toMatchObject({ code: 'missing' });
});
