/**
 * From a false positive to silence and back, through what ships: the app as it is built, its handler started by its launcher and
 * asked in splunkd's packets, a stand-in of splunkd behind it that runs the very searches by the lab.
 */
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { labOptions } from '../../src/cli/prove.js';
import { Engine, mapLine, planOf, readApp } from '../../src/lab/index.js';
import type { InstalledApp, MappedEvent } from '../../src/lab/index.js';
import { ACTIVE_LOOKUP, SHIPPED_LIST, lookupColumns, readMoment, readShipped, writeMoment } from '../../src/model/index.js';
import type { ShippedDetection } from '../../src/model/index.js';
import { valuesOf } from '../../src/spl/index.js';
import { parseCsvText } from '../../src/spl/csv.js';
import { openEmbedded } from '../../src/rest/index.js';
import { expectDocumented } from './api.js';
import { HandlerProcess, install, textsOf } from './installed.js';
import type { Asking, HandlerReply, Installed } from './installed.js';
import { RENEWAL, splunkWithApp } from './store/splunk.js';
import type { LookupRows, Splunk } from './store/splunk.js';

const users = {
  'key-of-alice': { name: 'alice', capabilities: ['search', 'view_bits_allowlist', 'edit_bits_allowlist'] },
  'key-of-victor': { name: 'victor', capabilities: ['search', 'view_bits_allowlist'] },
  'key-of-nora': { name: 'nora', capabilities: ['search'] },
  'key-of-chief': { name: 'chief', capabilities: ['search', 'view_bits_allowlist', 'edit_bits_allowlist', 'edit_bits_allowlist_all'] },
};

/** Sysmon's record of a process, as the add-on hands it on. */
function processOn(computer: string, command: string): MappedEvent {
  const record = {
    EventID: 1, Provider: 'Microsoft-Windows-Sysmon', Channel: 'Microsoft-Windows-Sysmon/Operational', Computer: computer, TimeCreated: '2026-11-21T07:55:00.000Z',
    EventData: { UtcTime: '2026-11-21 07:55:00.000', Image: 'C:\\Windows\\System32\\bitsadmin.exe', OriginalFileName: 'bitsadmin.exe', CommandLine: command, User: 'CORP\\svc-depot', ParentImage: 'C:\\Windows\\System32\\cmd.exe', ParentCommandLine: 'cmd.exe /c "update, with \\"quotes\\" | and a pipe"', ProcessId: '5000', ParentProcessId: '4000' },
  };
  const mapped = mapLine(JSON.stringify(record), { time: 0, host: 'unknown' });
  const [event] = typeof mapped === 'string' ? [] : mapped;
  if (!event) throw new Error(`this is no event: ${JSON.stringify(record)}`);
  return event;
}

const falsePositive = processOn('WS07.corp.example', 'bitsadmin  /transfer depot https://depot.example.net/app.msi C:\\Depot\\app.msi');
const neighbours = [
  processOn('ws08.corp.example', 'bitsadmin  /transfer depot https://depot.example.net/app.msi C:\\Depot\\app.msi'),
  processOn('ws07.corp.example', 'bitsadmin  /transfer x https://files.example.org/x.exe C:\\ProgramData\\x.exe'),
];

let splunk: Splunk;
let installed: Installed;
let handler: HandlerProcess;
let app: InstalledApp;
let detection: ShippedDetection;
const installations: Installed[] = [];

/** The rows of a search over the events, as the lab runs it with the lookup's rows as they are. */
async function fires(search: string, rows: LookupRows, now = splunk.standIn.clock()): Promise<Readonly<Record<string, unknown>>[]> {
  const definition = app.findLookup(ACTIVE_LOOKUP);
  if (!definition) throw new Error('no lookup');
  const options = await labOptions(textsOf(installed));
  const plan = planOf(search, app, options);
  expect(plan.problems).toEqual([]);
  const findLookup = (name: string) => (name === ACTIVE_LOOKUP ? { ...definition, columns: lookupColumns, rows } : app.findLookup(name));
  const engine = new Engine({ ...options, now, random: () => 0.5, findLookup });
  engine.add(plan);
  [falsePositive, ...neighbours].forEach((event, index) => { engine.take(event, [index]); });
  const { table } = await engine.run(plan);
  return table.rows.map(({ fields }) => Object.fromEntries([...fields].map(([name, value]) => [name, valuesOf(value).length === 1 ? valuesOf(value)[0] : valuesOf(value)])));
}

/** The very search of the package, filter macro and all: hosts of its results. */
async function hosts(rows: LookupRows, now?: number): Promise<unknown[]> {
  const stanza = app.searches.get(detection.stanza);
  expect(stanza?.search).toContain('bitsadmin_download_file_filter');
  return (await fires(stanza?.search ?? '', rows, now)).map((row) => `${String(row['dest'])} ${String(row['process']).includes('depot') ? 'depot' : 'other'}`).sort();
}

beforeAll(async () => {
  const previews = async (): Promise<readonly Readonly<Record<string, unknown>>[]> => fires(detection.search, splunk.lookup());
  const searches: Record<string, typeof previews> = {};
  splunk = await splunkWithApp({ users }, searches);
  installed = install(splunk.standIn);
  installations.push(installed);
  app = readApp(textsOf(installed));
  const shipped = readShipped(readFileSync(join(installed.app, SHIPPED_LIST), 'utf8'));
  const found = typeof shipped === 'string' ? undefined : shipped.find(({ name }) => name === 'BITSAdmin Download File');
  if (!found) throw new Error('the app lists no such detection');
  detection = found;
  searches[detection.search] = previews;
  splunk.standIn.clock = () => Date.now() / 1000;
  handler = new HandlerProcess(installed, splunk.standIn);
});

afterAll(() => {
  handler.child.kill();
  for (const { home } of installations) rmSync(home, { recursive: true, force: true });
});

async function ask(method: string, path: string, asking: Asking = {}): Promise<HandlerReply> {
  const reply = await handler.ask(method, path, asking);
  expectDocumented(method, path, { ...reply, headers: { get: (name) => reply.headers[name] ?? null } });
  return reply;
}

const trail = (): Record<string, unknown>[] => readFileSync(join(installed.home, 'var/log/splunk/bits_allowlist_audit.log'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

let entry: { readonly id: string; readonly version: number; readonly expires_at: string };
const request = { dest: 'ws07.corp.example', process: '*https://depot.example.net/*', reason: 'The depot of ws07 updates itself with bitsadmin.' };

test('a harmless result makes noise', async () => {
  expect(await hosts(splunk.lookup())).toEqual(['WS07.corp.example depot', 'ws07.corp.example other', 'ws08.corp.example depot']);
});

test('an analyst sees beforehand what an entry would hide', async () => {
  const body = { entry: { detection: detection.id, dest: request.dest, process: request.process }, days: 30 };
  const started = await ask('POST', '/preview', { body });
  expect(started).toMatchObject({ status: 202, body: { state: 'running', hidden: 0 } });
  const jobs = (started.body['searches'] as { detection: string; job: string }[]).map(({ detection: id, job }) => ({ detection: id, job }));
  let reply = await ask('POST', '/preview', { body: { ...body, jobs } });
  while (reply.status === 202) reply = await ask('POST', '/preview', { body: { ...body, jobs } });
  expect(reply.body).toMatchObject({ state: 'done', hidden: 1, searches: [{ name: 'BITSAdmin Download File', rows: 3, hidden: 1, complete: true }] });
  expect(reply.body['examples']).toMatchObject([{ row: { dest: 'WS07.corp.example', user: 'CORP\\svc-depot' } }]);
  // Somebody else's job is none of theirs, and a job of another kind no preview.
  expect((await ask('POST', '/preview', { body: { ...body, jobs }, user: 'chief', token: 'key-of-chief' })).body).toMatchObject({ searches: [{ state: 'failed' }] });
  expect((await ask('POST', '/preview', { body: { ...body, jobs: [{ detection: detection.id, job: '1795248000.1' }] } })).body).toMatchObject({ searches: [{ state: 'failed' }] });
  expect((await ask('POST', '/preview', { body: { ...body, jobs: [{ detection: detection.id, job: '../../apps' }] } })).status).toBe(422);
});

test('who has no right is told which one is missing', async () => {
  const create = { body: { ...request, detection: detection.id } };
  expect(await ask('POST', '/entries', { ...create, user: 'victor', token: 'key-of-victor' })).toMatchObject({ status: 403, body: { detail: expect.stringContaining('edit_bits_allowlist') as string } });
  expect(await ask('GET', '/entries', { user: 'nora', token: 'key-of-nora' })).toMatchObject({ status: 403, body: { detail: expect.stringContaining('view_bits_allowlist') as string } });
  expect(await ask('POST', '/entries', { body: { ...request, detection: '*' } })).toMatchObject({ status: 403, body: { detail: expect.stringContaining('edit_bits_allowlist_all') as string } });
  expect((await ask('GET', '/entries', { token: 'a key of yesterday' })).status).toBe(401);
  // What splunkd names as the user has to be whose session it is.
  expect((await ask('GET', '/entries', { user: 'chief' })).status).toBe(401);
  expect((await ask('GET', '/entries', { more: { session: undefined } })).status).toBe(401);
  expect(splunk.standIn.requests.filter((line) => line.startsWith('POST storage'))).toEqual([]);
});

test('the entry is made, and the next run of the detection obeys: the false positive is silent, its neighbours are not', async () => {
  const { status, body, headers } = await ask('POST', '/entries', { body: { ...request, detection: detection.id, expires_at: writeMoment(Math.floor(Date.now() / 1000) + 86_400) } });
  expect([status, body['renewed']]).toEqual([201, true]);
  entry = body['entry'] as typeof entry;
  expect(headers).toMatchObject({ etag: '"1"', location: `/entries/${entry.id}` });
  expect(await hosts(splunk.lookup())).toEqual(['ws07.corp.example other', 'ws08.corp.example depot']);
  expect((await ask('GET', '/health')).body).toMatchObject({ healthy: true, store: { entries: 1, active: 1 } });
});

test('it ends when it says, whether the lookup is renewed or not', async () => {
  const end = readMoment(entry.expires_at) ?? 0;
  expect(await hosts(splunk.lookup(), end - 1)).toHaveLength(2);
  expect(await hosts(splunk.lookup(), end)).toHaveLength(3);
  splunk.standIn.clock = () => end + 1;
  await splunk.open().project(end + 1);
  expect(splunk.lookup()).toHaveLength(1);
  splunk.standIn.clock = () => Date.now() / 1000;
  await splunk.open().project(Date.now() / 1000);
  expect(splunk.lookup()).toHaveLength(2);
});

test('switched off it hides nothing; of two who change the same version one is refused', async () => {
  const change = await ask('POST', `/entries/${entry.id}`, { body: { enabled: false, version: 1 }, address: '192.0.2.10', user: 'chief', token: 'key-of-chief' });
  expect(change).toMatchObject({ status: 200, body: { entry: { enabled: false, version: 2, owner: 'alice', updated_by: 'chief' } } });
  expect(await hosts(splunk.lookup())).toHaveLength(3);
  expect(await ask('POST', `/entries/${entry.id}`, { body: { ticket: 'CHG-1', version: 1 } })).toMatchObject({ status: 412, body: { version: 2 } });
  expect(await ask('DELETE', `/entries/${entry.id}`, { query: [['version', '2']] })).toMatchObject({ status: 200 });
  expect((await ask('GET', `/entries/${entry.id}`)).status).toBe(404);
});

test('the trail tells the story, in the store and as lines that Splunk indexes', async () => {
  const story = [
    { action: 'create', version: 1, by: 'alice', via: 'Splunk Web', before: null, after: { ...request, id: entry.id, enabled: true } },
    { action: 'change', version: 2, by: 'chief', via: 'REST', before: { enabled: true }, after: { enabled: false } },
    { action: 'delete', version: 3, by: 'alice', via: 'Splunk Web', before: { enabled: false }, after: null },
  ];
  expect((await ask('GET', '/audit', { query: [['entry', entry.id]] })).body).toMatchObject({ total: 3, records: [...story].reverse() });
  expect(trail()).toMatchObject(story);
  expect(statSync(join(installed.home, 'var/log/splunk/bits_allowlist_audit.log')).mode & 0o077).toBe(0);
});

test('no token is in any log or answer, and nothing went to stderr', async () => {
  const logs = ['bits_allowlist_audit.log', 'bits_rest.log'].map((name) => { try { return readFileSync(join(installed.home, 'var/log/splunk', name), 'utf8'); } catch { return ''; } }).join('');
  expect(logs).not.toMatch(/key-of-|system-token/);
  expect(handler.errors).toBe('');
  expect(await handler.end()).toBe(0);
});

test('by itself, without a Splunk, the same entry silences the same result', async () => {
  const places = { database: join(installed.home, 'store.db'), lookup: join(installed.home, 'lookup.csv') };
  const store = await openEmbedded(places);
  const now = Date.now() / 1000;
  const after = { ...request, detection: detection.id, id: entry.id, user: '*', process_name: '*', parent_process_name: '*', parent_process: '*', url: '*', file_path: '*', network: '*', ticket: '', enabled: true, expires_at: writeMoment(Math.floor(now) + 60), version: 1, owner: 'alice', created_at: writeMoment(Math.floor(now)), updated_by: 'alice', updated_at: writeMoment(Math.floor(now)) };
  await store.write({ _key: `${entry.id}:1`, entry_id: entry.id, version: 1, action: 'create', at: after.created_at, by: 'alice', via: 'bitsjobs serve', before: null, after });
  await store.project(now);
  await store.close();
  const [names = [], ...rows] = parseCsvText(readFileSync(places.lookup, 'utf8'));
  expect(await hosts(rows.map((cells) => new Map(cells.map((cell, index) => [names[index] ?? '', cell]))), now)).toEqual(['ws07.corp.example other', 'ws08.corp.example depot']);
});

test('the saved search that renews the lookup ships under the name that the handler starts', () => {
  expect([...app.searches.keys()]).toContain(RENEWAL);
});
