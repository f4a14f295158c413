/** Whatever is sent, the answer is one that the document announces, never a bug of ours, and what is stored stays what it was. */
import fc from 'fast-check';
import { Api, depot } from './api.js';

let api: Api;
let id = '';
beforeAll(async () => {
  api = await Api.start();
  ({ id } = await api.create());
});
afterAll(() => api.stop());

const keys = fc.constantFrom('detection', 'dest', 'process', 'network', 'reason', 'expires_at', 'enabled', 'version', 'id', 'entry', 'entries', 'jobs', 'days', '__proto__', 'constructor', 'toString', '');
const values = fc.oneof(
  fc.constantFrom<unknown>('*', depot.detection, '10.0.0.0/8', '2026-12-01T00:00:00Z', '9999-12-31T23:59:59+23:59', '-'.repeat(600), '*'.repeat(20), '\u202e', '\ud800', 1e308, -1, 0.5, null, true),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);
const objects = fc.dictionary(keys, values, { maxKeys: 8 }).map((fields) => JSON.stringify(fields));
const bodies = fc.oneof({ weight: 4, arbitrary: objects }, fc.jsonValue().map((value) => JSON.stringify(value)), fc.string({ maxLength: 60 }), fc.array(objects, { maxLength: 4 }).map((list) => `{"entries":[${list.join(',')}]}`), objects.map((entry) => `{"entry":${entry}}`));
const asked = fc.constantFrom('/entries', '/preview', '/import', '/import?plan=0000000000000000000000000000000000000000000000000000000000000000');

test('any body', async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(asked, fc.constant('one')), bodies, async (path, body) => {
    const { status, text } = await api.ask('POST', path === 'one' ? `/entries/${id}` : path, body);
    expect([status, status < 500 ? '' : text]).toEqual([status, '']);
    if (path === 'one') expect(status).not.toBe(200);
  }), { numRuns: 400 });
  expect((await api.ask('GET', `/entries/${id}`)).body).toMatchObject({ ...depot, version: 1 });
});

test('any query and precondition', async () => {
  const names = fc.oneof(fc.constantFrom('detection', 'enabled', 'text', 'sort', 'offset', 'limit', 'format', 'entry', 'by', 'version', 'plan', '__proto__'), fc.string({ maxLength: 10 }));
  const texts = fc.oneof(fc.constantFrom('1', '*', 'true', '-process', '99999999999999999999', '-0'), fc.string({ unit: 'grapheme', maxLength: 20 }));
  const paths = fc.constantFrom('/entries', '/detections', '/export', '/audit', '/health', '/openapi.json');
  await fc.assert(fc.asyncProperty(paths, fc.array(fc.tuple(names, texts), { maxLength: 4 }), async (path, pairs) => {
    const { status } = await api.ask('GET', `${path}?${new URLSearchParams(pairs).toString()}`);
    expect([200, 400]).toContain(status);
  }), { numRuns: 300 });
  await fc.assert(fc.asyncProperty(fc.string({ maxLength: 20 }).filter((text) => /^[\x20-\x7e]*$/.test(text)), async (etag) => {
    const { status } = await api.ask('POST', `/entries/${id}`, { ticket: 'x' }, { headers: { 'if-match': etag } });
    expect([200, 400, 412].includes(status) && (status !== 200 || etag.includes('1'))).toBe(true);
  }), { numRuns: 100 });
});

test('any CSV', async () => {
  const cells = fc.array(fc.constantFrom('detection', 'dest', 'reason', depot.detection, '"', '""', ',', '\n', '\r\n', "'=", 'ws07', ' '), { maxLength: 30 });
  await fc.assert(fc.asyncProperty(cells, async (parts) => {
    const { status } = await api.ask('POST', '/import', parts.join(''), { type: 'text/csv' });
    expect([200, 400, 422]).toContain(status);
  }), { numRuns: 200 });
});
