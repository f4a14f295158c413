/** `bitsjobs allowlist` to a Splunk: over verified TLS to a server that does as splunkd does, which asks the handler that ships. Needs dist/. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConf } from '../../src/conf/index.js';
import { HandlerProcess, install } from '../rest/installed.js';
import type { Installed } from '../rest/installed.js';
import { splunkWithApp } from '../rest/store/splunk.js';
import { newAuthority } from '../splunk/certificate.js';
import { cli } from './fixture.js';

const users = {
  'token-of-alice': { name: 'alice', capabilities: ['search', 'view_bits_allowlist', 'edit_bits_allowlist'] },
  'token-of-victor': { name: 'victor', capabilities: ['search', 'view_bits_allowlist'] },
};
const folder = mkdtempSync(join(tmpdir(), 'bitsjobs-allowlist-'));
const authority = newAuthority('Corp test authority');
const ca = join(folder, 'ca.pem');
const asked: string[] = [];
let server: Server;
let address = '';
let installed: Installed;
let handler: HandlerProcess;

beforeAll(async () => {
  const { standIn } = await splunkWithApp({ users });
  standIn.clock = () => Date.now() / 1000;
  installed = install(standIn);
  handler = new HandlerProcess(installed, standIn);
  writeFileSync(ca, authority.certificate);
  const { key, certificate } = authority.issue('localhost', ['localhost']);
  server = createServer({ key, cert: certificate }, (request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '', 'https://localhost');
      asked.push(`${request.method ?? ''} ${url.pathname}`);
      const parts: Buffer[] = [];
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
      const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      const user = Object.entries(users).find(([known]) => known === token)?.[1];
      if (!user) {
        response.writeHead(401, { 'content-type': 'application/json' }).end('{"messages":[{"type":"WARN","text":"call not properly authenticated"}]}');
        return;
      }
      const body = Buffer.concat(parts).toString('utf8');
      const reply = await handler.ask(request.method ?? '', url.pathname.replace('/services/bits_jobs/v1', ''), { user: user.name, token, query: [...url.searchParams], ...(body !== '' && { body }), address: '192.0.2.7' });
      response.writeHead(reply.status, reply.headers).end(reply.text);
    })();
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  address = `https://localhost:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  handler.child.kill();
  server.close();
  server.closeAllConnections();
  for (const path of [folder, installed.home]) rmSync(path, { recursive: true, force: true });
});

async function allowlist(args: readonly string[], token = 'token-of-alice'): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [cli, 'allowlist', ...args], { cwd: folder, env: { ...process.env, SPLUNK_HOME: '', BITSJOBS_TOKEN: token, NO_COLOR: '1' } });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; });
  await once(child, 'close');
  return { code: child.exitCode, out, err };
}

test('an entry is made, shown and removed; the trail names the way that it took', async () => {
  const at = ['--server', address, '--ca', ca];
  const added = await allowlist(['add', '--detection', 'BITSAdmin Download File', '--dest', 'ws07.corp.example', '--reason', 'The depot of ws07 updates itself.', '--expires', '2099-01-01T00:00:00Z', ...at]);
  expect(added).toMatchObject({ code: 1, err: expect.stringContaining('too far away') as string });
  const made = await allowlist(['add', '--detection', 'BITSAdmin Download File', '--dest', 'ws07.corp.example', '--reason', 'The depot of ws07 updates itself.', ...at]);
  expect(made).toMatchObject({ code: 0, err: '' });
  const id = /added (\S+),/.exec(made.out)?.[1] ?? '';
  expect((await allowlist(['list', ...at])).out).toMatch(new RegExp(`${id} +active +\\S+ +alice +dest=ws07.corp.example`));
  expect(await allowlist(['remove', id, ...at], 'token-of-victor')).toMatchObject({ code: 1, err: expect.stringContaining('edit_bits_allowlist') as string });
  expect(await allowlist(['remove', id, ...at])).toMatchObject({ code: 0 });
  expect((await handler.ask('GET', '/audit', { user: 'alice', token: 'token-of-alice' })).body).toMatchObject({ records: [{ action: 'delete', via: 'REST' }, { action: 'create', via: 'REST', by: 'alice' }] });
});

test('a token that is none is told of in words', async () => {
  const { code, err } = await allowlist(['list', '--server', address, '--ca', ca], 'token-of-nobody');
  expect([code, err]).toEqual([1, 'bitsjobs: the server answers 401: call not properly authenticated\n']);
});

test('a certificate that nobody vouches for gets no token', async () => {
  const before = asked.length;
  const { code, err } = await allowlist(['list', '--server', address]);
  expect([code, err.includes('a certificate that is not to be trusted') && err.includes('--ca')]).toEqual([2, true]);
  expect((await allowlist(['list', '--server', address.replace('localhost', '127.0.0.1'), '--ca', ca])).code).toBe(2);
  expect(asked.length).toBe(before);
});

test('rights are advice: conf that would do, written nowhere', async () => {
  const { code, out } = await allowlist(['rights']);
  const { stanzas, diagnostics } = parseConf(out, 'authorize.conf');
  expect([code, diagnostics]).toEqual([0, []]);
  expect([...stanzas.keys()]).toEqual(['role_ess_user', 'role_ess_analyst', 'role_ess_admin', 'role_admin', 'role_sc_admin']);
  expect([...(stanzas.get('role_ess_analyst')?.entries.keys() ?? [])]).toEqual(['view_bits_allowlist', 'edit_bits_allowlist']);
});
