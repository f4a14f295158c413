/** The searches about the allowlist that ship, run over collections and samples written here; only their last step, the writing, is left out. */
import fc from 'fast-check';
import { Engine, planOf, readApp, subjectsOf } from '../../../src/lab/index.js';
import type { InstalledApp } from '../../../src/lab/index.js';
import { ANY, entryFields, isActive, lookupColumns, lookupTable, patternFieldNames, readShipped, SHIPPED_LIST } from '../../../src/model/index.js';
import type { AllowlistEntry } from '../../../src/model/index.js';
import { labOptions as cliOptions } from '../../../src/cli/prove.js';
import { content } from '../shipped.js';
import { appWith, entryFor, NOW, texts } from './app.js';

const options = await cliOptions(texts);
const ID = '11111111-1111-4111-8111-111111111111';

/** As KV Store gives a record to a search: texts; truth values as words here, as digits there. */
const stored = (entry: AllowlistEntry, yes = 'true'): ReadonlyMap<string, string> =>
  new Map([['_key', entry.id], ...Object.keys(entryFields).map((field): [string, string] => [field, field === 'enabled' ? (entry.enabled ? yes : '0') : String(entry[field as keyof AllowlistEntry])])]);

interface Hit { readonly entry: string; readonly detection: string; readonly day: string; readonly rows: string }

function appOf(entries: readonly AllowlistEntry[], hits: readonly Hit[] = [], yes = 'true'): InstalledApp {
  return appWith(entries, texts, new Map([['bits_allowlist', entries.map((entry) => stored(entry, yes))], ['bits_allowlist_hits', hits.map((hit) => new Map(Object.entries({ _key: `${hit.entry}:${hit.detection}:${hit.day}`, ...hit })))]]));
}

async function run(name: string, app: InstalledApp, zone = 'UTC', events: Parameters<Engine['take']>[0][] = []): Promise<Record<string, unknown>[]> {
  const text = app.searches.get(`BITS - ${name}`)?.search.replace(/\s*\| outputlookup .*$/, '') ?? '';
  expect(text).not.toBe('');
  const plan = planOf(text, app, options);
  expect(plan.problems).toEqual([]);
  const engine = new Engine({ now: NOW, timeZone: zone, random: () => 0.5, findLookup: app.findLookup, findExternal: options.findExternal, guard: options.guard });
  engine.add(plan);
  for (const event of events) engine.take(event, [0]);
  return (await engine.run(plan)).table.rows.map(({ fields }) => Object.fromEntries(fields));
}

const writing = (name: string): string => /\| outputlookup (.*)$/.exec(readApp(texts).searches.get(`BITS - ${name}`)?.search ?? '')?.[1] ?? '';

describe('the renewal of the lookup', () => {
  const asRow = (cells: readonly string[]): Record<string, string> => Object.fromEntries(lookupColumns.flatMap((column, index) => (cells[index] ? [[column, cells[index]]] : [])));
  const byId = (a: Record<string, unknown>, b: Record<string, unknown>): number => String(a['id']) < String(b['id']) ? -1 : 1;

  test('gives the rows that we would write ourselves, in any time zone', async () => {
    const piece = fc.constantFrom('a', 'B', '\\', '\\\\', '/', '"', ',', '|', '$x$', '`', '[', ' ', '*', 'Ä', 'ß', 'x'.repeat(200), '😀');
    const pattern = fc.oneof(fc.constant(ANY), fc.array(piece, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('')));
    const entry = fc.record({
      patterns: fc.tuple(...patternFieldNames.map(() => pattern)), detection: fc.constantFrom(ID, ANY), network: fc.constantFrom(ANY, '192.0.2.0/24', '2001:db8::/32'), enabled: fc.boolean(),
      expires_at: fc.constantFrom('2026-03-02T09:00:00Z', '2026-03-02T09:00:01Z', '2026-07-01T23:59:59Z', '2020-01-01T00:00:00Z', '2026-03-29T02:30:00Z'), reason: pattern, ticket: fc.constantFrom('', 'CHG-1'),
    }).map(({ patterns, ...more }) => entryFor(more.detection, { ...more, ...Object.fromEntries(patternFieldNames.map((field, index) => [field, patterns[index]])) }));
    await fc.assert(fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 5 }), fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'), fc.constantFrom('true', '1'), async (entries, zone, yes) => {
      const [, ...expected] = lookupTable(entries.filter((one) => isActive(one, NOW))).map(asRow);
      expect((await run('Allowlist Renewal', appOf(entries, [], yes), zone)).sort(byId)).toEqual(expected.sort(byId));
    }), { numRuns: 150, seed: 11 });
  });

  test('gives the sentinel alone when nothing is active, and nothing when there is no record at all', async () => {
    expect(await run('Allowlist Renewal', appOf([entryFor(ID, { process: 'abc', enabled: false })]))).toEqual([asRow(lookupTable([])[1] ?? [])]);
    expect(await run('Allowlist Renewal', appOf([]))).toEqual([]);
  });

  test('takes the newest version of each entry, and none that is deleted', async () => {
    const first = entryFor(ID, { process: 'old one' });
    const [second, gone] = [{ ...first, version: 2, process: 'new one' }, entryFor(ID, { process: 'gone' })];
    const rows = [first, second, gone].map((entry) => new Map([...stored(entry), ['_key', `${entry.id}:${String(entry.version).padStart(9, '0')}`]]));
    const deleted = new Map([['_key', `${gone.id}:000000010`], ['id', gone.id], ['version', '10'], ['updated_at', '2026-02-01T00:00:00Z']]);
    const app = readApp(texts, new Map([['bits_allowlist', [...rows, deleted]]]));
    expect((await run('Allowlist Renewal', app)).map(({ process }) => process)).toEqual(['new one', '-']);
    expect((await run('Allowlist Entries That Hid Nothing', app)).map(({ process }) => process)).toEqual(['new one']);
  });

  test('writes a file that the package does not bring, and none when there is nothing to write', () => {
    expect(writing('Allowlist Renewal')).toBe('override_if_empty=false bits_allowlist_active.csv');
    expect([...texts.keys()].filter((path) => path.startsWith('lookups/bits_allowlist'))).toEqual(['lookups/bits_allowlist_none.csv']);
    expect(writing('Allowlist Hits')).toBe('append=true key_field=_key bits_allowlist_hits');
    expect(writing('Allowlist Hits Retention')).toBe('override_if_empty=false bits_allowlist_hits');
  });
});

test('the daily search counts what each entry hides in every enabled detection', async () => {
  const { subjects } = subjectsOf(content);
  const firing = subjects.flatMap(({ samples, detection }) => samples.filter(({ test }) => (detection.extensions?.tests ?? []).some(({ name, expected_results: count }) => name === test && count > 0)).map(({ event }) => event));
  const [everywhere, narrow] = [entryFor(ANY, { process: '*bitsadmin*' }), entryFor('e97a5ffe-90bf-11eb-928a-acde48001122', { process: '*/addfile*' })];
  const rows = await run('Allowlist Hits', appWith([everywhere, narrow, entryFor(ANY, { process: 'nothing has this' })]), 'UTC', firing);
  const read = readShipped(texts.get(SHIPPED_LIST) ?? '');
  const enabled = new Set((typeof read === 'string' ? [] : read).filter((one) => one.enabled).map(({ id }) => id));
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.every(({ detection, rows: count, day, _key }) => enabled.has(String(detection)) && Number(count) > 0 && day === '2026-03-01' && String(_key).endsWith(`:${String(detection)}:2026-03-01`))).toBe(true);
  expect(rows.filter(({ entry }) => entry === narrow.id)).toHaveLength(1);
  expect(new Set(rows.map(({ entry }) => entry))).toEqual(new Set([everywhere.id, narrow.id]));
});

describe('the reports', () => {
  const [used, idle, young, off, soon] = [
    entryFor(ID, { process: 'used' }), entryFor(ID, { process: 'idle' }), entryFor(ID, { process: 'young', created_at: '2026-02-20T00:00:00Z' }), entryFor(ID, { process: 'off1', enabled: false }),
    entryFor(ID, { process: 'soon', expires_at: '2026-03-08T00:00:00Z' }),
  ];
  const hit = (entry: AllowlistEntry, day: string, rows: number): Hit => ({ entry: entry.id, detection: ID, day, rows: String(rows) });
  const hits = [hit(used, '2026-02-27', 3), hit(used, '2026-03-01', 2), hit(idle, '2026-01-20', 9), hit(soon, '2026-02-01', 1), hit(soon, '2026-01-25', 1_000)];
  const app = appOf([used, idle, young, off, soon], hits);

  test('hid nothing for 30 days', async () => {
    expect((await run('Allowlist Entries That Hid Nothing', app)).map(({ id, process }) => [id, process])).toEqual([[idle.id, 'idle']]);
  });
  test('hide most', async () => {
    expect((await run('Allowlist Entries That Hide Most', app)).map(({ entry, rows, days, last_day, reason }) => [entry, Number(rows), Number(days), last_day, reason])).toEqual([[used.id, 5, 2, '2026-03-01', 'Known to be harmless.'], [soon.id, 1, 1, '2026-02-01', 'Known to be harmless.']]);
  });
  test('expire within a week', async () => {
    expect((await run('Allowlist Entries That Expire Soon', app)).map(({ id, expires_at }) => [id, expires_at])).toEqual([[soon.id, '2026-03-08T00:00:00Z']]);
  });
  test('what was hidden long ago is forgotten', async () => {
    expect((await run('Allowlist Hits Retention', app)).map(({ day }) => day)).toEqual(['2026-02-27', '2026-03-01', '2026-02-01']);
  });
});
