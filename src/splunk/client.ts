/** A session with splunkd in the name space of one app: what is asked, and what of it may be asked again. */
import { setTimeout as wait } from 'node:timers/promises';
import Context from 'splunk-sdk/lib/context.js';
import type { SdkContext, SdkParameters } from 'splunk-sdk/lib/context.js';
import { SplunkFailure, failureOf } from './failure.js';
import type { Transport } from './transport.js';

/** `bearer`: a token of Splunk's own kind (Settings > Tokens). Else a session key, or the system's. */
export type Credentials = { readonly token: string; readonly bearer?: boolean } | { readonly user: string; readonly password: string };

export interface ClientOptions {
  readonly transport: Transport;
  /** Of splunkd, such as https://127.0.0.1:8089. */
  readonly uri: string;
  readonly app: string;
  readonly credentials: Credentials;
}

export type Parameters = Readonly<Record<string, string | number>>;

export interface Question {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below /servicesNS/nobody/<app>/; its parts are encoded. */
  readonly path: string;
  readonly query?: Parameters;
  /** Sent as a form. */
  readonly form?: Parameters;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Whether it does no harm to ask it twice, where the first answer got lost. */
  readonly repeatable: boolean;
}

export interface Client {
  /** The answer, from JSON. Rejects with a SplunkFailure. */
  ask(question: Question): Promise<unknown>;
}

/** Milliseconds before the second and third attempt; a little more or less, so that many clients do not come back at once. */
const PAUSES = [60, 300];

export function connect({ transport, uri, app, credentials }: ClientOptions): Client {
  const context = new Context(transport.newHttp(), parametersOf(new URL(uri), app, credentials));
  return { ask: (question) => askAgain(context, question, 0) };
}

function parametersOf({ protocol, hostname, port }: URL, app: string, credentials: Credentials): SdkParameters {
  const place = { scheme: protocol.slice(0, -1), host: hostname, port: port === '' ? 8089 : Number(port), owner: 'nobody', app };
  if ('user' in credentials) return { ...place, username: credentials.user, password: credentials.password };
  return { ...place, sessionKey: credentials.token, authorization: credentials.bearer === true ? 'Bearer' : 'Splunk' };
}

async function askAgain(context: SdkContext, question: Question, attempt: number): Promise<unknown> {
  try {
    return await askOnce(context, question);
  } catch (error) {
    const pause = PAUSES[attempt];
    if (pause === undefined || !question.repeatable || !isPassing(error)) throw error;
    await wait(pause * (0.5 + Math.random()));
    return askAgain(context, question, attempt + 1);
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof SplunkFailure && (error.code === 'unreachable' || error.code === 'busy' || error.code === 'damaged');
}

async function askOnce(context: SdkContext, { method, path, query = {}, form, json }: Question): Promise<unknown> {
  const headers: Record<string, string> = { 'Content-Type': json === undefined ? 'application/x-www-form-urlencoded' : 'application/json' };
  try {
    const reply = await context.request(path, method, texts(query), form && texts(form), json === undefined ? undefined : JSON.stringify(json), headers);
    return reply.data;
  } catch (error) {
    throw translated(error, `${method} ${path}`);
  }
}

/** Halves of surrogate pairs, which no URL can hold, become question marks: they are nowhere found. */
function texts(parameters: Parameters): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, Buffer.from(String(value)).toString()]));
}

/** The SDK rejects with the answer itself, or, where the answer to a login makes no sense, with a text or an error of its own. */
function translated(error: unknown, what: string): unknown {
  if (error instanceof SplunkFailure) return error;
  if (error !== null && typeof error === 'object' && 'status' in error && typeof error.status === 'number') return failureOf(error.status, 'data' in error ? error.data : undefined, what);
  return new SplunkFailure('damaged', `${what}: the answer to the login cannot be understood.`);
}
