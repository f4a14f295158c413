import { request } from 'node:http';
import { readFileSync } from 'node:fs';
import { StoreFailure } from '../../src/rest/index.js';
import type { Store } from '../../src/rest/index.js';
import { Api, clientLog, depot, download, START } from './api.js';

let api: Api;
beforeEach(async () => { api = await Api.start(); });
afterEach(() => api.stop());

const errorsOf = (body: Record<string, unknown>): { pointer?: string; parameter?: string; detail: string }[] => body['errors'] as { pointer?: string; parameter?: string; detail: string }[];

describe('entries', () => {
  test('are made: what the server says of them is from session and clock', async () => {
    const { status, body, headers } = await api.ask('POST', '/entries', depot);
    const entry = body['entry'] as Record<string, unknown>;
    expect(status).toBe(201);
    expect(entry).toMatchObject({ ...depot, user: '*', network: '*', ticket: '', enabled: true, version: 1, owner: 'alice', updated_by: 'alice', created_at: '2026-11-21T08:00:00Z', expires_at: '2027-02-19T08:00:00Z' });
    expect(headers.get('location')).toBe(`/entries/${String(entry['id'])}`);
    expect(headers.get('etag')).toBe('"1"');
    expect(body['renewed']).toBe(true);
    expect(readFileSync(api.lookup, 'utf8')).toContain(String(entry['id']));
    expect(await api.ask('GET', `/entries/${String(entry['id'])}`)).toMatchObject({ status: 200, body: entry });
    expect(await api.ask('GET', `/entries/${String(entry['id']).toUpperCase()}`)).toMatchObject({ status: 200 });
  });

  test.each([
    ['no reason', { reason: undefined }, '/reason'],
    ['an owner', { owner: 'mallory' }, '/owner'],
    ['an id', { id: '33333333-3333-4333-8333-333333333333' }, '/id'],
    ['an unknown detection', { detection: '33333333-3333-4333-8333-333333333333' }, '/detection'],
    ['a field that its results do not have', { url: '*example.net*' }, '/url'],
    ['an unknown key', { proces: '*x*' }, '/proces'],
    ['a key of objects', { ['__proto__']: 1 }, '/__proto__'],
    ['a past end', { expires_at: '2026-11-21T07:00:00Z' }, '/expires_at'],
    ['an end too far away', { expires_at: '2036-11-21T07:00:00Z' }, '/expires_at'],
    ['a value that rows without one have', { process: '-' }, '/process'],
    ['no pattern of any strength', { dest: 'a*', process: '*b' }, ''],
    ['control characters', { process: 'a\u0000bcd' }, '/process'],
    ['a list', { process: ['a', 'b'] }, '/process'],
  ])('%s is refused, with a pointer to it', async (_, fields, pointer) => {
    const { status, body } = await api.ask('POST', '/entries', { ...depot, ...fields });
    expect([status, errorsOf(body).map((error) => error.pointer)]).toEqual([422, [pointer]]);
    expect((await api.store.list({ offset: 0, limit: 1 })).total).toBe(0);
  });

  test('all faults come at once', async () => {
    const { body } = await api.ask('POST', '/entries', { detection: download.id, process: 'a\u0007', dest: 'null', reason: 'x', expires_at: 'soon' });
    expect(errorsOf(body).map(({ pointer }) => pointer).sort()).toEqual(['/dest', '/expires_at', '/process', '/reason']);
  });

  test('what another entry covers is refused, and that entry shown', async () => {
    const wide = await api.create();
    const { status, body } = await api.ask('POST', '/entries', { ...depot, user: 'alice*', expires_at: '2026-12-01T00:00:00Z' });
    expect([status, (body['covering'] as { id: string }).id]).toEqual([409, wide.id]);
    expect((await api.ask('POST', '/entries', { ...depot, process: '*other.example.net*' })).status).toBe(201);
  });

  test('are changed by those who have seen them last, whichever way they say so', async () => {
    const { id } = await api.create();
    const path = `/entries/${id}`;
    expect(await api.ask('POST', path, { ticket: 'CHG-1', version: 1 })).toMatchObject({ status: 200, body: { entry: { ...depot, ticket: 'CHG-1', version: 2 } } });
    expect(await api.ask('POST', path, { ticket: 'CHG-2' }, { headers: { 'if-match': '"2"' } })).toMatchObject({ status: 200 });
    expect(await api.ask('POST', `${path}?version=3`, { enabled: false })).toMatchObject({ status: 200, body: { entry: { ticket: 'CHG-2', enabled: false, version: 4 } } });
    const late = await api.ask('POST', path, { ticket: 'CHG-3', version: 3 });
    expect([late.status, late.headers.get('etag'), late.body['version'], (late.body['entry'] as { ticket: string }).ticket]).toEqual([412, '"4"', 4, 'CHG-2']);
    expect((await api.ask('POST', path, { ticket: 'x' })).status).toBe(400);
    expect((await api.ask('POST', `${path}?version=4`, { ticket: 'x', version: 3 })).status).toBe(400);
    expect((await api.ask('POST', path, { ticket: 'x' }, { headers: { 'if-match': '*' } })).status).toBe(400);
    expect((await api.ask('POST', path, { version: 4, owner: 'mallory' })).status).toBe(422);
    expect((await api.ask('GET', path)).body).toMatchObject({ ticket: 'CHG-2', owner: 'alice', version: 4 });
  });

  test('of two changes at once one is told that it came late', async () => {
    const { id } = await api.create();
    const all = await Promise.all(Array.from({ length: 8 }, (_, index) => api.ask('POST', `/entries/${id}`, { ticket: `T-${index}`, version: 1 })));
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 412)]);
  });

  test('are deleted by their version; the trail keeps what they were', async () => {
    const { id } = await api.create();
    expect((await api.ask('DELETE', `/entries/${id}`)).status).toBe(400);
    expect((await api.ask('DELETE', `/entries/${id}?version=2`)).status).toBe(412);
    expect(await api.ask('DELETE', `/entries/${id}?version=1`)).toMatchObject({ status: 200, body: { entry: { id } } });
    expect((await api.ask('GET', `/entries/${id}`)).status).toBe(404);
    expect((await api.ask('DELETE', `/entries/${id}?version=1`)).status).toBe(404);
    expect((await api.ask('POST', `/entries/${id}`, { version: 1 })).status).toBe(404);
    expect(readFileSync(api.lookup, 'utf8')).not.toContain(id);
    const { body } = await api.ask('GET', `/audit?entry=${id}`);
    expect(body['records']).toMatchObject([
      { action: 'delete', version: 2, by: 'alice', via: 'bitsjobs serve', before: { ...depot, id }, after: null },
      { action: 'create', version: 1, before: null, after: { id } },
    ]);
    expect(api.log).toMatchObject([{ kind: 'audit', record: { action: 'create' } }, { kind: 'audit', record: { action: 'delete' } }]);
  });

  test('are listed in pages, filtered and sorted', async () => {
    for (const name of ['c', 'a', 'b']) {
      api.now += 60;
      await api.create({ process: `*${name}.example.net*`, enabled: name !== 'b' });
    }
    await api.create({ detection: clientLog.id, process: undefined, url: '*log.example.net*', dest: undefined });
    const names = async (query: string): Promise<string[]> => ((await api.ask('GET', `/entries${query}`)).body['entries'] as { process: string }[]).map(({ process }) => process.charAt(1));
    expect(await names(`?detection=${download.id}`)).toEqual(['b', 'a', 'c']);
    expect(await names(`?detection=${download.id}&sort=process`)).toEqual(['a', 'b', 'c']);
    expect(await names(`?detection=${download.id}&sort=-process&limit=1&offset=1`)).toEqual(['b']);
    expect(await names('?enabled=false')).toEqual(['b']);
    expect(await names('?text=A.EXAMPLE')).toEqual(['a']);
    expect((await api.ask('GET', '/entries?limit=1')).body).toMatchObject({ total: 4, limit: 1, offset: 0 });
    expect((await api.ask('GET', '/entries?output_mode=json&_=1')).body).toMatchObject({ total: 4 });
  });

  test.each([['?limit=0', 'limit'], ['?limit=1001', 'limit'], ['?offset=-1', 'offset'], ['?sort=nothing', 'sort'], ['?detecton=x', 'detecton'], ['?enabled=maybe', 'enabled'], ['?limit=1&limit=2', 'limit'], ['?__proto__=1', '__proto__']])('the query %s is refused', async (query, parameter) => {
    const { status, body } = await api.ask('GET', `/entries${query}`);
    expect([status, errorsOf(body).map((error) => error.parameter)]).toEqual([400, [parameter]]);
  });

  test('an entry for all detections counts for each of them', async () => {
    await api.create({ detection: '*' });
    expect((await api.ask('POST', '/entries', depot)).status).toBe(409);
    const { body } = await api.ask('GET', '/detections');
    expect(body).toMatchObject({ all: { entries: 1, active: 1 }, detections: [{ id: download.id, entries: 0 }, { id: clientLog.id }] });
  });
});

describe('requests that are none', () => {
  test.each([
    ['no JSON', '{', 400], ['nothing', '', 400], ['bytes that are no text', Buffer.from([0x22, 0xff, 0x22]).toString('latin1'), 422], ['a list', '[]', 422], ['null', 'null', 422], ['a number', '1', 422],
    ['a thousand brackets', '['.repeat(1000), 400], ['too much', JSON.stringify({ ...depot, reason: 'x'.repeat(70_000) }), 413],
  ])('%s', async (_, body, status) => {
    expect((await api.ask('POST', '/entries', body)).status).toBe(status);
  });

  test('a form is not JSON', async () => {
    expect((await api.ask('POST', '/entries', 'detection=x', { type: 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await api.ask('POST', '/entries', depot, { headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
  });

  test('methods and paths that are not there', async () => {
    const { status, headers } = await api.ask('PUT', '/entries', depot);
    expect([status, headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect((await api.ask('DELETE', '/health')).status).toBe(405);
    expect((await api.ask('GET', '/entrie')).status).toBe(404);
    expect((await api.ask('GET', '/entries/no-such-id')).status).toBe(404);
    expect((await api.ask('GET', '/entries/..%2f..%2fetc')).status).toBe(404);
    expect(await api.ask('HEAD', '/entries')).toMatchObject({ status: 200, text: '' });
    expect((await fetch(`${api.address}/elsewhere`)).status).toBe(404);
  });

  test('nobody without the token', async () => {
    for (const token of [null, 'another', 'token-of-tests'.repeat(100)]) {
      const { status, headers } = await api.ask('GET', '/entries', undefined, { token });
      expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    }
    expect((await api.ask('POST', '/entries', depot, { token: null })).status).toBe(401);
  });

  const raw = (headers: Readonly<Record<string, string>>): Promise<number> =>
    new Promise((resolve, reject) => {
      request(`${api.address}/bits_jobs/v1/health`, { headers: { authorization: 'Bearer a', ...headers } }, (response) => { response.resume(); resolve(response.statusCode ?? 0); }).on('error', reject).end();
    });

  test('nor for pages of other sites, nor by other names of this machine', async () => {
    expect(await raw({ host: 'rebound.example.net' })).toBe(403);
    expect(await raw({ host: '127.0.0.1.example.net' })).toBe(403);
    expect(await raw({ origin: 'https://example.net' })).toBe(403);
    expect(await raw({ origin: 'null' })).toBe(403);
    expect(await raw({ host: 'localhost:80' })).toBe(401);
    const { headers } = await api.ask('GET', '/health');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect([headers.get('x-content-type-options'), headers.get('cache-control'), headers.get('x-powered-by')]).toEqual(['nosniff', 'no-store', null]);
  });
});

describe('a store that fails', () => {
  const failing = (error: Error): Store => new Proxy({} as Store, { get: () => () => Promise.reject(error) });

  test.each([['unreachable', 503], ['busy', 503], ['full', 507], ['refused', 502], ['damaged', 502]] as const)('%s is told by its status', async (code, status) => {
    const other = await Api.start({ store: () => failing(new StoreFailure(code, 'the words of the store')) });
    expect(await other.ask('POST', '/entries', depot)).toMatchObject({ status, body: { detail: 'the words of the store', code } });
    expect((await other.ask('GET', '/entries')).headers.get('retry-after')).toBe(status === 503 ? '5' : null);
    await other.stop();
  });

  test('a bug shows no more than a number that the log explains', async () => {
    const other = await Api.start({ store: () => failing(new Error('a secret path')) });
    const { status, body } = await other.ask('GET', '/entries');
    expect([status, JSON.stringify(body).includes('secret')]).toEqual([500, false]);
    expect(other.log).toMatchObject([{ kind: 'error', message: expect.stringContaining('a secret path') as string }]);
    await other.stop();
  });

  test('a lookup that cannot be renewed does not lose the change', async () => {
    const { store } = api;
    const other = await Api.start({ store: () => new Proxy(store, { get: (target, key) => (key === 'project' ? () => Promise.reject(new StoreFailure('busy', 'held')) : Reflect.get(target, key) as unknown) }) });
    expect((await other.ask('POST', '/entries', depot)).body).toMatchObject({ renewed: false });
    expect(other.log).toMatchObject([{ kind: 'audit' }, { kind: 'error' }]);
    expect((await api.ask('GET', '/entries')).body).toMatchObject({ total: 1 });
    await other.stop();
  });
});

test('health tells how old the lookup is', async () => {
  expect((await api.ask('GET', '/health')).body).toMatchObject({ healthy: false, store: { reachable: true, projectionAge: null } });
  await api.create();
  expect((await api.ask('GET', '/health')).body).toMatchObject({ healthy: true, problems: [], store: { entries: 1, active: 1, projectionAge: 0 } });
  api.now = START + 3600;
  expect((await api.ask('GET', '/health')).body).toMatchObject({ healthy: false, problems: [expect.stringContaining('60 minutes ago')] });
});
