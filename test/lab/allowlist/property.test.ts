/** The macros and `covers` are one answer: over any entries and rows, hostile ones included. */
import fc from 'fast-check';
import { ANY, covers, patternFieldNames, readEntryRequest } from '../../../src/model/index.js';
import type { AllowlistEntry, PatternField } from '../../../src/model/index.js';
import type { Value } from '../../../src/spl/index.js';
import { appWith, entryFor, NOW, runMacro } from './app.js';

const OURS = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';

/** What a command line may hold to confuse a search, a CSV file, a template or a reader. */
const hostile = [
  '"', '""', "'", '|', '\\', '\\\\', '[', ']', '(', ')', '$x$', '$detection$', '`', '`bits_allowlist(1)`', ',', ', ', '\n', '\r\n', '\t', ' ', '*', '**', '?', '%', '_', '.', '.*', '^', '{', '}', '=', '!', '<', '>', '#', ';', ':', '/', '//', '-', 'null', 'unknown',
  'a', 'A', 'b', 'bitsadmin.exe', 'BITSADMIN.EXE', 'C:\\Windows\\', 'https://files.example.net/', '\u0430', '\u0391', 'ﬁ', 'Straße', 'STRASSE', 'İ', 'ı', 'ſ', 'K', 'Σ', 'ς', 'σ', '\u200b', '\u202e', '😀', '9'.repeat(500), '| delete', '] | outputlookup x [', '0|*|x', '99999999999|*|x', '192.0.2.7', '2001:db8::7', '::ffff:192.0.2.7', 'de.ad.be', 'ws07.corp.example',
];

const text = fc.array(fc.constantFrom(...hostile), { maxLength: 5 }).map((parts) => parts.join(''));
const field: fc.Arbitrary<Value | undefined> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) }, { weight: 7, arbitrary: text }, { weight: 1, arbitrary: fc.array(text, { minLength: 2, maxLength: 3 }) },
);
const fieldNames = [...patternFieldNames, 'dest_ip', 'src_ip', 'bits_al_entry', 'bits_al_address', 'bits_allowlisted', 'count'];

const row: fc.Arbitrary<ReadonlyMap<string, Value>> = fc.tuple(...fieldNames.map(() => field)).map((values) => new Map(fieldNames.flatMap((name, index) => {
  const value = values[index];
  return value === undefined ? [] : [[name, value] as const];
})));

/** A pattern made of a row's own value, so that it often matches: pieces become stars. Line ends cannot be in an entry. */
const patternFor = (value: Value | undefined): fc.Arbitrary<string> => {
  const own = typeof value === 'string' ? value.replace(/[\r\n\t]/g, ' ') : 'x';
  const cut = fc.tuple(fc.nat(own.length), fc.nat(own.length)).map(([a, b]) => `${own.slice(0, Math.min(a, b))}*${own.slice(Math.max(a, b))}`);
  return fc.oneof({ weight: 20, arbitrary: fc.constant(ANY) }, { weight: 6, arbitrary: cut }, fc.constant(own === '' ? ANY : own), text.map((some) => some.replace(/[\r\n\t]/g, ' ') || ANY));
};

const entryOn = (given: ReadonlyMap<string, Value>): fc.Arbitrary<AllowlistEntry> => fc.tuple(
  fc.constantFrom(OURS, OURS, OURS, OTHER, ANY), fc.tuple(...patternFieldNames.map((name) => patternFor(given.get(name)))),
  fc.constantFrom(ANY, ANY, ANY, ANY, ANY, '192.0.2.0/24', '0.0.0.0/0', '2001:db8::/32', '198.51.100.7'), fc.constantFrom('2026-06-01T00:00:00Z', '2026-06-01T00:00:00Z', '2026-03-02T09:00:00Z', '2026-03-02T09:00:01Z', '2026-03-01T00:00:00Z'),
).map(([detection, patterns, network, expires_at]) => entryFor(detection, { ...(Object.fromEntries(patternFieldNames.map((name, index) => [name, patterns[index] ?? ANY])) as Record<PatternField, string>), network, expires_at }));

const world = fc.array(row, { minLength: 1, maxLength: 4 }).chain((rows) => fc.tuple(fc.constant(rows), fc.array(fc.integer({ min: 0, max: rows.length - 1 }).chain((at) => entryOn(rows[at] ?? new Map())), { maxLength: 4 })));

const asResult = (given: ReadonlyMap<string, Value>): ReadonlyMap<string, string | readonly string[]> => given as ReadonlyMap<string, string | readonly string[]>;
const isTemporary = (name: string): boolean => name.startsWith('bits_al_');
const plain = (given: ReadonlyMap<string, Value>): Record<string, Value> => Object.fromEntries([...given].filter(([name]) => !isTemporary(name) && name !== 'bits_allowlisted'));

let hidden = 0;
let left = 0;

test('exactly the rows that an entry covers vanish, are marked with its id, and nothing else changes', async () => {
  await fc.assert(fc.asyncProperty(world, async ([rows, entries]) => {
    const app = appWith(entries);
    const expected = rows.map((one) => entries.filter((entry) => (entry.detection === OURS || entry.detection === ANY) && covers(entry, asResult(one), NOW)).map(({ id }) => id));
    const marked = await runMacro(`bits_allowlist_mark(${OURS})`, app, rows);
    expect(marked.map(({ fields }) => [fields.get('bits_allowlisted') ?? []].flat())).toEqual(expected);
    expect(marked.map(({ fields }) => plain(fields))).toEqual(rows.map(plain));
    expect(marked.some(({ fields }) => [...fields.keys()].some(isTemporary))).toBe(false);
    const kept = await runMacro(`bits_allowlist(${OURS})`, app, rows);
    expect(kept.map(({ fields }) => Object.fromEntries(fields))).toEqual(rows.filter((_, index) => expected[index]?.length === 0).map(plain));
    hidden += rows.length - kept.length;
    left += kept.length;
  }), { numRuns: 400, seed: 20_261_121 });
  // The property says something only if both happen often.
  expect([hidden > 100, left > 100]).toEqual([true, true]);
});

test('so it is for entries that a request may make, of which none covers a row that lacks what it narrows by', async () => {
  const context = { detections: new Map([[OURS, { name: 'Ours', fields: new Set<string>(fieldNames) }]]), lifetimes: { defaultDays: 90, longestDays: 365 }, now: NOW };
  let taken = 0;
  await fc.assert(fc.asyncProperty(world, async ([rows, entries]) => {
    const accepted = entries.filter(({ detection }) => detection !== OTHER).flatMap(({ id, ...body }) => {
      const { entry } = readEntryRequest(body, { ...context, imported: true });
      return entry ? [entryFor(entry.detection, { ...entry, id })] : [];
    });
    taken += accepted.length;
    const kept = await runMacro(`bits_allowlist(${OURS})`, appWith(accepted), rows);
    expect(kept.map(({ events }) => events[0])).toEqual(rows.flatMap((one, index) => (accepted.some((entry) => covers(entry, asResult(one), NOW)) ? [] : [index])));
    for (const entry of accepted) {
      const narrowed = patternFieldNames.filter((name) => entry[name] !== ANY);
      for (const one of rows.filter((candidate) => covers(entry, asResult(candidate), NOW))) {
        for (const name of narrowed) expect([typeof one.get(name), one.get(name)]).not.toEqual(['undefined', undefined]);
      }
    }
  }), { numRuns: 300, seed: 7 });
  expect(taken).toBeGreaterThan(50);
});

test('without entries, and with the file that ships, nothing changes', async () => {
  await fc.assert(fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
    const kept = await runMacro(`bits_allowlist(${OURS})`, appWith([]), rows);
    expect(kept.map(({ fields }) => Object.fromEntries(fields))).toEqual(rows.map(plain));
  }), { numRuns: 60, seed: 3 });
});
