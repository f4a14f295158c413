/** The handler as splunkd asks it: a block of JSON in, a reply of JSON out. Nothing is kept from one request to the next. */
import express from 'express';
import type { Request } from 'express';
import { connect, SplunkFailure } from '../splunk/index.js';
import type { Client, Credentials, Transport } from '../splunk/index.js';
import { problem, written } from './answer.js';
import type { Answer } from './answer.js';
import { problemOf } from './failure.js';
import type { Ports } from './route.js';
import { createRouter } from './router.js';
import { isLoopback, viaOf } from './session.js';
import type { Session, Splunkd } from './session.js';
import { InMemoryHttp } from './transport/inmemory.js';
import { readHandlerRequest } from './transport/request.js';
import type { Caller } from './transport/request.js';
import { packReply } from './transport/splunkd.js';
import type { Answer as AnswerBlock } from './transport/splunkd.js';

export interface SplunkdPorts extends Ports {
  /** Connections to this splunkd, verified as its server.conf says. Throws a SplunkFailure where that cannot be read. */
  readonly transport: () => Transport;
  /** Name of the app, which is that of its folder. */
  readonly app: string;
}

/** A session with splunkd under the rights of whoever the token stands for. */
export function clientFor({ transport, app }: Pick<SplunkdPorts, 'transport' | 'app'>, { uri }: Pick<Splunkd, 'uri'>, credentials: Credentials): Client {
  return connect({ transport: transport(), uri, app, credentials });
}

/** The reply never rejects: what goes wrong is an answer too. */
export function answerSplunkd(ports: SplunkdPorts): AnswerBlock {
  const http = new InMemoryHttp<Caller>((contextOf) => {
    const router = createRouter(ports, (request: Request) => sessionOf(contextOf(request.socket), ports));
    return express().disable('x-powered-by').use(router);
  });
  return async (block) => {
    if (block === 'too large') return packed(problem(413, 'the request is too large'));
    const request = readHandlerRequest(block);
    if (typeof request === 'string') return packed(problem(400, request));
    const { method, target, headers, body, caller } = request;
    try {
      return packReply(await http.ask({ method, path: target, headers, body }, caller));
    } catch (error) {
      return packed(problemOf(error, ports));
    }
  };
}

function packed(answer: Answer): string {
  return packReply(written(answer));
}

/** Who asks, splunkd itself says: the name that came with the request is only held against it. */
async function sessionOf(caller: Caller | undefined, ports: SplunkdPorts): Promise<Session | Answer> {
  if (!caller || caller.token === '') return problem(401, 'nobody is logged in');
  const uri = URL.canParse(caller.restUri) ? new URL(caller.restUri) : undefined;
  if (uri?.protocol !== 'https:' || !isLoopback(uri.hostname.replace(/^\[|\]$/g, ''))) return problem(503, 'splunkd says that it is elsewhere than on this machine, or not behind TLS: it is not asked');
  if (caller.systemToken === '') return problem(503, 'splunkd gives no token of the system: passSystemAuth of restmap.conf is to be true');
  const splunkd: Splunkd = { uri: uri.origin, systemToken: caller.systemToken };
  const context = await contextOfUser(caller, splunkd, ports);
  if ('status' in context) return context;
  if (context.user !== caller.user) return problem(401, 'the session is not that of the user who is named');
  return { ...context, address: caller.address, via: viaOf(caller.address), token: caller.token, splunkd };
}

type Rights = Pick<Session, 'user' | 'capabilities'>;

/** authentication/current-context (rest_api_reference.md): name and capabilities of the one whose token asks. */
async function contextOfUser({ token }: Caller, splunkd: Splunkd, ports: SplunkdPorts): Promise<Rights | Answer> {
  try {
    const client = clientFor(ports, splunkd, { token });
    return rightsOf(await client.ask({ method: 'GET', path: 'authentication/current-context', repeatable: true }));
  } catch (error) {
    if (error instanceof SplunkFailure && error.code === 'refused') return problem(401, 'the session has ended: log in again');
    throw error;
  }
}

function rightsOf(answer: unknown): Rights {
  const { username, capabilities } = contentOf(answer);
  if (typeof username !== 'string' || username === '' || !Array.isArray(capabilities)) throw new SplunkFailure('damaged', 'splunkd tells of no user and capabilities.');
  return { user: username, capabilities: new Set(capabilities.filter((name) => typeof name === 'string')) };
}

function contentOf(answer: unknown): { readonly username?: unknown; readonly capabilities?: unknown } {
  const entries = typeof answer === 'object' && answer !== null && 'entry' in answer && Array.isArray(answer.entry) ? (answer.entry as readonly unknown[]) : [];
  const [first] = entries;
  const content = typeof first === 'object' && first !== null && 'content' in first ? first.content : undefined;
  return typeof content === 'object' && content !== null ? content : {};
}
