/** The stand-alone handler as a person runs it, and the verb that speaks to it. Needs dist/ (node build.js). */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cli } from './fixture.js';

const project = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'bitsjobs-serve-'));
const data = join(folder, 'data');
const tokenFile = join(data, 'token');
const servers: ChildProcess[] = [];

afterAll(async () => {
  for (const server of servers) {
    if (server.exitCode !== null) continue;
    server.kill('SIGKILL');
    await once(server, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

interface Running {
  readonly process: ChildProcess;
  readonly address: string;
  readonly greeting: string;
  /** Everything said so far. */
  readonly said: () => string;
}

async function serve(...args: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0', '--data', data, ...args], { cwd: project });
  servers.push(child);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { said += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { said += text; });
  while (!said.includes('to try')) {
    if (child.exitCode !== null) throw new Error(said);
    await new Promise((done) => setTimeout(done, 20));
  }
  return { process: child, address: /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '', greeting: said, said: () => said };
}

async function stop({ process: child }: Running, signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
  child.kill(signal);
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

/** In a folder of its own, so that no token lies about. */
async function allowlist(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [cli, 'allowlist', ...args], { cwd: folder, env: { ...process.env, BITSJOBS_TOKEN: '', NO_COLOR: '1', ...env } });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; });
  await once(child, 'close');
  return { code: child.exitCode, out, err };
}

const entry = ['--detection', 'BITSAdmin Download File', '--process', '*depot.example.net*'];

test('an entry is tried, added, listed and removed; the server ends cleanly and remembers', async () => {
  const first = await serve();
  const at = ['--server', first.address, '--token-file', tokenFile];
  const token = readFileSync(tokenFile, 'utf8').trim();
  expect(first.greeting).toContain(token);
  expect([data, tokenFile].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);

  const tried = await allowlist(['preview', '--detection', 'bitsadmin download file', '--process', '*http*', ...at]);
  expect(tried).toMatchObject({ code: 0, out: expect.stringMatching(/BITSAdmin Download File +\d+ +[1-9]\d*\n\nwould be hidden/) as string });

  const refused = await allowlist(['add', '--detection', 'BITSAdmin Download File', '--process=-', ...at]);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('/reason: ');
  expect(refused.err).toContain('/process: ');

  const added = await allowlist(['add', ...entry, '--reason', 'The depot updates itself this way.', ...at]);
  const id = /added (\S+), until/.exec(added.out)?.[1] ?? '';
  expect(added.code).toBe(0);
  expect(readFileSync(join(data, 'bits_allowlist_active.csv'), 'utf8')).toContain(id);
  expect(await allowlist(['add', ...entry, '--reason', 'Once more, by another analyst.', ...at])).toMatchObject({ code: 1, err: expect.stringContaining(`${id} covers this already`) as string });

  expect(await stop(first)).toBe(0);
  expect(first.said()).toContain('bitsjobs: stopped\n');
  expect(first.said()).toContain('"action":"create"');

  const second = await serve();
  expect(second.greeting).not.toContain(token);
  const there = ['--server', second.address];
  const listed = await allowlist(['list', ...there], { BITSJOBS_TOKEN: token });
  expect(listed.out).toMatch(new RegExp(`${id} +active .*process=\\*depot\\.example\\.net\\*`));
  expect(await allowlist(['remove', id, ...there], { BITSJOBS_TOKEN: token })).toMatchObject({ code: 0 });
  expect(await allowlist(['remove', id, ...there], { BITSJOBS_TOKEN: token })).toMatchObject({ code: 1, err: expect.stringContaining('there is no entry') as string });
  expect((await allowlist(['list', ...there, '--format', 'json'], { BITSJOBS_TOKEN: token })).out).toBe('{"entries":[]}\n');
  expect((await allowlist(['list', ...there], { BITSJOBS_TOKEN: 'another' })).err).toContain('this is not the token');
  expect(await stop(second, 'SIGTERM')).toBe(0);
});

test('a port that is taken is one clear message', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const child = spawn(process.execPath, [cli, 'serve', '--port', String(port), '--data', join(folder, 'taken')], { cwd: project });
  servers.push(child);
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; });
  await once(child, 'close');
  other.close();
  expect([child.exitCode, err]).toEqual([2, `bitsjobs: port ${port} is taken: another bitsjobs serve, or another program\n    Give another one with --port, or --port 0 for any that is free.\n`]);
});

test.each([
  ['no server', ['list', '--server', 'http://127.0.0.1:1'], { BITSJOBS_TOKEN: 'x' }, 'nothing listens at 127.0.0.1:1'],
  ['no token', ['list'], {}, 'there is no token'],
  ['no token file', ['list', '--token-file', 'nowhere'], {}, 'nowhere cannot be read'],
  ['a server by http elsewhere', ['list', '--server', 'http://splunk.corp.example:8089'], { BITSJOBS_TOKEN: 'x' }, 'over http: use https'],
  ['a password in the address', ['list', '--server', 'https://a:b@splunk.corp.example:8089'], { BITSJOBS_TOKEN: 'x' }, 'a name or password'],
  ['no address', ['list', '--server', 'splunk'], { BITSJOBS_TOKEN: 'x' }, 'is no address'],
  ['nothing to do', [], {}, 'needs to be told what to do'],
  ['something else to do', ['destroy'], {}, 'cannot "destroy"'],
  ['no id', ['remove'], { BITSJOBS_TOKEN: 'x' }, 'needs the id'],
  ['a certificate file that is none', ['list', '--server', 'https://127.0.0.1:1', '--ca', 'nowhere.pem'], { BITSJOBS_TOKEN: 'x' }, 'nowhere.pem cannot be read'],
] as const)('%s is wrong use, in words', async (_, args, env, words) => {
  const { code, err } = await allowlist(args, env);
  expect([code, err.includes(words), err.includes('    at ')]).toEqual([2, true, false]);
});

test.each([['abc'], ['70000'], ['-1']])('--port %s is refused', async (port) => {
  const child = spawn(process.execPath, [cli, 'serve', `--port=${port}`, '--data', join(folder, 'no')], { cwd: project });
  servers.push(child);
  await once(child, 'close');
  expect(child.exitCode).toBe(2);
});

test('a folder that cannot be used is told of', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0', '--data', file], { cwd: project });
  servers.push(child);
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; });
  await once(child, 'close');
  expect([child.exitCode, err.includes('cannot be used')]).toEqual([2, true]);
});
