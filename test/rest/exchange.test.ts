import fc from 'fast-check';
import { csvOf, rowsOf } from '../../src/rest/csv.js';
import { csvColumns } from '../../src/model/index.js';
import { Api, depot, download } from './api.js';
import { newEntry } from './store/entries.js';

let api: Api;
beforeEach(async () => { api = await Api.start(); });
afterEach(() => api.stop());

const csv = { type: 'text/csv' };
const other = { ...depot, process: '*other.example.net*' };

async function carryOut(body: unknown, asked = {}) {
  const { body: { plan }, status } = await api.ask('POST', '/import', body, asked);
  expect(status).toBe(200);
  return api.ask('POST', `/import?plan=${String(plan)}`, body, asked);
}

describe('import', () => {
  test('tells what it would do, then does that and no more', async () => {
    const { id } = await api.create();
    const body = { entries: [{ ...depot, id, ticket: 'CHG-9' }, other] };
    const dry = await api.ask('POST', '/import', body);
    expect(dry.body).toMatchObject({ dry_run: true, create: 1, change: 1, unchanged: 0 });
    expect((await api.store.list({ offset: 0, limit: 9 })).total).toBe(1);
    api.now += 60;
    const done = await api.ask('POST', `/import?plan=${String(dry.body['plan'])}`, body);
    expect(done.body).toMatchObject({ dry_run: false, create: 1, change: 1, renewed: true });
    expect((await api.ask('GET', `/entries/${id}`)).body).toMatchObject({ ticket: 'CHG-9', version: 2, owner: 'alice' });
    expect((await api.ask('GET', '/audit')).body).toMatchObject({ total: 3, records: [{ action: 'import', by: 'alice' }, { action: 'import' }, { action: 'create' }] });
  });

  test('without its own dry run nothing is written', async () => {
    const { body: { plan } } = await api.ask('POST', '/import', { entries: [depot] });
    expect((await api.ask('POST', `/import?plan=${String(plan)}`, { entries: [other] })).status).toBe(412);
    expect((await api.ask('POST', '/import?plan=yes', { entries: [depot] })).status).toBe(400);
    const { id } = await api.create();
    const body = { entries: [{ ...depot, id, ticket: 'CHG-9' }] };
    const dry = await api.ask('POST', '/import', body);
    await api.ask('POST', `/entries/${id}`, { version: 1, ticket: 'CHG-1' });
    expect((await api.ask('POST', `/import?plan=${String(dry.body['plan'])}`, body)).status).toBe(412);
    expect((await api.ask('GET', '/entries')).body).toMatchObject({ total: 1, entries: [{ ticket: 'CHG-1' }] });
  });

  test('one fault stops all of it; all are told, each with its place', async () => {
    const { status, body } = await api.ask('POST', '/import', { entries: [depot, { ...other, reason: '' }, 'x', depot, { ...other, process: '-' }] });
    expect(status).toBe(422);
    expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual(['/entries/1/reason', '/entries/2', '/entries/3', '/entries/4/process']);
    expect((await api.store.list({ offset: 0, limit: 9 })).total).toBe(0);
  });

  test('a file that is older than an entry does not undo what was changed since', async () => {
    const entry = await api.create();
    await api.ask('POST', `/entries/${entry.id}`, { version: 1, ticket: 'CHG-1' });
    const { status, body } = await api.ask('POST', '/import', { entries: [entry] });
    expect([status, body['errors']]).toMatchObject([422, [{ pointer: '/entries/0/version' }]]);
  });

  test('an entry twice in a file is refused', async () => {
    const entry = await api.create();
    const { body } = await api.ask('POST', '/import', { entries: [{ ...entry, ticket: 'a' }, { ...entry, ticket: 'b' }] });
    expect(body['errors']).toMatchObject([{ pointer: '/entries/1/id' }]);
  });

  test.each([['a list', '[]'], ['no list of entries', '{"entries":{}}'], ['no JSON', '{'], ['a wrong cell', 'detection\r\n"a"b\r\n'], ['a row too wide', 'detection\r\na,b\r\n'], ['a column twice', 'dest,dest\r\na,b\r\n']])('%s is no import', async (_, body) => {
    expect((await api.ask('POST', '/import', body, body.startsWith('d') ? csv : {})).status).toBe(400);
  });

  test('more than may be is refused as a whole', async () => {
    const many = Array.from({ length: 1001 }, (_, index) => ({ ...depot, process: `*p${index}.example.net*` }));
    const { status, body } = await api.ask('POST', '/import', { entries: many });
    const [fault] = body['errors'] as { pointer: string; detail: string }[];
    expect([status, fault?.pointer, fault?.detail.includes('1000 active entries')]).toEqual([422, '/entries/1000', true]);
    expect((await carryOut({ entries: many.slice(1) })).body).toMatchObject({ create: 1000 });
    expect((await api.ask('POST', '/entries', { ...depot, process: '*one.more.example.net*' })).status).toBe(409);
    expect((await api.ask('POST', '/entries', { ...depot, process: '*one.more.example.net*', enabled: false })).status).toBe(201);
  });
});

describe.each([['json', {}], ['csv', csv]] as const)('an export as %s', (format, asked) => {
  test('comes back as it was', async () => {
    await api.create({ process: '*"quoted", *, and a tail*', reason: '=HYPERLINK("x") is what a spreadsheet runs', ticket: "'+1" });
    await api.create({ process: '*ünïcode.example.net*', reason: '-1 is no number here', enabled: false, expires_at: '2026-12-01T00:00:00Z' });
    const { text, headers } = await api.ask('GET', `/export?format=${format}`);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="bits_allowlist.${format}"`);
    expect((await api.ask('POST', '/import', text, asked)).body).toMatchObject({ create: 0, change: 0, unchanged: 2 });
    const before = (await api.store.list({ sort: { field: 'process', descending: false }, offset: 0, limit: 9 })).entries;
    for (const { id, version } of before) await api.ask('DELETE', `/entries/${id}?version=${version}`);
    expect((await carryOut(text, asked)).body).toMatchObject({ create: 2 });
    const after = (await api.store.list({ sort: { field: 'process', descending: false }, offset: 0, limit: 9 })).entries;
    const own = ({ id, version, ...rest }: (typeof before)[number]) => [rest, version > 0 && id !== ''];
    expect(after.map(own)).toEqual(before.map(own));
  });
});

test('CSV: any text comes back, and no spreadsheet takes it for a formula', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('=', "'", '"', ',', '\n', '\r', '+', '-', '@', '\t', 'a') }));
  fc.assert(fc.property(cell, cell, cell, (process, reason, ticket) => {
    const entry = newEntry({ process, reason, ticket });
    const text = csvOf([entry]);
    const [row] = rowsOf(text) as readonly ReadonlyMap<string, string>[];
    expect([row?.get('process') ?? '', row?.get('reason') ?? '', row?.get('ticket') ?? '']).toEqual([process, reason, ticket]);
    expect(text.split('\r\n')[0]).toBe(csvColumns.join(','));
    expect(/(^|,)"?[=+\-@\t\r]/.test(text.slice(text.indexOf(entry.id)).replace(/"[^"]*(?:""[^"]*)*"/g, (quoted) => (/^"[=+\-@\t\r]/.test(quoted) ? '=' : 'x')))).toBe(false);
  }), { numRuns: 500 });
});

test('CSV: megabytes of quotes take no time and no stack', () => {
  const rows = rowsOf(`detection\n"${'""'.repeat(1 << 21)}"\n`);
  expect(typeof rows === 'string' ? rows : rows[0]?.get('detection')?.length).toBe(1 << 21);
  expect(rowsOf(`detection\n"${'""'.repeat(1 << 21)}`)).toContain('a quote that is not closed');
  expect(rowsOf(`detection\n${'a'.repeat(1 << 22)}"`)).toContain('a quote');
});

test('an export obeys filters', async () => {
  await api.create();
  await api.create({ ...other, enabled: false });
  expect(((await api.ask('GET', `/export?enabled=false&detection=${download.id}`)).body['entries'] as unknown[]).length).toBe(1);
});
