/**
 * A stand-in of splunkd for tests: TLS, sessions, KV Store (kvrules.ts) and search jobs as they are documented (rest_api_reference.md of
 * Splunk 10.2.3; ../shared/facts/splunk-contracts.md, sections 4 and 8), and faults on demand. It runs no SPL: what a search does is given.
 */
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Authority, Identity } from './certificate.js';
import { newAuthority } from './certificate.js';
import { RuledCollection, defaultLimits, refusal } from './kvrules.js';
import type { Answer, FieldTypes, Limits } from './kvrules.js';

/** What goes wrong with a request: before it is done, or after, so that only the answer gets lost. */
export type Fault = 'reset before' | 'reset after' | 'half an answer' | 'not JSON' | 503 | 429 | { readonly slow: number } | { readonly until: Promise<unknown> };

/** Rows of a search; it may do something besides. Throws what the search tells where it fails. */
export type SearchEffect = (standIn: StandIn) => Promise<readonly Readonly<Record<string, unknown>>[]>;

export interface StandInOptions {
  readonly limits?: Partial<Limits>;
  /** accelerated_fields by collection. */
  readonly collections: Readonly<Record<string, readonly string[]>>;
  /** Types of fields by collection. */
  readonly types?: Readonly<Record<string, FieldTypes>>;
  /** By the stanza of a saved search, or the text of a search. */
  readonly searches?: Readonly<Record<string, SearchEffect>>;
  /** By their session keys. They may search, but have no right to the collections. */
  readonly users?: Readonly<Record<string, StandInUser>>;
  /** Of the server's certificate; with none it is like Splunk's own. */
  readonly names?: readonly string[];
  readonly identity?: Identity;
}

export interface StandInUser {
  readonly name: string;
  readonly capabilities: readonly string[];
}

export interface StandIn {
  readonly uri: string;
  readonly authority: Authority;
  readonly identity: Identity;
  readonly token: string;
  readonly app: string;
  readonly collections: ReadonlyMap<string, RuledCollection>;
  /** Files of the lookups folder. */
  readonly lookupFiles: Set<string>;
  /** The file of each lookup definition. */
  readonly definitions: Map<string, string>;
  /** "METHOD path" of all requests, oldest first. */
  readonly requests: string[];
  /** Seconds since 1970, for what it dates. */
  clock: () => number;
  /** TLS connections that were made. */
  connections(): number;
  /** Asked for each request; what it gives goes wrong. */
  fault: (request: { readonly method: string; readonly path: string }) => Fault | undefined;
  close(): Promise<void>;
}

interface Job {
  readonly search: string;
  /** RFC 3339. */
  readonly published: string;
  /** Only they and the system see it. */
  readonly owner?: StandInUser;
  rows: readonly Readonly<Record<string, unknown>>[];
  failure?: string;
  ended: boolean;
  polls: number;
}

export const user = { name: 'admin', password: 'changeme-in-tests' };
const APP = 'DA-ESS-BitsJobs';

export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const authority = newAuthority('BITS test authority');
  const identity = options.identity ?? authority.issue('SplunkServerDefaultCert', options.names ?? []);
  const server = createServer({ key: identity.key, cert: identity.certificate });
  let connections = 0;
  server.on('secureConnection', () => { connections += 1; });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const standIn: StandIn = {
    uri: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    authority, identity, app: APP, token: 'system-token-of-the-stand-in',
    collections: new Map(Object.entries(options.collections).map(([name, accelerated]) => [name, new RuledCollection({ ...defaultLimits, ...options.limits }, accelerated, options.types?.[name])])),
    lookupFiles: new Set(),
    definitions: new Map(),
    requests: [],
    clock: () => Date.now() / 1000,
    connections: () => connections,
    fault: () => undefined,
    close: () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  };
  const jobs = new Map<string, Job>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // A client that goes away while it asks is no fault of the stand-in.
    bodyOf(request).then((body) => serve(request, body, response)).catch(() => { request.socket.destroy(); });
  });

  async function serve(request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', standIn.uri);
    const method = request.method ?? 'GET';
    const path = decodeURIComponent(url.pathname).replace(/^\/servicesNS\/nobody\/[^/]+\/|^\/services\//, '');
    standIn.requests.push(`${method} ${path}`);
    const fault = standIn.fault({ method, path });
    if (typeof fault === 'object') await ('slow' in fault ? wait(fault.slow) : fault.until);
    if (fault === 'reset before') request.socket.destroy();
    else if (typeof fault === 'number') reply(response, refusal(fault, 'KV Store initialization has not completed yet.'));
    else {
      const answer = answerTo({ method, path, url, body, authorization: request.headers.authorization ?? '' }, standIn, jobs, options);
      if (fault === 'reset after') request.socket.destroy();
      else reply(response, answer, fault);
    }
  }

  return standIn;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly url: URL;
  readonly body: string;
  readonly authorization: string;
}

function answerTo(asked: Asked, standIn: StandIn, jobs: Map<string, Job>, options: StandInOptions): Answer {
  const { method, path, body, authorization } = asked;
  if (path === 'auth/login') return login(new URLSearchParams(body), standIn);
  // "Splunk <session key>", or "Bearer <token>" (Splunk's Authentication token documentation).
  const token = /^(?:Splunk|Bearer) (.+)$/.exec(authorization)?.[1] ?? '';
  const caller = Object.entries(options.users ?? {}).find(([key]) => key === token)?.[1];
  if (token !== standIn.token && !caller) return refusal(401, 'call not properly authenticated');
  if (path === 'authentication/current-context') return { status: 200, body: { entry: [{ name: 'context', content: { username: caller?.name ?? 'splunk-system-user', capabilities: caller?.capabilities ?? [] } }] } };
  if (path === 'server/info') return { status: 200, body: { generator: { version: '10.2.3' } } };
  const data = /^storage\/collections\/data\/([^/]+)(?:\/(.+))?$/.exec(path);
  if (data && caller) return refusal(403, 'You do not have permission to perform this operation');
  if (data) return collectionAnswer(asked, standIn.collections.get(data[1] ?? ''), data[2]);
  const definition = /^data\/transforms\/lookups\/(.+)$/.exec(path)?.[1];
  if (definition !== undefined) return definitionAnswer(asked, standIn, definition);
  const saved = /^saved\/searches\/(.+)\/dispatch$/.exec(path);
  if (saved && method === 'POST') return dispatched({ search: saved[1] ?? '' }, standIn, jobs, options);
  const history = /^saved\/searches\/(.+)\/history$/.exec(path);
  if (history) return { status: 200, body: { entry: [...jobs].filter(([, job]) => job.search === history[1]).map(([sid, job]) => ({ name: sid, published: job.published, content: { isDone: isDone(job) } })) } };
  if (path === 'search/jobs' && method === 'POST') {
    const form = new URLSearchParams(body);
    return dispatched({ search: form.get('search') ?? '', id: form.get('id') ?? undefined, owner: caller }, standIn, jobs, options);
  }
  const job = /^search\/(?:v2\/)?jobs\/([^/]+)(?:\/(results|control))?$/.exec(path);
  if (job && caller && jobs.get(job[1] ?? '')?.owner !== caller) return refusal(404, 'Unknown sid.');
  return job ? jobAnswer(asked, jobs, job[1] ?? '', job[2]) : refusal(404, 'Not Found');
}

function login(form: URLSearchParams, { token }: StandIn): Answer {
  const isRight = form.get('username') === user.name && form.get('password') === user.password;
  return isRight ? { status: 200, body: { sessionKey: token } } : refusal(401, 'Login failed');
}

/** data/transforms/lookups/{name}: filename is changed by POST. claims: lookup-definition-file. */
function definitionAnswer({ method, body }: Asked, { definitions, lookupFiles }: StandIn, name: string): Answer {
  if (!definitions.has(name)) return refusal(404, `Could not find object id=${name}`);
  const wanted = new URLSearchParams(body).get('filename');
  if (method === 'POST' && wanted !== null) {
    if (!lookupFiles.has(wanted)) return refusal(400, `The lookup table file '${wanted}' does not exist.`);
    definitions.set(name, wanted);
  }
  return { status: 200, body: { entry: [{ name, content: { type: 'file', filename: definitions.get(name) } }] } };
}

function collectionAnswer({ method, url, body }: Asked, collection: RuledCollection | undefined, key: string | undefined): Answer {
  if (!collection) return refusal(404, 'Could not find object.');
  if (method === 'GET') return key === undefined ? collection.find(url.searchParams) : collection.get(key);
  if (method === 'DELETE') return key === undefined ? collection.removeAll(url.searchParams) : collection.remove(key);
  const value = parsed(body);
  if (key === 'batch_save') return collection.save(value, Buffer.byteLength(body));
  return key === undefined ? collection.insert(value) : collection.replace(key, value);
}

interface Dispatch {
  readonly search: string;
  readonly id?: string | undefined;
  readonly owner?: StandInUser | undefined;
}

function dispatched({ search, id, owner }: Dispatch, standIn: StandIn, jobs: Map<string, Job>, { searches = {} }: StandInOptions): Answer {
  const effect = searches[search];
  if (!effect) return refusal(search.includes('|') ? 400 : 404, `Could not find object id=${search}`);
  const sid = id ?? `1795248000.${jobs.size + 1}`;
  const job: Job = { search, ...(owner && { owner }), published: new Date(standIn.clock() * 1000).toISOString(), rows: [], ended: false, polls: 0 };
  jobs.set(sid, job);
  void effect(standIn).then((rows) => { job.rows = rows; }, (error: unknown) => { job.failure = (error as Error).message; }).then(() => { job.ended = true; });
  return { status: 201, body: { sid } };
}

function isDone({ polls, ended }: Job): boolean {
  return ended && polls > 1;
}

/** A job is never done at the first look. */
function jobAnswer({ method, url, body }: Asked, jobs: Map<string, Job>, sid: string, part: string | undefined): Answer {
  const job = jobs.get(sid);
  if (!job) return refusal(404, 'Unknown sid.');
  if (part === 'control' && method === 'POST' && new URLSearchParams(body).get('action') === 'cancel') {
    jobs.delete(sid);
    return { status: 200, body: { messages: [{ type: 'INFO', text: 'Search job cancelled.' }] } };
  }
  if (part === 'results') return resultsAnswer(job, url.searchParams);
  job.polls += 1;
  const done = isDone(job);
  const messages = job.failure === undefined ? [] : [{ type: 'FATAL', text: job.failure }];
  return { status: 200, body: { entry: [{ name: sid, content: { sid, isDone: done, doneProgress: done ? 1 : 0.25, isFailed: done && job.failure !== undefined, resultCount: done ? job.rows.length : 0, messages } }] } };
}

/** A job that is not done has no results yet: 204 without a body. */
function resultsAnswer(job: Job, query: URLSearchParams): Answer {
  if (!isDone(job)) return { status: 204, body: undefined };
  const offset = Number(query.get('offset') ?? 0);
  return { status: 200, body: { results: job.rows.slice(offset, offset + Number(query.get('count') ?? 100)) } };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reply(response: ServerResponse, { status, body }: Answer, fault?: Fault): void {
  const text = body === undefined ? '' : fault === 'not JSON' ? '<html>' : JSON.stringify(body);
  response.writeHead(status, { 'Content-Type': 'application/json; charset=UTF-8', 'Content-Length': Buffer.byteLength(text) });
  if (fault !== 'half an answer') response.end(text);
  else response.write(text.slice(0, text.length / 2), () => response.socket?.destroy());
}
