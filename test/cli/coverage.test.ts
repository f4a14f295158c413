/** `bitsjobs coverage` as whole calls, over the content that ships and variants of our own. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './fixture.js';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'bitsjobs-coverage-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

const bitsadmin = (line: string): object => ({ kind: 'P', Image: 'C:\\Windows\\System32\\bitsadmin.exe', OriginalFileName: 'bitsadmin.exe', CommandLine: line, ParentImage: 'C:\\Windows\\System32\\cmd.exe', User: 'CORP\\eve' });
const fetches = { id: 'X1', title: 'a | b', group: 'g', dual_use: false, events: [bitsadmin('bitsadmin /transfer j http://198.51.100.7/a.exe C:\\d\\a.exe')], sigma_bits: ['d059842b(medium)'] };
const lists = { id: 'X2', title: 'asks', group: 'g', dual_use: true, events: [bitsadmin('bitsadmin /list')] };

function file(name: string, ...lines: readonly (object | string)[]): string {
  writeFileSync(join(folder, name), lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
  return join(folder, name);
}

interface Row {
  readonly id: string;
  readonly tier: string;
  readonly stanzas: readonly string[];
  readonly score: number | null;
}
const rows = (text: string): readonly Row[] => JSON.parse(text) as Row[];

describe('variants', () => {
  test('JSON has a row for each, stanzas as savedsearches.conf names them, and no original', () => {
    const { out } = run(['coverage', '--variants', file('two.jsonl', fetches, lists), '--format', 'json'], root);
    expect(rows(out)).toEqual([
      { id: 'X1', dual_use: false, tier: expect.stringMatching(/^(?:finding|risk|hunt)$/) as string, stanzas: expect.arrayContaining(['BITS - Hunt Bitsadmin Use - Rule']) as string[], score: expect.any(Number) as number },
      { id: 'X2', dual_use: true, tier: expect.stringMatching(/^(?:hunt|none)$/) as string, stanzas: expect.any(Array) as string[], score: expect.any(Number) as number },
    ]);
    expect(out).not.toContain('BITSAdmin Download File');
  });

  test('Markdown counts the originals by themselves, and a title cannot leave its cell', () => {
    const { out } = run(['coverage', '--variants', file('two.jsonl', fetches, lists)], root);
    expect(out).toContain('| the originals alone | 1 (100 %) |');
    expect(out).toContain('a \\| b');
    expect(out).toContain('d059842b(medium)');
  });

  test('broken lines are told by number, the others are run', () => {
    const { code, out, err } = run(['coverage', '--variants', file('broken.jsonl', fetches, 'nonsense', '', { id: 'X3' }, fetches, { id: 'X4', events: [{ kind: '?' }, bitsadmin('bitsadmin /reset')] }), '--format', 'json'], root);
    expect(code).toBe(1);
    expect(rows(out).map(({ id }) => id)).toEqual(['X1', 'X4']);
    expect(err).toMatch(/broken\.jsonl:2 is no variant: it is no JSON/);
    expect(err).toMatch(/broken\.jsonl:4 is no variant: X3: "events" is no list of events/);
    expect(err).toMatch(/broken\.jsonl:5 is no variant: X1 was there before/);
    expect(err).toMatch(/broken\.jsonl:6 X4: event 1 is left out/);
  });

  test('a folder takes all of it, a file one format', () => {
    const variants = file('two.jsonl', fetches, lists);
    run(['coverage', '--variants', variants, '--out', join(folder, 'out')], root);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['coverage-with-requires.json', 'coverage.json', 'coverage.md', 'scores.json', 'scores.md']);
    run(['coverage', '--variants', variants, '--out', join(folder, 'one.json')], root);
    expect(readFileSync(join(folder, 'one.json'), 'utf8')).toBe(readFileSync(join(folder, 'out/coverage.json'), 'utf8'));
  });

  test('scores show the side of the threshold and what speaks for it', () => {
    const { code, out } = run(['coverage', '--scores', '--variants', file('two.jsonl', fetches, lists)], root);
    expect(code).toBe(0);
    expect(out).toMatch(/\| X1 \| a \\\| b \| \d+ \| \w+ \| at or above \|/);
    expect(out).toMatch(/\| X2 \| asks \(dual use\) \| \d+ \| \w+ \| below \|/);
  });

  test('a file that is not there, or holds nothing, is no success', () => {
    expect(run(['coverage', '--variants', join(folder, 'missing')], root)).toMatchObject({ code: 2, err: expect.stringContaining('cannot be read') as string });
    expect(run(['coverage', '--variants', file('empty.jsonl')], root)).toMatchObject({ code: 1, err: expect.stringContaining('holds no variant') as string });
  });
});

describe('labelled logs', () => {
  const event = { EventID: 1, Provider: 'Microsoft-Windows-Sysmon', Channel: 'Microsoft-Windows-Sysmon/Operational', EventData: bitsadmin('bitsadmin /list') };

  test('a labelled line that does not alert is told, and so are labels that are none', () => {
    const log = file('log.jsonl', event, event);
    const { code, out, err } = run(['coverage', '--events', log, '--labels', file('labels.csv', 'file,line,label', 'log.jsonl,2,detect')], root);
    expect(code).toBe(1);
    expect(out).toContain('2 recorded events');
    expect(err).toContain('log.jsonl:2 should alert, and does not');
    expect(run(['coverage', '--events', log, '--labels', file('bad.csv', 'file,line,label', 'log.jsonl,2,loud')], root)).toMatchObject({ code: 2, err: expect.stringContaining('line 2') as string });
  });
});
