/** The verbs of the lab as whole calls, over a copy of the content that ships. */
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './fixture.js';

const root = join(import.meta.dirname, '../..');
const DETECTION = 'content/detections/endpoint/bitsadmin_download_file.yml';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitsjobs-lab-'));
  for (const part of ['content', 'default', 'metadata', 'appserver', 'bin', 'LICENSE']) cpSync(join(root, part), join(folder, part), { recursive: true });
});
afterEach(() => { rmSync(folder, { recursive: true }); });

function change(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(join(folder, path), 'utf8');
  expect(text.replace(from, to)).not.toBe(text);
  writeFileSync(join(folder, path), text.replace(from, to));
}

const archives = () => (existsSync(join(folder, 'dist')) ? readdirSync(join(folder, 'dist')).filter((name) => name.endsWith('.tgz')) : []);

describe('build', () => {
  test('ships what is proven', () => {
    expect(run(['build'], folder)).toMatchObject({ code: 0 });
    expect(archives()).toHaveLength(1);
  });

  test('a search that misses what it should see stops the archive and says why', () => {
    change(DETECTION, '"*transfer*"', '"*transfor*"');
    const { code, out } = run(['build'], folder);
    expect(code).toBe(1);
    expect(out).toContain('L101');
    expect(out).toContain('the test "each word that transfers" fails: expected 2 results, got 1');
    expect(out).toMatch(/bitsadmin_download_file\.yml:\d+:\d+: error/);
    expect(archives()).toEqual([]);
  });

  test('so does one that cannot be followed, and one without tests', () => {
    change(DETECTION, '| `security_content_ctime(lastTime)`', '| transaction user\n  | `security_content_ctime(lastTime)`');
    expect(run(['build'], folder).out).toContain('cannot be proven here: the lab does not run transaction');
    change('content/detections/endpoint/powershell_start_bitstransfer.yml', /\n {2}tests:[\s\S]*?(?=\n {2}sourced_from)/, '');
    const { code, out } = run(['build'], folder);
    expect([code, out.includes('it has no tests under extensions.tests')]).toEqual([1, true]);
    expect(archives()).toEqual([]);
  });

  test('a sample that is broken is told with its line', () => {
    change('content/samples/bitsadmin_download_file.jsonl', /\n/, '\n{"test": "asking only", \n');
    expect(run(['build'], folder).out).toContain('bitsadmin_download_file.jsonl:2:1: error L103');
  });
});

describe('test', () => {
  test('proves, and by an archive too', () => {
    expect(run(['test'], folder)).toMatchObject({ code: 0, out: expect.stringMatching(/BITSAdmin Download File .* proven[\s\S]*?(\d+) of \1 detections proven/) as string });
    run(['build'], folder);
    expect(run(['test', '--app', `dist/${archives()[0] ?? ''}`, '--detection', 'bits_job_persistence'], folder).out).toContain('1 of 1 detections proven');
  });

  test('mutants, as JSON', () => {
    const { code, out } = run(['test', '--mutate', '--detection', 'Hunt Notify Program', '--format', 'json'], folder);
    const report = JSON.parse(out) as { detections: unknown[]; mutants: { mutants: number; survivors: string[] }[] };
    expect([code, report.detections.length, report.mutants[0]?.survivors]).toEqual([0, 1, []]);
    expect(report.mutants[0]?.mutants).toBeGreaterThan(5);
  });

  test('a clause that no sample tests is named', () => {
    change('content/samples/hunt_bitsadmin_use.jsonl', /\n.*getieproxy.*/, '');
    const { code, out } = run(['test', '--mutate', '--detection', 'hunt_bitsadmin_use'], folder);
    expect([code, out.includes('L105'), out.includes('without *getieproxy*')]).toEqual([1, true, true]);
  });

  test.each([[['test', '--detection', 'nope'], 'there is no detection "nope"'], [['test', '--app', 'LICENSE'], 'no archive that can be read']])('%s', (args, why) => {
    expect(run(args, folder)).toMatchObject({ code: 2, err: expect.stringContaining(why) as string });
  });
});

describe('run', () => {
  const events = 'content/samples/bitsadmin_download_file.jsonl';

  test('JSON lines name the records behind each result', () => {
    const { code, out, err } = run(['run', '--events', events, '--detection', 'bitsadmin_download_file', '--format', 'json'], folder);
    const lines = out.trim().split('\n').map((line) => JSON.parse(line) as { detection: string; tier: string; entity: string; score: number; message: string; fields: Record<string, unknown>; events: { file: string; line: number }[] });
    expect(code).toBe(0);
    expect(lines.filter(({ tier }) => tier === 'finding').length).toBeGreaterThan(5);
    expect(lines[0]).toMatchObject({ detection: 'BITSAdmin Download File', stanza: 'BITS - BITSAdmin Download File - Rule', tier: 'finding', score: 49, events: [{ file: events, line: expect.any(Number) as number }] });
    expect(lines[0]?.message).toContain('ran');
    const hit = readFileSync(join(folder, events), 'utf8').split('\n')[(lines[0]?.events[0]?.line ?? 0) - 1] ?? '';
    expect(hit.toLowerCase()).toContain(String(lines[0]?.fields['process_name']).toLowerCase());
    expect(err).toMatch(/1\d events read in .* a second/);
  });

  test('the table and CSV, and time windows', () => {
    expect(run(['run', events, '--detection', 'bitsadmin_download_file'], folder).out).toContain('finding  BITSAdmin Download File');
    const csv = run(['run', events, '--detection', 'bitsadmin_download_file', '--format', 'csv', '--schedule'], folder).out.trim().split('\n');
    expect(csv[0]).toBe('detection,tier,entity,entity_type,score,message,first_record');
    expect(csv.length).toBeGreaterThan(12);
  });

  test('what runs into a spreadsheet as a formula does not', () => {
    writeFileSync(join(folder, 'evil.jsonl'), JSON.stringify({ EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational', Computer: '=cmd|x', EventData: { Image: 'C:\\bitsadmin.exe', CommandLine: 'bitsadmin /transfer \u001b[31m', User: '+u' } }));
    const csv = run(['run', 'evil.jsonl', '--detection', 'bitsadmin_download_file', '--format', 'csv'], folder).out;
    expect(csv).toContain("'=cmd|x");
    expect(run(['run', 'evil.jsonl', '--detection', 'bitsadmin_download_file'], folder).out).not.toContain('\u001b[31m');
  });

  test.each([
    [['run'], 'run needs events'], [['run', 'nowhere'], 'nowhere cannot be read (ENOENT)'], [['run', 'LICENSE', '--time-zone', 'Mars'], 'there is no time zone "Mars"'], [['run', events, '--detection', 'nope'], 'there is no detection "nope"'],
  ])('%s', (args, why) => {
    expect(run(args, folder)).toMatchObject({ code: 2, err: expect.stringContaining(why) as string });
  });

  test('broken records are counted and make the exit code 1', () => {
    writeFileSync(join(folder, 'cut.jsonl'), '{"EventID":1,"Channel":"x","EventData":{"CommandLine":"transfer"}}\n{"nothing of note"\n');
    const { code, err } = run(['run', 'cut.jsonl'], folder);
    expect([code, /cut\.jsonl:2 .*no JSON/.test(err)]).toEqual([1, true]);
  });
});

describe('parse', () => {
  test('a search with its fields, its tokens, its tree', () => {
    expect(run(['parse', '| makeresults | eval a="x" | table a b'], folder)).toMatchObject({ code: 0, out: expect.stringContaining('missing: b') as string });
    expect(run(['parse', 'a=1 b=2 OR c=3', '--show', 'tree'], folder).out).toContain('kind: or');
    expect(run(['parse', 'a=1', '--show', 'tokens'], folder).out).toContain('word');
  });

  test('faults with a caret', () => {
    const { code, err } = run(['parse', 'a=1 | statz count'], folder);
    expect(code).toBe(1);
    expect(err).toContain('did you mean stats?');
    expect(err).toMatch(/\n {10}\^/);
  });

  test('all searches of a folder', () => {
    const report = JSON.parse(run(['parse', '--content', 'content', '--format', 'json'], folder).out) as { searches: number; parsed: number; seconds: number; failed: unknown[] };
    expect(report).toEqual({ searches: report.parsed, parsed: expect.any(Number) as number, seconds: expect.any(Number) as number, failed: [] });
    expect(report.parsed).toBeGreaterThan(6);
  });
});

test('conformance writes its pack', () => {
  expect(run(['conformance', 'pack'], folder)).toMatchObject({ code: 0, out: expect.stringContaining('claims in') as string });
  expect(readdirSync(join(folder, 'pack')).sort()).toEqual(['README.md', 'bitsjobs_conformance', 'claims.json', 'events.hec.jsonl', 'requests.json']);
  expect(run(['conformance'], folder).out).toContain('search-or-before-and');
});
