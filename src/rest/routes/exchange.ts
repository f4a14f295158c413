import { choice, optional, pattern } from '../../model/index.js';
import { ok, problem } from '../answer.js';
import { parseJson } from '../body.js';
import { csvOf, rowsOf } from '../csv.js';
import { allEntries } from '../entries.js';
import { planImport } from '../import.js';
import type { ImportPlan } from '../import.js';
import { json, listOf, object, ref, textIn } from '../route.js';
import type { Ask, Route } from '../route.js';
import { capabilities } from '../session.js';
import { recordOf, settle } from '../trail.js';
import { filterOf, filters } from './entries.js';
import type { Answer } from '../answer.js';

/** Bytes: all entries that may be stored, as they usually are. */
const LARGEST_IMPORT = 8 * 1024 * 1024;
const CSV = 'text/csv';

export const exportEntries: Route = {
  method: 'GET',
  path: '/export',
  operation: 'exportEntries',
  summary: 'All entries that a filter asks for, as a file that can be imported again.',
  capability: capabilities.view,
  query: { format: optional(choice(['json', 'csv']), 'Left out: json.'), ...filters },
  answers: { 200: { doc: 'Every one of them.', content: { 'application/json': object({ entries: listOf(ref('Entry')) }), [CSV]: { type: 'string' } }, headers: { 'Content-Disposition': 'A file name.' } } },
  problems: [400],
  async run(ask) {
    const entries = await allEntries(ask.ports.store(ask.session), { ...filterOf(ask), sort: { field: 'created_at', descending: false } });
    const format = textIn(ask, 'format') ?? 'json';
    const headers = { 'content-disposition': `attachment; filename="bits_allowlist.${format}"` };
    return format === 'csv' ? { status: 200, type: CSV, content: csvOf(entries), headers } : ok({ entries }, headers);
  },
};

export const importEntries: Route = {
  method: 'POST',
  path: '/import',
  operation: 'importEntries',
  summary: 'Checks an export as a whole and tells what it would do; with the plan that was told, does it. Entries with the id of one that is there change it, others are made.',
  capability: capabilities.edit,
  query: { plan: optional(pattern('the plan of the dry run', /^[0-9a-f]{64}$/), 'The plan of the dry run. Left out: a dry run.') },
  body: { content: { 'application/json': object({ entries: listOf(ref('ImportedEntry')) }), [CSV]: { type: 'string' } }, largest: LARGEST_IMPORT },
  answers: { 200: { doc: 'What would be done, or was.', content: json(object({ dry_run: { type: 'boolean' }, plan: { type: 'string' }, create: ref('Count'), change: ref('Count'), unchanged: ref('Count'), renewed: { type: 'boolean' } })) } },
  problems: [400, 403, 409, 412, 413, 415, 422],
  async run(ask) {
    const rows = rowsOfBody(ask);
    if (!Array.isArray(rows)) return rows as Answer;
    const { ports, session } = ask;
    const store = ports.store(session);
    const planned = planImport(rows, await allEntries(store, {}), ask);
    if ('status' in planned) return planned;
    const wanted = textIn(ask, 'plan');
    if (wanted === undefined) return ok({ dry_run: true, ...counts(planned), renewed: false });
    if (wanted !== planned.plan) return problem(412, 'the file or the entries are not those of the dry run: make another one');
    return carryOut(planned, ask);
  },
};

function rowsOfBody(ask: Ask): readonly unknown[] | Answer {
  if (ask.mediaType === CSV) {
    const rows = rowsOf(new TextDecoder().decode(ask.body));
    return typeof rows === 'string' ? problem(400, rows) : rows.map((row) => Object.fromEntries(row));
  }
  const parsed = parseJson(ask.body);
  if ('status' in parsed) return parsed;
  const { value } = parsed;
  const entries = typeof value === 'object' && value !== null && 'entries' in value ? value.entries : undefined;
  return Array.isArray(entries) ? entries : problem(400, 'the body is to be an object with the list `entries`, as an export is');
}

function counts({ plan, changes, unchanged }: ImportPlan) {
  const create = changes.filter(({ before }) => before === null).length;
  return { plan, create, change: changes.length - create, unchanged };
}

async function carryOut(planned: ImportPlan, { session, ports }: Ask): Promise<Answer> {
  const store = ports.store(session);
  const records = planned.changes.map((change) => recordOf(change, session, ports.clock()));
  const { written, conflicts } = await store.writeAll(records);
  const lost = new Set(conflicts.map(({ id }) => id));
  const renewed = await settle(written === 0 ? [] : records.filter(({ entry_id }) => !lost.has(entry_id)), store, ports);
  if (conflicts.length === 0) return ok({ dry_run: false, ...counts(planned), renewed });
  return problem(412, `${written} of ${records.length} entries were written; ${conflicts.length} were changed by somebody else in the meantime`, { members: { written, conflicts } });
}
