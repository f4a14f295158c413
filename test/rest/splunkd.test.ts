/** The handler in its process, asked as splunkd asks: whom it believes, what it hands on, and what it says when something is wrong. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StandIn } from '../splunk/standin.js';
import { expectDocumented, download } from './api.js';
import { blockOf, HandlerProcess, install } from './installed.js';
import type { Asking, HandlerReply, Installed } from './installed.js';
import { splunkWithApp } from './store/splunk.js';
import { request, string, stringsOf } from './transport/wire.js';

const users = { 'key-of-alice': { name: 'alice', capabilities: ['search', 'view_bits_allowlist', 'edit_bits_allowlist'] } };
const entry = { detection: download.id, dest: 'ws07.corp.example', reason: 'The depot of ws07 updates itself.' };

let standIn: StandIn;
let installed: Installed;
let handler: HandlerProcess;

beforeAll(async () => {
  const splunk = await splunkWithApp({ users });
  standIn = splunk.standIn;
  standIn.clock = () => Date.now() / 1000;
  installed = install(standIn);
  handler = new HandlerProcess(installed, standIn);
});
afterEach(() => { standIn.fault = () => undefined; });
afterAll(() => {
  handler.child.kill();
  rmSync(installed.home, { recursive: true, force: true });
});

async function ask(method: string, path: string, asking: Asking = {}): Promise<HandlerReply> {
  const reply = await handler.ask(method, path, asking);
  expectDocumented(method, path, { ...reply, headers: { get: (name) => reply.headers[name] ?? null } });
  return reply;
}

describe('what comes through splunkd is what was sent', () => {
  test('headers, bodies of other types, queries with anything in them', async () => {
    const made = await ask('POST', '/entries', { body: { ...entry, reason: 'naïve ☃ 𝒳 "quotes" \\ and | pipes' } });
    const { id } = made.body['entry'] as { id: string };
    expect(await ask('POST', `/entries/${id}`, { body: { ticket: 'CHG-1' }, headers: [['If-Match', '"1"']] })).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    expect((await ask('GET', '/entries', { query: [['text', 'NAÏVE ☃ 𝒳 "quotes" \\ and | p'], ['output_mode', 'json']] })).body).toMatchObject({ total: 1 });
    const csv = await ask('GET', '/export', { query: [['format', 'csv']] });
    expect([csv.headers['content-type'], csv.headers['content-disposition']]).toEqual(['text/csv; charset=utf-8', 'attachment; filename="bits_allowlist.csv"']);
    expect((await ask('POST', '/import', { body: csv.text, type: 'text/csv' })).body).toMatchObject({ unchanged: 1, create: 0 });
    expect((await ask('POST', '/import', { type: 'text/csv', more: { payload_base64: Buffer.from(csv.text).toString('base64') }, headers: [['Content-Type', 'text/csv']] })).body).toMatchObject({ unchanged: 1 });
    expect(await ask('DELETE', `/entries/${id}`, { query: [['version', '2']] })).toMatchObject({ status: 200 });
  });

  test('a form, as curl -d sends it, is told what is wrong with it', async () => {
    expect((await ask('POST', '/entries', { body: 'detection=x', type: 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await ask('POST', '/entries')).status).toBe(415);
    expect((await ask('POST', '/entries', { query: [['detection', 'x']], body: entry })).status).toBe(400);
  });

  test('roots, methods and paths that are not there', async () => {
    expect((await ask('GET', '')).status).toBe(404);
    expect(await ask('PUT', '/entries', { body: entry })).toMatchObject({ status: 405, headers: { allow: 'GET, POST' } });
    expect((await ask('GET', '/entries/../../../../etc/passwd')).status).toBe(404);
    expect((await ask('GET', '/openapi.json')).body).toMatchObject({ openapi: '3.1.0' });
  });
});

describe('whom it believes', () => {
  test.each([
    ['another machine', { server: { rest_uri: 'https://splunk.corp.example:8089' } }],
    ['a name that only begins like this machine', { server: { rest_uri: 'https://127.0.0.1.example.net:8089' } }],
    ['no TLS', { server: { rest_uri: 'http://127.0.0.1:8089' } }],
    ['no address', { server: {} }],
    ['no token of the system', { system_authtoken: undefined }],
  ])('%s is not asked', async (_, more) => {
    const before = standIn.requests.length;
    expect((await ask('GET', '/entries', { more })).status).toBe(503);
    expect(standIn.requests.length).toBe(before);
  });

  test('a header cannot stand in for the session', async () => {
    expect((await ask('GET', '/entries', { token: '', headers: [['Authorization', 'Splunk key-of-alice'], ['Cookie', 'splunkd_8089=key-of-alice']] })).status).toBe(401);
    expect((await ask('GET', '/entries', { more: { session: { user: 'alice', authtoken: 7 } } })).status).toBe(401);
  });

  test('a Splunk that shows another certificate than its own', async () => {
    const other = await splunkWithApp({ users });
    const stranger = new HandlerProcess(installed, other.standIn);
    expect(await stranger.ask('GET', '/entries')).toMatchObject({ status: 503, body: { detail: expect.stringContaining('certificate that is not to be trusted') as string } });
    expect(other.standIn.requests).toEqual([]);
    expect(await stranger.end()).toBe(0);
  });
});

describe('a splunkd that fails', () => {
  test.each(['reset before', 'reset after', 'half an answer', 'not JSON', 503, 429] as const)('whatever fails (%s), each route gives an answer of the document, and no secret is told', async (fault) => {
    const { body } = await ask('POST', '/entries', { body: { ...entry, process: `*fault-${fault}*` } });
    const { id } = body['entry'] as { readonly id: string };
    const routes: readonly (readonly [string, string, Asking])[] = [
      ['GET', '/detections', {}], ['GET', '/entries', {}], ['GET', `/entries/${id}`, {}], ['GET', '/audit', {}], ['GET', '/health', {}], ['GET', '/export', {}],
      ['POST', '/preview', { body: { entry } }], ['POST', '/import', { body: { entries: [] } }], ['POST', `/entries/${id}`, { body: { ticket: 'CHG-2', version: 1 } }],
    ];
    for (const [number, [method, path, asking]] of routes.entries()) {
      // Not the session, and of what comes then another part each time.
      let asked = 0;
      standIn.fault = ({ path: place }) => (place.startsWith('authentication') || (asked += 1) <= number % 3 ? undefined : fault);
      const { status, text } = await ask(method, path, asking);
      expect([200, 202, 412, 429, 502, 503]).toContain(status);
      expect(text).not.toMatch(/key-of-alice|system-token/);
    }
    standIn.fault = () => undefined;
    expect((await ask('GET', `/entries/${id}`)).status).toBe(200);
    const logs = ['bits_rest.log', 'bits_allowlist_audit.log'].map((name) => readFileSync(join(installed.home, 'var/log/splunk', name), 'utf8')).join('');
    expect(logs).not.toMatch(/key-of-alice|system-token|bug /);
  });

  test('is told of, and the next request is answered', async () => {
    standIn.fault = ({ path }) => (path.startsWith('storage') ? 503 : undefined);
    expect(await ask('GET', '/entries')).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    standIn.fault = ({ path }) => (path.startsWith('authentication') ? 'not JSON' : undefined);
    expect((await ask('GET', '/entries')).status).toBe(502);
    standIn.fault = () => undefined;
    expect((await ask('GET', '/entries')).status).toBe(200);
    expect(readFileSync(join(installed.home, 'var/log/splunk/bits_rest.log'), 'utf8')).toMatch(/"level":"ERROR","message":"StoreFailure busy/);
  });

  test('one that runs no more searches for this user says when to come again', async () => {
    standIn.fault = ({ path, method }) => (path === 'search/jobs' && method === 'POST' ? 429 : undefined);
    const { reason, ...tried } = entry;
    expect(reason).not.toBe('');
    expect(await ask('POST', '/preview', { body: { entry: tried } })).toMatchObject({ status: 429, headers: { 'retry-after': '10' } });
  });

  test('a search that it does not take is said of this search', async () => {
    expect(await ask('POST', '/preview', { body: { entry } })).toMatchObject({ status: 200, body: { state: 'done', hidden: 0, searches: [{ state: 'failed', detail: expect.stringContaining('splunkd answers 400') as string }] } });
  });
});

describe('the conversation', () => {
  async function raw(bytes: Uint8Array): Promise<{ output: string; code: number | null; errors: string }> {
    const child = spawn(join(installed.app, 'bin/bitsjobs.sh'), ['bits_rest'], { env: { SPLUNK_HOME: installed.home, PATH: '/usr/bin:/bin' } });
    const parts: Buffer[] = [];
    let errors = '';
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stderr.on('data', (part: Buffer) => { errors += part.toString(); });
    child.stdin.on('error', () => undefined);
    child.stdin.end(bytes);
    await once(child, 'close');
    return { output: Buffer.concat(parts).toString('utf8'), code: child.exitCode, errors };
  }

  test('several requests at once are answered in their order', async () => {
    const blocks = ['/health', '/nothing', '/detections', '/health'].map((path) => request(blockOf(standIn, 'GET', path, {})));
    const { output, code, errors } = await raw(Buffer.concat(blocks));
    const statuses = stringsOf(output).filter((text) => text !== '').map((text) => (JSON.parse(text) as { status: number }).status);
    expect([statuses, code, errors]).toEqual([[200, 404, 200, 200], 0, '']);
  });

  test.each([
    ['no JSON', Buffer.concat([Buffer.from('\x070\n0\n'), string('{"method":')]), 400],
    ['another kind of JSON', Buffer.concat([Buffer.from('\x070\n0\n'), string('[]')]), 400],
    ['no method', Buffer.concat([Buffer.from('\x070\n0\n'), string('{}')]), 400],
    ['bytes that are no text', Buffer.concat([Buffer.from('\x070\n0\n'), string(Buffer.from([0x22, 0xff]))]), 400],
    ['a block of 17 MB', Buffer.concat([Buffer.from('\x070\n0\n'), string(Buffer.alloc(17 << 20, 32))]), 413],
  ])('%s is a problem, not an end', async (_, bytes, status) => {
    const { output, code, errors } = await raw(Buffer.concat([bytes, request(blockOf(standIn, 'GET', '/health', {}))]));
    expect([stringsOf(output).filter((text) => text !== '').map((text) => (JSON.parse(text) as { status: number }).status), code, errors]).toEqual([[status, 200], 0, '']);
  });

  test('what is not the protocol ends it, with a word in the log and none on stderr', async () => {
    const { output, code, errors } = await raw(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    expect([output, code, errors]).toEqual(['', 1, '']);
    expect(readFileSync(join(installed.home, 'var/log/splunk/bits_rest.log'), 'utf8')).toContain('the conversation with splunkd ended: there is no opcode 71');
  });
});

test('lifetimes are those of bits_allowlist.conf; what cannot be used is in the log', async () => {
  const conf = join(installed.app, 'local/bits_allowlist.conf');
  writeFileSync(conf, '[lifetime]\ndefault_days = many\nlongest_days = 10\n');
  const strict = new HandlerProcess(installed, standIn);
  const far = new Date(Date.now() + 11 * 86_400_000).toISOString().replace(/\.\d+/, '');
  expect(await strict.ask('POST', '/entries', { body: { ...entry, expires_at: far } })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/expires_at' }] } });
  const made = await strict.ask('POST', '/entries', { body: entry });
  const { expires_at: end } = made.body['entry'] as { expires_at: string };
  expect(Math.round((Date.parse(end) - Date.now()) / 86_400_000)).toBe(10);
  await strict.end();
  rmSync(conf);
  expect(readFileSync(join(installed.home, 'var/log/splunk/bits_rest.log'), 'utf8')).toContain('default_days of [lifetime] in bits_allowlist.conf is \\"many\\"');
});
