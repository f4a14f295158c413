import { ANY, readEntryRequest, requestFields, requestSchema } from '../../model/index.js';
import type { AllowlistEntry, EntryContext, EntryRequest } from '../../model/index.js';
import { ok, problem } from '../answer.js';
import type { Answer } from '../answer.js';
import { parseJson } from '../body.js';
import { neighboursOf, refusal } from '../neighbours.js';
import { json, object, ref } from '../route.js';
import type { Ask, Ports, Route } from '../route.js';
import { capabilities } from '../session.js';
import type { Session } from '../session.js';
import { entryOf, recordOf, settle } from '../trail.js';
import type { Change } from '../trail.js';
import { outdated, versionOf, versionParameter } from '../version.js';
import { etagOf, noEntry } from './entries.js';

/** Bytes: an entry of longest texts, with every character escaped. */
export const LARGEST_ENTRY = 64 * 1024;

const written = { content: json(object({ entry: ref('Entry'), renewed: { type: 'boolean', description: 'Whether the searches obey already; if not, they will within five minutes.' } })), headers: { ETag: 'The version, in quotes.' } };

export const createEntry: Route = {
  method: 'POST',
  path: '/entries',
  operation: 'createEntry',
  summary: 'Makes an entry. Owner and times come from the session and the clock.',
  capability: capabilities.edit,
  query: {},
  body: { content: json(ref('EntryRequest')), largest: LARGEST_ENTRY },
  answers: { 201: { doc: 'The entry, as it is kept.', ...written, headers: { ...written.headers, Location: 'Its address, below the root of the API.' } } },
  problems: [400, 409, 413, 415, 422],
  async run(ask) {
    const parsed = parseJson(ask.body);
    if ('status' in parsed) return parsed;
    const { session, ports } = ask;
    const { entry: request, problems: errors } = readEntryRequest(parsed.value, contextOf(ports));
    if (!request) return problem(422, errors[0]?.detail ?? '', { errors });
    if (mayNot(session, request)) return needsAll(session);
    const store = ports.store(session);
    const now = ports.clock();
    const refused = refusal(request, await neighboursOf(request, store, now));
    if (refused) return refused;
    const after = entryOf(request, undefined, ports.newId(), session, now);
    return write({ action: 'create', before: null, after }, ask);
  },
};

export const changeEntry: Route = {
  method: 'POST',
  path: '/entries/{id}',
  operation: 'changeEntry',
  summary: 'Changes the fields that are sent; the others stay as they are.',
  capability: capabilities.edit,
  query: versionParameter,
  body: { content: json(ref('EntryChange')), largest: LARGEST_ENTRY },
  answers: { 200: { doc: 'The entry, as it is kept now.', ...written } },
  problems: [400, 404, 409, 412, 413, 415, 422],
  async run(ask) {
    const parsed = parseJson(ask.body);
    if ('status' in parsed) return parsed;
    const { session, ports } = ask;
    const store = ports.store(session);
    const before = await store.read(ask.id.toLowerCase());
    if (!before) return noEntry(ask.id);
    const { entry: request, version: inBody, problems: errors } = readEntryRequest(merged(before, parsed.value), contextOf(ports));
    if (!request) return problem(422, errors[0]?.detail ?? '', { errors });
    if (mayNot(session, before, request)) return needsAll(session);
    const version = versionOf(ask, inBody);
    if (typeof version !== 'number') return version;
    if (version !== before.version) return outdated(before, version);
    const now = ports.clock();
    const after = entryOf(request, before, before.id, session, now);
    return refusal(after, await neighboursOf(after, store, now)) ?? write({ action: 'change', before, after }, ask);
  },
};

export const deleteEntry: Route = {
  method: 'DELETE',
  path: '/entries/{id}',
  operation: 'deleteEntry',
  summary: 'Deletes an entry. The trail keeps what it was.',
  capability: capabilities.edit,
  query: versionParameter,
  answers: { 200: { doc: 'The entry, as it was.', ...written } },
  problems: [400, 404, 412],
  async run(ask) {
    const { session, ports } = ask;
    const before = await ports.store(session).read(ask.id.toLowerCase());
    if (!before) return noEntry(ask.id);
    if (mayNot(session, before)) return needsAll(session);
    const version = versionOf(ask);
    if (typeof version !== 'number') return version;
    return version === before.version ? write({ action: 'delete', before, after: null }, ask) : outdated(before, version);
  },
};

export function contextOf({ detections, lifetimes, clock }: Ports): EntryContext {
  return { detections: new Map(detections.map(({ id, name, fields }) => [id, { name, fields: new Set(fields) }])), lifetimes, now: clock() };
}

/** Entries for all detections need a right of their own, before and after. */
export function mayNot({ capabilities: rights }: Session, ...entries: readonly Pick<EntryRequest, 'detection'>[]): boolean {
  return entries.some(({ detection }) => detection === ANY) && !rights.has(capabilities.editAll);
}

export function needsAll({ user }: Session): Answer {
  return problem(403, `an entry for all detections needs the capability ${capabilities.editAll}, which ${user} does not have`);
}

/** The request's own keys over the entry's; what is no object is left for the reader to refuse. */
function merged(before: AllowlistEntry, body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const own = Object.entries(before).filter(([name]) => name in requestFields);
  return Object.fromEntries([...own, ...Object.entries(body)]);
}

/** Of two who change the same version, the store lets one through. */
async function write(change: Change, { session, ports }: Ask): Promise<Answer> {
  const store = ports.store(session);
  const record = recordOf(change, session, ports.clock());
  const done = await store.write(record);
  if (!done.written) return lost(record.entry_id, record.version - 1, await store.read(record.entry_id));
  const renewed = await settle([record], store, ports);
  const entry = change.after ?? change.before;
  const headers = entry ? { ...etagOf(entry), ...(change.action === 'create' && { location: `/entries/${entry.id}` }) } : {};
  return { ...ok({ entry, renewed }, headers), status: change.action === 'create' ? 201 : 200 };
}

function lost(id: string, version: number, current: AllowlistEntry | undefined): Answer {
  return current ? outdated(current, version) : noEntry(id);
}

/** A change need not name what stays. */
export const changeSchema = { ...requestSchema, required: [] };
