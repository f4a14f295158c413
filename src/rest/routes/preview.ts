import { ANY, matcherOf, readEntryRequest } from '../../model/index.js';
import type { EntryRequest, ResultRow, ShippedDetection } from '../../model/index.js';
import { ok, problem } from '../answer.js';
import type { Answer, Fault } from '../answer.js';
import { parseJson } from '../body.js';
import type { Look } from '../preview.js';
import { json, listOf, object, ref } from '../route.js';
import type { Ask, Route } from '../route.js';
import { capabilities } from '../session.js';
import { contextOf, LARGEST_ENTRY } from './change.js';

const USUAL_DAYS = 7;
const MOST_DAYS = 30;
/** Rows that an answer shows; all are counted. */
const MOST_EXAMPLES = 20;

export const preview: Route = {
  method: 'POST',
  path: '/preview',
  operation: 'previewEntry',
  summary: 'Which past results an entry would hide. Ask again with the jobs of the answer until it says `done`: searches take longer than Splunk Web waits.',
  capability: capabilities.edit,
  query: {},
  body: { content: json(ref('PreviewRequest')), largest: LARGEST_ENTRY },
  answers: {
    200: { doc: 'Every search is done.', content: json(ref('Preview')) },
    202: { doc: 'A search still runs: ask again with its job.', content: json(ref('Preview')), headers: { 'Retry-After': 'Seconds to wait.' } },
  },
  problems: [400, 413, 415, 422, 429],
  async run(ask) {
    const read = readRequest(ask);
    if ('status' in read) return read;
    const { entry, days, jobs } = read;
    const { detections, preview: port } = ask.ports;
    const wanted = detections.filter(({ id, enabled }) => (entry.detection === ANY ? enabled : id === entry.detection));
    const looks = await Promise.all(wanted.map((detection) => lookAt(detection, jobs.get(detection.id), days, ask, port)));
    const busy = looks.find((look) => look.state === 'busy');
    if (busy && !looks.some(({ state }) => state === 'running')) return problem(429, busy.detail, { headers: { 'retry-after': String(busy.retryAfter) } });
    return told(entry, wanted, looks);
  },
};

function lookAt(detection: ShippedDetection, job: string | undefined, days: number, { session }: Ask, port: Ask['ports']['preview']): Promise<Look> {
  return job === undefined ? port.start(detection, days, session) : port.look(detection, job, session);
}

interface Request {
  readonly entry: EntryRequest;
  readonly days: number;
  /** By detection. */
  readonly jobs: ReadonlyMap<string, string>;
}

function readRequest(ask: Ask): Request | Answer {
  const parsed = parseJson(ask.body);
  if ('status' in parsed) return parsed;
  const body = fieldsOf(parsed.value);
  if (!body) return problem(400, 'the body is not a JSON object with an entry', { errors: [{ pointer: '', detail: 'the body is not a JSON object' }] });
  const strange = [...body.keys()].filter((key) => !['entry', 'days', 'jobs'].includes(key)).map((key): Fault => ({ pointer: `/${key.slice(0, 80)}`, detail: 'there is no such key' }));
  const days = body.get('days') ?? USUAL_DAYS;
  const isDays = typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= MOST_DAYS;
  const jobs = jobsOf(body.get('jobs') ?? []);
  // Nobody knows the reason yet while they look.
  const { entry, problems } = readEntryRequest(withReason(body.get('entry')), contextOf(ask.ports));
  const errors: Fault[] = [
    ...strange,
    ...problems.map(({ pointer, detail }) => ({ pointer: `/entry${pointer}`, detail })),
    ...(isDays ? [] : [{ pointer: '/days', detail: `days is to be a whole number from 1 to ${MOST_DAYS}` }]),
    ...(jobs ? [] : [{ pointer: '/jobs', detail: 'jobs is to be the list of the answer before: objects with detection and job' }]),
  ];
  if (!entry || !jobs || !isDays || errors.length > 0) return problem(422, errors[0]?.detail ?? '', { errors });
  return { entry, days, jobs };
}

function fieldsOf(value: unknown): Map<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : undefined;
}

function withReason(entry: unknown): unknown {
  const fields = fieldsOf(entry);
  return fields && !fields.has('reason') ? Object.fromEntries([...fields, ['reason', 'only a preview']]) : entry;
}

/** What Splunk calls its jobs, and nothing that could be a path. */
const JOB = /^[\w@-][\w.@-]{0,199}$/;

function jobsOf(value: unknown): Map<string, string> | undefined {
  if (!Array.isArray(value)) return undefined;
  const jobs = new Map<string, string>();
  for (const one of value) {
    const fields = fieldsOf(one);
    const [detection, job] = [fields?.get('detection'), fields?.get('job')];
    if (typeof detection !== 'string' || typeof job !== 'string' || !JOB.test(job)) return undefined;
    jobs.set(detection, job);
  }
  return jobs;
}

function told(entry: EntryRequest, wanted: readonly ShippedDetection[], looks: readonly Look[]): Answer {
  const covers = matcherOf(entry);
  const found = wanted.map((detection, index) => toldOf(detection, looks[index], covers));
  const searches = found.map(({ search }) => search);
  const isRunning = searches.some(({ state }) => state === 'running' || state === 'busy');
  const hidden = found.flatMap(({ rows, search: { detection } }) => rows.map((row) => ({ detection, row: Object.fromEntries(row) })));
  const content = { state: isRunning ? 'running' : 'done', hidden: hidden.length, searches, examples: hidden.slice(0, MOST_EXAMPLES) };
  return isRunning ? { ...ok(content, { 'retry-after': '1' }), status: 202 } : ok(content);
}

function toldOf({ id: detection, name }: ShippedDetection, look: Look | undefined, covers: (row: ResultRow) => boolean) {
  const search = { detection, name, state: look?.state ?? 'failed', job: null, progress: 0, rows: 0, hidden: 0, complete: false, detail: '' };
  if (look?.state === 'running') return { rows: [], search: { ...search, job: look.job, progress: look.progress } };
  if (look?.state !== 'done') return { rows: [], search: { ...search, detail: look?.detail ?? '' } };
  const rows = look.rows.filter(covers);
  return { rows, search: { ...search, job: look.job ?? null, progress: 1, rows: look.rows.length, hidden: rows.length, complete: look.complete } };
}

const searchSchema = object({
  detection: { type: 'string' }, name: { type: 'string' },
  state: { enum: ['running', 'busy', 'done', 'failed'] },
  job: { type: ['string', 'null'], description: 'To be sent with the next question.' },
  progress: { type: 'number', minimum: 0, maximum: 1 },
  rows: ref('Count'), hidden: ref('Count'),
  complete: { type: 'boolean', description: 'False where there are more results than were looked at.' },
  detail: { type: 'string', description: 'Why it failed or has to wait.' },
});

export const previewSchemas = {
  PreviewRequest: object({
    entry: { ...ref('EntryRequest'), description: 'As it would be created; a reason is not needed yet.' },
    days: { type: 'integer', minimum: 1, maximum: MOST_DAYS, default: USUAL_DAYS, description: 'How far back to look.' },
    jobs: listOf(object({ detection: { type: 'string' }, job: { type: 'string', pattern: JOB.source } })),
  }, ['days', 'jobs']),
  Preview: object({
    state: { enum: ['running', 'done'] },
    hidden: ref('Count'),
    searches: listOf(searchSchema),
    examples: listOf(object({ detection: { type: 'string' }, row: { type: 'object', description: 'Fields of a result that would be hidden; a list for several values.' } })),
  }),
};
