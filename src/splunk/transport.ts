/** HTTPS to splunkd for splunk-sdk: verified, one connection for many requests, each with a deadline, and no redirects followed. */
import { Agent, request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import Http from 'splunk-sdk/lib/http.js';
import type { SdkHttp, SdkMessage, SdkReply } from 'splunk-sdk/lib/http.js';
import { SplunkFailure } from './failure.js';
import { tlsOptions } from './trust.js';
import type { Trust } from './trust.js';

export interface TransportOptions {
  readonly trust: Trust;
  /** Milliseconds that one attempt of a request may take, its whole answer included. */
  readonly deadline?: number;
}

/** Of a process: its connections are shared by all sessions. */
export interface Transport {
  /** What the SDK sends its requests with; one a session, since it keeps cookies. */
  newHttp(): SdkHttp;
  /** Ends idle connections, so that the process can end. */
  close(): void;
}

const DEADLINE = 15_000;
/** splunkd gives 50 MB of a collection at once (limits.conf.spec, max_size_per_result_mb). */
const LONGEST_ANSWER = 64 * 1024 * 1024;

export function openTransport({ trust, deadline = DEADLINE }: TransportOptions): Transport {
  const agent = new Agent({ keepAlive: true, maxSockets: 16, ...tlsOptions(trust) });
  const Verified = Http.extend({ makeRequest: (url, message) => send(agent, new URL(url), message, deadline) });
  return { newHttp: () => new Verified(), close: () => { agent.destroy(); } };
}

function send(agent: Agent, url: URL, { method, headers, body }: SdkMessage, deadline: number): Promise<SdkReply> {
  if (url.protocol !== 'https:') throw new SplunkFailure('untrusted', `${url.origin} is not asked: only https can be verified.`);
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const options = { agent, method, signal: AbortSignal.timeout(deadline), headers: { ...headers, Accept: 'application/json', 'Content-Length': bytes.length } };
    const fail = (error: unknown): void => { reject(translated(error, url, deadline)); };
    const outgoing = request(url, options, (response) => { read(response).then((text) => replyOf(response, text)).then(resolve, fail); });
    outgoing.on('error', fail).end(bytes);
  });
}

async function read(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_ANSWER) throw new SplunkFailure('damaged', `An answer of splunkd is longer than ${LONGEST_ANSWER} bytes.`);
    chunks.push(chunk);
  }
  if (!response.complete) throw new SplunkFailure('unreachable', 'The connection ended within an answer of splunkd.');
  return Buffer.concat(chunks).toString('utf8');
}

function replyOf(response: IncomingMessage, text: string): SdkReply {
  const { statusCode: status = 0, headers } = response;
  if (status >= 300 && status < 400) throw new SplunkFailure('damaged', `splunkd answers ${status}, to ask elsewhere: redirects are not followed.`);
  return { response: { headers }, status, data: status >= 400 ? parsedIfJson(text) : parsed(text) };
}

function parsed(text: string): unknown {
  const data = parsedIfJson(text);
  if (data === undefined && text !== '') throw new SplunkFailure('damaged', 'An answer of splunkd is not JSON.');
  return data;
}

function parsedIfJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Codes of OpenSSL and Node where a certificate is not accepted. */
const untrusted = /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|ERR_SSL|EPROTO/;

function translated(error: unknown, { host }: URL, deadline: number): Error {
  if (error instanceof SplunkFailure) return error;
  const code = error !== null && typeof error === 'object' && 'code' in error ? String(error.code) : '';
  if (code === 'ABORT_ERR') return new SplunkFailure('unreachable', `${host} does not answer within ${deadline / 1000} s.`);
  if (untrusted.test(code)) return new SplunkFailure('untrusted', `${host} shows a certificate that is not to be trusted (${code}): name its authority by sslRootCAPath, and on loopback the certificate by serverCert, in server.conf.`);
  if (code === '') return error as Error;
  return new SplunkFailure('unreachable', `${host} cannot be reached, or ended the connection (${code}).`);
}
