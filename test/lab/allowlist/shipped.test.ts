/** Every shipped detection with entries in the allowlist: its own search, over its own samples. */
import { planOf, readApp, runTest, subjectsOf, withAllowlist } from '../../../src/lab/index.js';
import type { InstalledApp, Subject } from '../../../src/lab/index.js';
import { ANY, covers, patternFieldNames, readShipped, SHIPPED_LIST } from '../../../src/model/index.js';
import type { AllowlistEntry, PatternField } from '../../../src/model/index.js';
import type { Row, Value } from '../../../src/spl/index.js';
import { labOptions as cliOptions } from '../../../src/cli/prove.js';
import { content } from '../shipped.js';
import { appWith, entryFor, NOW, runMacro, texts } from './app.js';

const options = await cliOptions(texts);
const { subjects } = subjectsOf(content);
const read = readShipped(texts.get(SHIPPED_LIST) ?? '');
const shapes = new Map((typeof read === 'string' ? [] : read).map(({ id, fields }) => [id, fields]));

type Fields = ReadonlyMap<string, Value>;
const asResult = (fields: Fields): ReadonlyMap<string, string | readonly string[]> => new Map([...fields].map(([name, value]) => [name, typeof value === 'object' && value !== null ? value : String(value)]));
const plain = (rows: readonly Row[]): Record<string, Value>[] => rows.map(({ fields }) => Object.fromEntries(fields));

/** The results of all tests of a detection that fire. */
async function resultsOf(subject: Subject, app: InstalledApp): Promise<readonly Row[]> {
  const plan = planOf(app.searches.get(subject.stanza)?.search ?? '', app, options);
  const rows: Row[] = [];
  for (const { name, expected_results: expected } of subject.detection.extensions?.tests ?? []) if (expected > 0) rows.push(...(await runTest(name, subject, plan, app, options)).table.rows);
  return rows;
}

/** Patterns of the first result's own values: what somebody would write who takes it for harmless. */
function patternsOf(row: Row, fields: readonly string[]): Partial<Record<PatternField, string>> {
  const own = patternFieldNames.flatMap((field) => {
    const value = row.fields.get(field);
    return fields.includes(field) && typeof value === 'string' && value.length > 3 && value !== 'null' && value !== 'unknown' ? [[field, value.slice(0, 500)] as const] : [];
  });
  return Object.fromEntries(own);
}

const nearMiss = (patterns: Partial<Record<PatternField, string>>): Partial<AllowlistEntry> => Object.fromEntries(Object.entries(patterns).map(([field, pattern], index) => [field, index === 0 ? `${pattern}?` : pattern]));

describe.each(subjects.map((subject) => [subject.detection.name, subject] as const))('%s', (_, subject) => {
  const { id } = subject.detection;
  const base = readApp(texts);
  let before: readonly Row[] = [];
  let patterns: Partial<Record<PatternField, string>> = {};
  beforeAll(async () => {
    before = await resultsOf(subject, base);
    const [first] = before;
    if (!first) throw new Error('no test of it fires');
    patterns = patternsOf(first, shapes.get(id) ?? []);
  });

  const check = async (made: (own: Partial<Record<PatternField, string>>) => AllowlistEntry, effect: 'hides' | 'nothing', hiding: (entry: AllowlistEntry) => InstalledApp = (entry) => appWith([entry])): Promise<void> => {
    const entry = made(patterns);
    const after = await resultsOf(subject, hiding(entry));
    const left = effect === 'hides' ? before.filter(({ fields }) => !covers(entry, asResult(fields), 0)) : before;
    expect(plain(after)).toEqual(plain(left));
    expect(before.length - after.length > 0).toBe(effect === 'hides');
  };

  test('results have fields that an entry can narrow by', () => { expect(Object.keys(patterns).length).toBeGreaterThan(0); });
  test('no entry', async () => { expect(plain(await resultsOf(subject, appWith([])))).toEqual(plain(before)); });
  test('one that covers its first result', () => check((own) => entryFor(id, own), 'hides'));
  test('the same in other letter case and with other slashes', () => check((own) => entryFor(id, Object.fromEntries(Object.entries(own).map(([field, pattern]) => [field, pattern.toUpperCase().replaceAll('\\', '/')]))), 'hides'));
  test('a near miss', () => check((own) => entryFor(id, nearMiss(own)), 'nothing'));
  test('one for all detections', () => check((own) => entryFor(ANY, own), 'hides'));
  test('one for another detection', () => check((own) => entryFor('99999999-9999-4999-8999-999999999999', own), 'nothing'));
  test('an expired one that is still in the file', () => check((own) => entryFor(id, { ...own, expires_at: '2026-03-01T00:00:00Z' }), 'nothing'));
  test('one that is switched off, and one that has expired, after a renewal', async () => {
    await check((own) => entryFor(id, { ...own, enabled: false }), 'nothing', (entry) => withAllowlist(base, [entry], NOW));
    await check((own) => entryFor(id, { ...own, expires_at: '2026-03-01T00:00:00Z' }), 'nothing', (entry) => withAllowlist(base, [entry], NOW));
    await check((own) => entryFor(id, own), 'hides', (entry) => withAllowlist(base, [entry], NOW));
  });
  test('one of a network, where a result has no address', () => check((own) => entryFor(id, { ...own, network: '192.0.2.0/24' }), 'nothing'));

  test('one of a network, where it has one', async () => {
    const addressed = before.map(({ fields }) => new Map<string, Value>([...fields, ['dest', '192.0.2.7']]));
    const hiddenBy = async (network: string): Promise<number> => {
      const entry = entryFor(id, { ...patterns, dest: ANY, network });
      const left = await runMacro(`${subject.detection.stem}_filter`, appWith([entry]), addressed);
      expect(plain(left)).toEqual(addressed.filter((fields) => !covers(entry, asResult(fields), NOW)).map((fields) => Object.fromEntries(fields)));
      return addressed.length - left.length;
    };
    expect(await hiddenBy('192.0.2.0/24')).toBeGreaterThan(0);
    expect(await hiddenBy('198.51.100.0/24')).toBe(0);
  });

  test('a result that lacks a field, or has it twice, is not hidden by a pattern on that field', async () => {
    const [first] = before;
    const entry = entryFor(id, patterns);
    for (const field of Object.keys(patterns)) {
      const own = new Map(first?.fields);
      const without = new Map(own);
      without.delete(field);
      const several = new Map(own).set(field, [String(own.get(field)), String(own.get(field))]);
      const left = await runMacro(`${subject.detection.stem}_filter`, appWith([entry]), [own, without, several]);
      expect([field, left.map(({ events }) => events[0])]).toEqual([field, [1, 2]]);
    }
  });
});
