/** Entries of the allowlist: what a request may say, what an entry covers, which of two is the wider one. */
import fc from 'fast-check';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  ANY, coveredBy, covers, csvColumns, defaultLifetimes, entryFields, patternFieldNames, readEntryRequest, readMoment, requestSchema, writeMoment,
} from '../../src/model/index.js';
import type { AllowlistEntry, EntryContext, PatternField } from '../../src/model/index.js';

const ID = '11111111-1111-4111-8111-111111111111';
/** 2026-03-02 09:00:00 UTC. */
const NOW = 1_772_442_000;
const context: EntryContext = { detections: new Map([[ID, { name: 'Sample', fields: new Set(['dest', 'user', 'process', 'process_name']) }]]), lifetimes: defaultLifetimes, now: NOW + 0.7 };
const body = { detection: ID, process: '*C:\\Build\\fetch.cmd*', reason: 'The build fetches its runtime.' };

test('what is left out is filled in; moments are kept in UTC and whole seconds', () => {
  const { entry, problems, version } = readEntryRequest({ ...body, version: 3 }, context);
  expect(problems).toEqual([]);
  expect(version).toBe(3);
  expect(entry).toEqual({
    detection: ID, dest: ANY, user: ANY, process_name: ANY, process: '*C:\\Build\\fetch.cmd*', parent_process_name: ANY, parent_process: ANY, url: ANY, file_path: ANY,
    network: ANY, reason: 'The build fetches its runtime.', ticket: '', enabled: true, expires_at: '2026-05-31T09:00:00Z',
  });
  expect(readEntryRequest({ ...body, expires_at: '2026-04-01T10:30:00.123+02:00' }, context).entry?.expires_at).toBe('2026-04-01T08:30:00Z');
});

const refused: readonly (readonly [string, unknown, string, string | RegExp])[] = [
  ['no object', [], '', 'not a JSON object'],
  ['nothing', {}, '/detection', 'detection is missing'],
  ['no reason', { detection: ID, process: 'abc' }, '/reason', 'reason is missing'],
  ['a reason of a word', { ...body, reason: 'harmless' }, '/reason', 'fewer than 10 characters'],
  ['a reason of blanks', { ...body, reason: ' '.repeat(20) }, '/reason', 'fewer than 10 characters'],
  ['no pattern', { detection: ID, reason: body.reason }, '', 'no pattern has 3 characters'],
  ['a pattern of stars', { ...body, process: '***' }, '/process', 'also covers rows where the field is missing'],
  ['two characters', { ...body, process: '*ab*' }, '', 'no pattern has 3 characters'],
  ['blanks only', { ...body, process: 'a *   *' }, '', 'no pattern has 3 characters'],
  ['half of emoji', { ...body, process: '*😀😀*' }, '', 'no pattern has 3 characters'],
  ['null', { ...body, process: 'NULL' }, '/process', '(they hold "null")'],
  ['unknown', { ...body, process: 'unkn*' }, '/process', '(they hold "unknown")'],
  ['a hyphen', { ...body, process: '-' }, '/process', '(they hold "-")'],
  ['an empty pattern', { ...body, process: '' }, '/process', 'is empty: leave the field out'],
  ['nine stars', { ...body, process: '*a*b*c*d*e*f*g*h*' }, '/process', 'has 9 stars'],
  ['513 characters', { ...body, process: 'x'.repeat(513) }, '/process', 'at most 512'],
  ['a field that results do not have', { ...body, url: 'https://files.example.net/*' }, '/url', 'a result of Sample does not have url as a single value'],
  ['an unknown detection', { ...body, detection: '22222222-2222-4222-8222-222222222222' }, '/detection', 'is not the id of a detection'],
  ['a detection that is no id', { ...body, detection: 'bits*' }, '/detection', 'not the id of a detection, or *'],
  ['a line end', { ...body, process: 'a\nbcd' }, '/process', 'U+000A'],
  ['a NUL', { ...body, reason: 'because of this\u0000' }, '/reason', 'U+0000'],
  ['a zero-width space', { ...body, process: 'bits\u200badmin' }, '/process', 'U+200B'],
  ['a turn of direction', { ...body, process: 'bits\u202eadmin' }, '/process', 'U+202E'],
  ['half a surrogate', { ...body, process: 'bits\ud800' }, '/process', 'U+D800'],
  ['a Cyrillic letter among Latin ones', { ...body, process: 'b\u0456tsadmin' }, '/process', 'mixes letters of several alphabets'],
  ['a wide letter', { ...body, process: '\uff42itsadmin' }, '/process', 'looks like "b"'],
  ['past', { ...body, expires_at: '2026-03-02T09:00:00Z' }, '/expires_at', 'is past: it is 2026-03-02T09:00:00Z'],
  ['too far', { ...body, expires_at: '2027-03-03T00:00:00Z' }, '/expires_at', 'lives 365 days at most, until 2027-03-02T09:00:00Z'],
  ['no moment', { ...body, expires_at: '2026-02-30T00:00:00Z' }, '/expires_at', 'not a moment of RFC 3339'],
  ['no network', { ...body, network: '10/8' }, '/network', 'not a network in CIDR notation'],
  ['somebody else as owner', { ...body, owner: 'admin' }, '/owner', 'owner is set by the server'],
  ['an id', { ...body, id: ID }, '/id', 'id is set by the server'],
  ['a misspelt field', { ...body, proces: 'x' }, '/proces', 'Did you mean process?'],
  ['a prototype', JSON.parse(`{"detection":"${ID}","reason":"Known to be harmless.","process":"abcd","__proto__":{"x":1}}`), '/__proto__', 'is not known here'],
  ['a list for a pattern', { ...body, process: ['a'] }, '/process', /list|text/],
  ['a number for a pattern', { ...body, process: 1234 }, '/process', /text/],
  ['a key with a slash', { ...body, 'a/b~c': 1 }, '/a~1b~0c', 'is not known here'],
];

test.each(refused)('refused: %s', (_, given, pointer, why) => {
  const { entry, problems } = readEntryRequest(given, context);
  expect(entry).toBeUndefined();
  expect(problems).toContainEqual({ pointer, detail: typeof why === 'string' ? expect.stringContaining(why) as string : expect.stringMatching(why) as string });
});

test('all faults come at once', () => {
  const { problems } = readEntryRequest({ detection: ID, process: '', url: 'unknown', reason: 'x', owner: 'me' }, context);
  expect(problems.map(({ pointer }) => pointer).sort()).toEqual(['/owner', '/process', '/reason', '/url']);
});

test('an entry for all detections may narrow by what any of them has', () => {
  const other = { name: 'Other', fields: new Set(['url']) };
  const both = { ...context, detections: new Map([...context.detections, ['22222222-2222-4222-8222-222222222222', other]]) };
  expect(readEntryRequest({ ...body, detection: ANY, process: ANY, url: 'https://files.example.net/*' }, both).problems).toEqual([]);
  expect(readEntryRequest({ ...body, detection: ANY, file_path: 'C:\\*\\x' }, both).problems).toEqual([{ pointer: '/file_path', detail: 'no detection has results with file_path as a single value: leave file_path out' }]);
});

test('an imported entry may bring what the server says; it does not count', () => {
  const { entry, problems } = readEntryRequest({ ...body, id: ID, owner: 'mallory', created_at: '2020-01-01T00:00:00Z', updated_by: 'x', updated_at: 'y', version: '7' }, { ...context, imported: true });
  expect(problems).toEqual([]);
  expect(Object.keys(entry ?? {})).not.toContain('owner');
});

test('the published schema takes every body that is read, and says which keys there are', () => {
  const accepts = new Ajv2020({ strict: false, validateFormats: false }).compile(requestSchema);
  expect(accepts({ ...body, version: 3, expires_at: '2026-04-01T08:30:00Z', network: '10.0.0.0/8', ticket: 'CHG-1', enabled: false })).toBe(true);
  expect(accepts({ ...body, owner: 'me' })).toBe(false);
  expect(accepts({ ...body, process: '' })).toBe(false);
  expect(accepts({ ...body, reason: 'short' })).toBe(false);
});

test('columns of an export are the fields of an entry, in order', () => {
  expect(csvColumns).toEqual(Object.keys(entryFields));
  expect(csvColumns.slice(0, 2)).toEqual(['id', 'detection']);
});

test.each([['2026-03-02T09:00:00Z', NOW], ['2026-03-02T10:00:00+01:00', NOW], ['2026-03-02t09:00:00.999z', NOW], ['2026-03-02T09:00:00', undefined], ['2026-03-02 09:00:00Z', undefined], ['2026-13-02T09:00:00Z', undefined], ['2026-03-02T24:00:00Z', undefined], ['2026-03-02T09:00:00+25:00', undefined], ['', undefined]])('the moment %s', (text, seconds) => {
  expect(readMoment(text)).toBe(seconds);
  if (seconds !== undefined) expect(writeMoment(seconds + 0.9)).toBe('2026-03-02T09:00:00Z');
});

let made = 0;
function entryOf(more: Partial<AllowlistEntry>): AllowlistEntry {
  const patterns = Object.fromEntries(patternFieldNames.map((field) => [field, ANY])) as Record<PatternField, string>;
  return {
    ...patterns, id: `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`, detection: ID, network: ANY, reason: 'Known to be harmless.', ticket: '', enabled: true, expires_at: '2026-06-01T00:00:00Z', version: 1,
    owner: 'alice', created_at: '2026-01-01T00:00:00Z', updated_by: 'alice', updated_at: '2026-01-01T00:00:00Z', ...more,
  };
}

describe('an entry that another makes pointless', () => {
  const wide = entryOf({ process: '*\\build\\*', network: '10.0.0.0/8' });
  test.each([
    ['the same, in other letters and slashes', { process: '*/BUILD/*', network: '10.0.0.0/8' }, true],
    ['a narrower pattern', { process: 'cmd /c c:\\build\\*.cmd', network: '10.0.0.0/8' }, true],
    ['a narrower network', { process: '*\\build\\*', network: '10.20.0.0/16' }, true],
    ['one more pattern', { process: '*\\build\\*', network: '10.0.0.0/8', dest: 'ws07' }, true],
    ['a wider pattern', { process: '*build*', network: '10.0.0.0/8' }, false],
    ['no network', { process: '*\\build\\*' }, false],
    ['a wider network', { process: '*\\build\\*', network: '10.0.0.0/7' }, false],
    ['a network beside it', { process: '*\\build\\*', network: '192.0.2.0/24' }, false],
    ['a longer life', { process: 'c:\\build\\x', network: '10.0.0.0/8', expires_at: '2026-07-01T00:00:00Z' }, false],
    ['another detection', { process: '*\\build\\*', network: '10.0.0.0/8', detection: ANY }, false],
  ])('%s', (_, more, expected) => {
    expect(coveredBy(entryOf(more), [wide], NOW)).toBe(expected ? wide : undefined);
  });

  test('not by itself, nor by one that has expired or is off, but for the same', () => {
    expect(coveredBy(wide, [wide], NOW)).toBeUndefined();
    expect(coveredBy(entryOf({ process: 'c:\\build\\x' }), [entryOf({ process: '*build*', enabled: false })], NOW)).toBeUndefined();
    expect(coveredBy(entryOf({ process: '*build*' }), [entryOf({ process: '*build*', expires_at: '2026-01-02T00:00:00Z' })], NOW)).toBeUndefined();
    const off = entryOf({ process: '*build*', enabled: false });
    expect(coveredBy(entryOf({ process: '*BUILD*' }), [off], NOW)).toBe(off);
  });

  test('then it covers no row that the other does not', () => {
    const piece = fc.constantFrom('a', 'b', 'A', '*', '\\', '/', 'ab', ' ');
    const pattern = fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
    const value = fc.array(fc.constantFrom('a', 'b', 'A', 'B', '\\', '/', ' ', 'c'), { maxLength: 8 }).map((parts) => parts.join(''));
    let both = 0;
    fc.assert(fc.property(pattern, pattern, fc.array(value, { minLength: 1, maxLength: 20 }), (one, two, values) => {
      const [narrow, other] = [entryOf({ process: one }), entryOf({ process: two })];
      if (coveredBy(narrow, [other], NOW) === undefined) return;
      both++;
      for (const process of [...values, one.replaceAll('*', 'ab'), one.replaceAll('*', '')]) if (covers(narrow, new Map([['process', process]]), NOW)) expect([one, two, process, covers(other, new Map([['process', process]]), NOW)]).toEqual([one, two, process, true]);
    }), { numRuns: 3_000, seed: 5 });
    expect(both).toBeGreaterThan(100);
  });
});
