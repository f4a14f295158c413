/** The app as it is built, below a SPLUNK_HOME, and its handler started as splunkd starts it. Needs dist/ (node build.js). */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from '../cli/fixture.js';
import type { StandIn } from '../splunk/standin.js';
import { request } from './transport/wire.js';

const project = resolve(import.meta.dirname, '../..');
export const APP = 'DA-ESS-BitsJobs';

export interface Installed {
  readonly home: string;
  readonly app: string;
}

/** `args`: further options of the build. */
export function install(standIn: Pick<StandIn, 'authority' | 'identity'>, args: readonly string[] = []): Installed {
  const home = mkdtempSync(join(tmpdir(), 'bitsjobs-home-'));
  const { code, err, out } = run(['build', '--out', join(home, 'built'), '--no-cache', ...args], project);
  if (code !== 0) throw new Error(out + err);
  const app = join(home, 'etc/apps', APP);
  for (const folder of ['etc/auth', 'var/log/splunk', 'var/run/splunk', 'etc/apps']) mkdirSync(join(home, folder), { recursive: true });
  cpSync(join(home, 'built', APP), app, { recursive: true });
  writeFileSync(join(home, 'etc/auth/cacert.pem'), standIn.authority.certificate);
  writeFileSync(join(home, 'etc/auth/server.pem'), standIn.identity.certificate);
  mkdirSync(join(app, 'local'));
  writeFileSync(join(app, 'local/node.path'), process.execPath);
  chmodSync(join(app, 'local/node.path'), 0o600);
  return { home, app };
}

/** Files of the app as the lab reads them. */
export function textsOf({ app }: Installed): Map<string, string> {
  const files = ['default', 'lookups'].flatMap((folder) => readdirSync(join(app, folder), { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => `${folder}/${name}`));
  return new Map(files.map((path) => [path, readFileSync(join(app, path), 'utf8')]));
}

export interface Asking {
  readonly query?: readonly (readonly [string, string])[];
  readonly body?: unknown;
  readonly user?: string;
  /** The session key of the user. */
  readonly token?: string;
  readonly address?: string;
  readonly type?: string;
  readonly headers?: readonly (readonly [string, string])[];
  /** Beside or in place of what splunkd sends. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export interface HandlerReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** What splunkd sends for a request that comes through Splunk Web (splunk-contracts.md, 3.4). */
export function blockOf({ uri, token: systemToken }: Pick<StandIn, 'uri' | 'token'>, method: string, path: string, { query = [], body, user = 'alice', token = 'key-of-alice', address = '127.0.0.1', type = 'application/json', headers = [], more = {} }: Asking): Readonly<Record<string, unknown>> {
  return {
    output_mode: 'json', output_mode_explicit: true, method, rest_path: `/bits_jobs/v1${path}`,
    ...(path !== '' && { path_info: path.replace(/^\//, '') }), query,
    headers: [['Host', '127.0.0.1:8089'], ...(body === undefined ? [] : [['Content-Type', type]]), ...headers],
    ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body), form: [] }),
    session: { user, authtoken: token }, system_authtoken: systemToken, ns: { app: APP, user },
    server: { rest_uri: uri, hostname: 'sh1.corp.example', servername: 'sh1', guid: '00000000-0000-4000-8000-000000000000' },
    connection: { src_ip: address, ssl: true, listening_port: 8089 }, lang: 'en-US', ...more,
  };
}

export function replyOf(text: string): HandlerReply {
  const reply = JSON.parse(text) as { readonly status: number; readonly payload: string; readonly headers: Readonly<Record<string, string>> };
  const isJson = (reply.headers['content-type'] ?? '').includes('json');
  return { status: reply.status, headers: reply.headers, text: reply.payload, body: isJson ? (JSON.parse(reply.payload) as Record<string, unknown>) : {} };
}

/** The handler's process; one request after the other. */
export class HandlerProcess {
  readonly child: ChildProcessWithoutNullStreams;
  readonly standIn: StandIn;
  /** Must stay empty: splunkd takes it for errors. */
  errors = '';
  private received = Buffer.alloc(0);
  private more: (() => void) | undefined;

  constructor({ home, app }: Installed, standIn: StandIn) {
    this.standIn = standIn;
    this.child = spawn(join(app, 'bin/bitsjobs.sh'), ['bits_rest'], { env: { SPLUNK_HOME: home, PATH: '/usr/bin:/bin' } });
    this.child.stderr.on('data', (bytes: Buffer) => { this.errors += bytes.toString(); });
    this.child.stdout.on('data', (bytes: Buffer) => {
      this.received = Buffer.concat([this.received, bytes]);
      this.more?.();
    });
    this.child.on('exit', () => this.more?.());
  }

  async ask(method: string, path: string, asking: Asking = {}): Promise<HandlerReply> {
    this.child.stdin.write(request(blockOf(this.standIn, method, path, asking)));
    if ((await this.string()) !== '') throw new Error('the handler does not begin');
    return replyOf(await this.string());
  }

  /** Ends its input, as splunkd does with one that has nothing to do. */
  async end(): Promise<number | null> {
    this.child.stdin.end();
    if (this.child.exitCode === null) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  private async string(): Promise<string> {
    for (;;) {
      const at = this.received.indexOf(0x0a);
      const length = Number(this.received.toString('utf8', 0, Math.max(0, at)));
      if (at >= 0 && this.received.length >= at + 1 + length) {
        const text = this.received.toString('utf8', at + 1, at + 1 + length);
        this.received = this.received.subarray(at + 1 + length);
        return text;
      }
      if (this.child.exitCode !== null) throw new Error(`the handler ended with ${this.child.exitCode}: ${this.errors}`);
      await new Promise<void>((resolve) => { this.more = resolve; });
    }
  }
}
