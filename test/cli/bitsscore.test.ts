/** `| bitsscore` in the lab: in the proofs of whole calls, and against the bundle that ships. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bitsscoreSyntax, externalCommands } from '../../src/cli/bitsscore.js';
import { chunkedCommand, listEventFiles, streamEvents } from '../../src/lab/index.js';
import { planSearch } from '../../src/spl/index.js';
import type { Value } from '../../src/spl/index.js';
import { dataFolder, describeWithData } from '../data.js';
import { run } from './fixture.js';

const root = resolve(import.meta.dirname, '../..');
const bundle = join(root, 'dist/bitsscore.cjs');
const conf = readFileSync(join(root, 'default/bitsscore.conf'), 'utf8');

test('its arguments are checked with the search, and its fields are known', async () => {
  const commands = [await bitsscoreSyntax()];
  const plan = (text: string) => planSearch(text, { findMacro: () => undefined, commands });
  expect(plan('index=a | bitsscore threshold=500 explian=1').problems).toEqual([
    { code: 'S202', message: 'bitsscore: there is no argument "explian"; did you mean explain?; threshold="500" must be a whole number from 0 to 100', start: 20, end: 43 },
  ]);
  const { problems, stages } = plan('index=a | fields process | bitsscore prefix=b_ | table b_score b_reasons bits_score');
  expect([problems, stages.at(-1)?.missing]).toEqual([[], ['bits_score']]);
  expect([...(stages.at(-1)?.output.multivalue ?? [])]).toEqual(['b_reasons']);
});

describeWithData('over the recorded events', () => {
  (existsSync(bundle) ? test : test.skip)('the bundle that ships answers what the lab hears in memory', async () => {
    const rows: ReadonlyMap<string, Value>[] = [];
    await streamEvents(listEventFiles([join(dataFolder, 'events'), join(dataFolder, 'variants.jsonl')]), { defaults: { time: 0, host: 'h' }, event: ({ fields }) => rows.push(fields) });
    const lives: number[] = [];
    const shipped = chunkedCommand('bitsscore', (sent) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [bundle], { input: sent, maxBuffer: 1 << 30, env: {} });
      expect([status, stderr.toString()]).toEqual([0, '']);
      lives.push(stdout.length);
      return stdout;
    });
    const inMemory = externalCommands(new Map([['default/bitsscore.conf', conf]]))('bitsscore');
    const warnings: string[] = [];
    const [one, other] = await Promise.all([shipped(['explain=true'], rows, (text) => warnings.push(text)), inMemory?.(['explain=true'], rows, (text) => warnings.push(text))]);
    expect(one).toEqual(other);
    expect([one.length, one.filter((row) => row.has('bits_score')).length > 100, warnings]).toEqual([rows.length, true, []]);
    expect(rows.length).toBeGreaterThan(6_000);
    expect(lives).toHaveLength(2);
  });
});

describe('whole calls', () => {
  const DETECTION = 'content/detections/endpoint/bitsadmin_download_file.yml';
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bitsjobs-command-'));
    for (const part of ['content', 'default', 'metadata', 'appserver', 'bin', 'LICENSE']) cpSync(join(root, part), join(folder, part), { recursive: true });
  });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  /** The detection ends in the command and a threshold. */
  function score(command: string): void {
    const text = readFileSync(join(folder, DETECTION), 'utf8');
    const changed = text.replace(/(\| `bitsadmin_download_file_filter`)/, `| ${command}\n  $1`).replace(/^extensions:\n/m, 'extensions:\n  requires: [bitsscore]\n');
    expect(changed.length - text.length).toBeGreaterThan(command.length + 20);
    writeFileSync(join(folder, DETECTION), changed);
  }

  /** Its stanza in the app that was built. */
  function savedSearch(): string {
    const app = readdirSync(join(folder, 'dist'), { withFileTypes: true }).find((entry) => entry.isDirectory() && entry.name.startsWith('DA-ESS'));
    const conf = readFileSync(join(folder, 'dist', app?.name ?? '', 'default/savedsearches.conf'), 'utf8');
    return conf.split(/^(?=\[)/m).find((stanza) => stanza.startsWith('[BITS - BITSAdmin Download File - Rule]')) ?? '';
  }

  test('a search that calls it is proven by its score, built, and run over events', () => {
    score('bitsscore | where bits_score >= 1 AND like(bits_reasons, "%bitsadmin%")');
    expect(run(['test', '--detection', 'bitsadmin_download_file'], folder)).toMatchObject({ code: 0, out: expect.stringContaining('1 of 1 detections proven') as string });
    expect(run(['build'], folder)).toMatchObject({ code: 0, out: expect.not.stringContaining('warning') as string });
    expect(run(['test', '--mutate', '--detection', 'bitsadmin_download_file'], folder).out).toMatch(/^BITSAdmin Download File +\d\d +\d\d$/m);
    expect(readdirSync(join(folder, 'dist')).filter((name) => name.endsWith('.tgz'))).toHaveLength(1);
    expect(savedSearch()).toMatch(/^disabled = 1$/m);
    const [line = '{}'] = run(['run', 'content/samples/bitsadmin_download_file.jsonl', '--detection', 'bitsadmin_download_file', '--format', 'json'], folder).out.split('\n');
    const { fields } = JSON.parse(line) as { fields: Record<string, unknown> };
    expect([Number(fields['bits_score']) > 0, fields['bits_action'], Array.isArray(fields['bits_reasons'])]).toEqual([true, 'transfer', true]);
  });

  test('what it refuses is told with its place, and stops the archive', () => {
    score('bitsscore treshold=40 | where bits_score >= 1');
    const { code, out } = run(['build'], folder);
    expect([code, out]).toEqual([1, expect.stringMatching(/bitsadmin_download_file\.yml:\d+:\d+: error S202 bitsscore: there is no argument "treshold"; did you mean threshold\?/)]);
  });

  test('settings of the app hold in the proof, and what is wrong with them is told', () => {
    score('bitsscore | where mvcount(bits_reasons) > 0');
    writeFileSync(join(folder, 'default/bitsscore.conf'), '[bitsscore]\nthreshold = 100\n');
    expect(run(['test', '--detection', 'bitsadmin_download_file'], folder).out).toContain('L101');
    writeFileSync(join(folder, 'default/bitsscore.conf'), '[bitsscore]\nthreshold = many\n');
    const { out } = run(['test', '--detection', 'bitsadmin_download_file'], folder);
    expect(out).toContain('warning L106 BITSAdmin Download File: bitsscore: bitsscore.conf [bitsscore] threshold: "many" is no whole number from 0 to 100; the default 50 holds');
  });
});
