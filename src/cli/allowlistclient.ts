/** Speaks to the allowlist's handler: that of `bitsjobs serve`, or a Splunk's. */
import { readFileSync, statSync } from 'node:fs';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { RequestOptions } from 'node:https';
import type { Io } from './io.js';
import { STANDALONE_FOLDER, STANDALONE_PORT, tokenFile } from './standalone.js';
import type { Args, Option } from './verb.js';

export const TOKEN_VARIABLE = 'BITSJOBS_TOKEN';

export const serverOptions: readonly Option[] = [
  { name: 'server', value: 'address', fallback: `http://127.0.0.1:${STANDALONE_PORT}`, doc: "Of `bitsjobs serve`, or a Splunk's management port such as https://splunk.corp.example:8089." },
  { name: 'token-file', value: 'file', doc: `Holds the token, where ${TOKEN_VARIABLE} of the environment does not. Without both: that of a server in the current folder.` },
  { name: 'ca', value: 'file', doc: 'Certificates (PEM) of the authorities that may vouch for a Splunk, besides what SPLUNK_HOME says on its own machine.' },
];

export interface Reply {
  readonly status: number;
  readonly text: string;
  /** Of a JSON answer; else empty. */
  readonly body: ReadonlyMap<string, unknown>;
}

export interface AllowlistClient {
  /** `path` below the root of the API. Gives a text where there is no answer. */
  ask(method: string, path: string, body?: unknown): Promise<Reply | string>;
}

/** A text says what is wrong with the call. */
export async function clientOf(args: Args, io: Io): Promise<AllowlistClient | string> {
  const server = args.one('server') ?? '';
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return `--server ${JSON.stringify(server.slice(0, 80))} is no address such as https://splunk.corp.example:8089`;
  if (url.username !== '' || url.password !== '') return '--server holds a name or password: use a token';
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return `the token is not sent to ${url.host} over http: use https`;
  const token = tokenOf(args, io, url);
  if (typeof token === 'string') return token;
  const tls = url.protocol === 'http:' ? {} : await tlsFor(url, args, io);
  if (typeof tls === 'string') return tls;
  return { ask: (method, path, body) => ask(new URL(`/services/bits_jobs/v1${path}`, url), method, body, token.token, tls) };
}

function tokenOf(args: Args, io: Io, { hostname, protocol }: URL): { readonly token: string } | string {
  const inEnvironment = io.variable(TOKEN_VARIABLE);
  const own = protocol === 'http:' && isLoopback(hostname) ? tokenFile(STANDALONE_FOLDER) : undefined;
  const file = args.one('token-file') ?? (inEnvironment === undefined ? own : undefined);
  if (file === undefined && inEnvironment === undefined) return `there is no token: set ${TOKEN_VARIABLE}, or name a file with --token-file`;
  const token = (file === undefined ? (inEnvironment ?? '') : readToken(file)).trim();
  if (/^[\x21-\x7e]{1,4000}$/.test(token)) return { token };
  if (file === own && token === '') return `there is no token: no server was started in this folder (bitsjobs serve), ${TOKEN_VARIABLE} is not set, and no --token-file is given`;
  return token === '' ? `${file ?? TOKEN_VARIABLE} cannot be read, or is empty` : `${file ?? TOKEN_VARIABLE} holds no token: it is to be one line`;
}

const LONGEST_TOKEN_FILE = 10_000;

function readToken(file: string): string {
  try {
    return statSync(file).size > LONGEST_TOKEN_FILE ? '' : readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** As the client of Splunk verifies: on its own machine by what its server.conf says, elsewhere by name. */
async function tlsFor({ hostname }: URL, args: Args, io: Io): Promise<RequestOptions | string> {
  const { SplunkFailure, tlsOptions, trustOf } = await import('../splunk/index.js');
  const home = io.variable('SPLUNK_HOME');
  const ca = args.one('ca');
  try {
    const known = home !== undefined && isLoopback(hostname) ? trustOf(home) : {};
    return tlsOptions(ca === undefined ? known : { ...known, authorities: readFileSync(ca, 'utf8') });
  } catch (error) {
    return error instanceof SplunkFailure ? error.message : `${ca ?? ''} cannot be read`;
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

const DEADLINE = 60_000;
const LONGEST_ANSWER = 64 * 1024 * 1024;

function ask(url: URL, method: string, body: unknown, token: string, tls: RequestOptions): Promise<Reply | string> {
  const bytes = body === undefined ? undefined : JSON.stringify(body);
  const isHttps = url.protocol === 'https:';
  const options: RequestOptions = {
    method,
    signal: AbortSignal.timeout(DEADLINE),
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...(bytes !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(bytes) }) },
    ...tls,
  };
  return new Promise((resolve) => {
    const asking = (isHttps ? requestHttps : requestHttp)(url, options, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size <= LONGEST_ANSWER) parts.push(part);
        else response.destroy();
      });
      response.on('error', () => { resolve(`the answer of ${url.host} broke off, or is too long`); });
      response.on('end', () => { resolve(replyOf(response.statusCode ?? 0, Buffer.concat(parts).toString('utf8'))); });
    });
    asking.on('error', (error: NodeJS.ErrnoException) => { resolve(noAnswer(url, error)); });
    asking.end(bytes);
  });
}

function replyOf(status: number, text: string): Reply {
  try {
    const value: unknown = JSON.parse(text);
    return { status, text, body: new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []) };
  } catch {
    return { status, text, body: new Map() };
  }
}

function noAnswer({ host, protocol }: URL, error: NodeJS.ErrnoException): string {
  if (error.code === 'ECONNREFUSED') return `nothing listens at ${host}: is bitsjobs serve, or the Splunk, running?`;
  if (error.code === 'ABORT_ERR' || error.name === 'TimeoutError') return `${host} does not answer within ${DEADLINE / 1000} seconds`;
  const isTrust = protocol === 'https:' && /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|SSL|EPROTO/.test(error.code ?? '');
  return isTrust ? `${host} shows a certificate that is not to be trusted (${error.code ?? ''}): name its authority with --ca` : `${host} cannot be reached (${error.code ?? 'no reason given'})`;
}
