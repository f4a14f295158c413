/** The route of previews: what it asks of its port, how it puts several searches together, and what it refuses. */
import type { Look, Preview } from '../../src/rest/index.js';
import { Api, clientLog, depot, download } from './api.js';

const row = (dest: string, more: Readonly<Record<string, string | readonly string[]>> = {}) => new Map<string, string | readonly string[]>(Object.entries({ dest, process: 'bitsadmin /transfer j https://depot.example.net/a', ...more }));
const done = (...rows: ReturnType<typeof row>[]): Look => ({ state: 'done', rows, complete: true });

/** Looks by detection; what was asked for is kept. */
function portOf(starts: Readonly<Record<string, Look>>, looks: Readonly<Record<string, Look>> = {}): Preview & { readonly asked: string[] } {
  const asked: string[] = [];
  const gone: Look = { state: 'failed', detail: 'nothing of that name' };
  return {
    asked,
    start: ({ id, name }, days) => { asked.push(`start ${name} ${days}`); return Promise.resolve(starts[id] ?? gone); },
    look: ({ id, name }, job) => { asked.push(`look ${name} ${job}`); return Promise.resolve(looks[id] ?? gone); },
  };
}

async function withApi(preview: Preview, work: (api: Api) => Promise<void>): Promise<void> {
  const api = await Api.start({ preview });
  try {
    await work(api);
  } finally {
    await api.stop();
  }
}

const { reason, ...tried } = depot;

test('rows that the entry covers are counted and shown, as the filter macros would decide', async () => {
  const rows = [row('WS07.corp.example'), row('ws08.corp.example'), row('ws07.corp.example', { process: ['bitsadmin /transfer https://depot.example.net/', 'b'] }), row('ws07.corp.example', { user: ['a', 'b'] })];
  await withApi(portOf({ [download.id]: done(...rows) }), async (api) => {
    const { status, body } = await api.ask('POST', '/preview', { entry: tried });
    expect([status, body]).toMatchObject([200, { state: 'done', hidden: 2, searches: [{ detection: download.id, rows: 4, hidden: 2, complete: true, job: null }] }]);
    expect(body['examples']).toMatchObject([{ row: { dest: 'WS07.corp.example' } }, { row: { user: ['a', 'b'] } }]);
    expect((await api.ask('POST', '/preview', { entry: { ...tried, reason } })).status).toBe(200);
  });
});

test('many rows are counted, twenty are shown', async () => {
  await withApi(portOf({ [download.id]: { state: 'done', job: 'j', rows: Array.from({ length: 300 }, () => row('ws07.corp.example')), complete: false } }), async (api) => {
    const { body } = await api.ask('POST', '/preview', { entry: tried });
    expect([body['hidden'], (body['examples'] as unknown[]).length, body['searches']]).toMatchObject([300, 20, [{ complete: false }]]);
  });
});

test('an entry for all detections is tried on each of them; jobs are asked for by their detection', async () => {
  const port = portOf({ [download.id]: { state: 'running', job: 'job-1', progress: 0.25 }, [clientLog.id]: done(row('ws07.corp.example')) }, { [download.id]: done(row('ws08.corp.example')), [clientLog.id]: done(row('ws07.corp.example')) });
  await withApi(port, async (api) => {
    const entry = { ...tried, detection: '*' };
    const first = await api.ask('POST', '/preview', { entry, days: 3 });
    expect([first.status, first.headers.get('retry-after'), first.body]).toMatchObject([202, '1', { state: 'running', hidden: 1, searches: [{ state: 'running', job: 'job-1', progress: 0.25 }, { state: 'done', hidden: 1 }] }]);
    const second = await api.ask('POST', '/preview', { entry, days: 3, jobs: [{ detection: download.id, job: 'job-1' }] });
    expect([second.status, second.body['hidden']]).toEqual([200, 1]);
    expect(port.asked).toEqual(['start BITSAdmin Download File 3', 'start Job In The Log 3', 'look BITSAdmin Download File job-1', 'start Job In The Log 3']);
  });
});

test('a busy Splunk is a 429 only where nothing else goes on', async () => {
  const busy: Look = { state: 'busy', retryAfter: 7, detail: 'no more searches now' };
  await withApi(portOf({ [download.id]: busy, [clientLog.id]: { state: 'running', job: 'j', progress: 0 } }), async (api) => {
    const alone = await api.ask('POST', '/preview', { entry: tried });
    expect([alone.status, alone.headers.get('retry-after'), alone.body['detail']]).toEqual([429, '7', 'no more searches now']);
    expect(await api.ask('POST', '/preview', { entry: { ...tried, detection: '*' } })).toMatchObject({ status: 202, body: { searches: [{ state: 'busy', job: null, detail: 'no more searches now' }, { state: 'running' }] } });
  });
});

test.each([
  ['no entry', {}, ['/entry']],
  ['a field that is refused', { entry: { ...tried, process: '-' } }, ['/entry/process']],
  ['days of a year', { entry: tried, days: 365 }, ['/days']],
  ['days in words', { entry: tried, days: 'seven' }, ['/days']],
  ['jobs that are paths', { entry: tried, jobs: [{ detection: download.id, job: '../x' }] }, ['/jobs']],
  ['jobs that are none', { entry: tried, jobs: {} }, ['/jobs']],
  ['a search of their own', { entry: tried, search: '| delete' }, ['/search']],
])('%s is refused', async (_, body, pointers) => {
  const port = portOf({});
  await withApi(port, async (api) => {
    const { status, body: answer } = await api.ask('POST', '/preview', body);
    expect([status, (answer['errors'] as { pointer: string }[]).map(({ pointer }) => pointer), port.asked]).toEqual([422, pointers, []]);
  });
});
