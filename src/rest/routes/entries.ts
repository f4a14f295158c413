import { choice, csvColumns, flag, integer, optional, requestFields, text } from '../../model/index.js';
import type { AllowlistEntry } from '../../model/index.js';
import { ok, problem } from '../answer.js';
import { json, listOf, numberIn, object, ref, textIn } from '../route.js';
import type { Ask, Route } from '../route.js';
import { capabilities } from '../session.js';
import type { EntryQuery } from '../store/store.js';

const MOST_AT_ONCE = 1_000;
const USUAL_PAGE = 100;

/** A column, or with - in front the other way round. */
const sorts = csvColumns.flatMap((column) => [column, `-${column}`]);

export const filters = {
  detection: optional(requestFields.detection.kind, 'Only entries of this detection; * for those that hold for all.'),
  enabled: optional(flag, 'Only those that are switched on (true) or off (false).'),
  text: optional(text({ min: 1, max: 500 }), 'Only those that have this somewhere in their texts; letter case does not matter.'),
};

export const pages = {
  offset: optional(integer(0), 'How many to pass over. Left out: 0.'),
  limit: optional(integer(1, MOST_AT_ONCE), `How many to give. Left out: ${USUAL_PAGE}.`),
};

export function pageOf(ask: Ask): { readonly offset: number; readonly limit: number } {
  return { offset: numberIn(ask, 'offset') ?? 0, limit: numberIn(ask, 'limit') ?? USUAL_PAGE };
}

export function filterOf(ask: Ask): Pick<EntryQuery, 'detection' | 'enabled' | 'text'> {
  const [detection, enabled, wanted] = [textIn(ask, 'detection'), ask.query.get('enabled'), textIn(ask, 'text')];
  return { ...(detection !== undefined && { detection }), ...(typeof enabled === 'boolean' && { enabled }), ...(wanted !== undefined && { text: wanted }) };
}

function sortOf(ask: Ask): Pick<EntryQuery, 'sort'> {
  const sort = textIn(ask, 'sort');
  if (sort === undefined) return {};
  const field = sort.replace(/^-/, '') as keyof AllowlistEntry;
  return { sort: { field, descending: sort.startsWith('-') } };
}

export function etagOf({ version }: AllowlistEntry): Readonly<Record<string, string>> {
  return { etag: `"${version}"` };
}

export const listEntries: Route = {
  method: 'GET',
  path: '/entries',
  operation: 'listEntries',
  summary: 'Entries, filtered, sorted, one page at a time; the newest change comes first unless asked otherwise.',
  capability: capabilities.view,
  query: { ...filters, sort: optional(choice(sorts), 'Field to sort by; with - in front, the other way round.'), ...pages },
  answers: { 200: { doc: 'One page, and how many there are in all.', content: json(object({ entries: listOf(ref('Entry')), total: ref('Count'), offset: ref('Count'), limit: ref('Count') })) } },
  problems: [400],
  async run(ask) {
    const page = pageOf(ask);
    const { entries, total } = await ask.ports.store(ask.session).list({ ...filterOf(ask), ...sortOf(ask), ...page });
    return ok({ entries, total, ...page });
  },
};

export const readEntry: Route = {
  method: 'GET',
  path: '/entries/{id}',
  operation: 'readEntry',
  summary: 'One entry.',
  capability: capabilities.view,
  query: {},
  answers: { 200: { doc: 'The entry; its version is the ETag.', content: json(ref('Entry')), headers: { ETag: 'The version, in quotes.' } } },
  problems: [404],
  async run({ id, session, ports }) {
    const entry = await ports.store(session).read(id.toLowerCase());
    return entry ? ok(entry, etagOf(entry)) : noEntry(id);
  },
};

export function noEntry(id: string) {
  return problem(404, `there is no entry ${JSON.stringify(id.slice(0, 80))}`);
}
