/** The API over real HTTP and a real store, each answer held against the OpenAPI document. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ShippedDetection } from '../../src/model/index.js';
import { createApp, defaultPorts, describeApi, listen, openEmbedded } from '../../src/rest/index.js';
import type { Listening, LogLine, Ports, Store } from '../../src/rest/index.js';

export const TOKEN = 'token-of-tests';
/** Seconds since 1970: 2026-11-21T08:00:00Z. */
export const START = 1_795_248_000;

export const download: ShippedDetection = {
  id: '80630ff4-8e4c-11eb-aab5-acde48001122', name: 'BITSAdmin Download File', type: 'TTP', stanza: 'BITS - BITSAdmin Download File - Rule', enabled: true,
  fields: ['dest', 'user', 'process_name', 'process', 'parent_process_name', 'parent_process'], search: '| makeresults | search *',
};
export const clientLog: ShippedDetection = {
  id: '22222222-2222-4222-8222-222222222222', name: 'Job In The Log', type: 'Anomaly', stanza: 'BITS - Job In The Log - Rule', enabled: true,
  fields: ['dest', 'url', 'dest_ip'], search: '| makeresults | search *',
};

/** What a client sends for an entry that is fine. */
export const depot = { detection: download.id, dest: 'ws07.corp.example', process: '*depot.example.net*', reason: 'The depot updates itself with bitsadmin.' };

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Of a JSON answer. */
  readonly body: Record<string, unknown>;
}

export interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string | null;
  readonly type?: string;
}

export class Api {
  readonly log: LogLine[] = [];
  now = START;
  readonly store: Store;
  readonly lookup: string;
  private readonly folder: string;
  private listening: Listening | undefined;

  private constructor(folder: string, store: Store) {
    this.folder = folder;
    this.lookup = join(folder, 'lookup.csv');
    this.store = store;
  }

  static async start(changes: Partial<Ports> = {}): Promise<Api> {
    const folder = mkdtempSync(join(tmpdir(), 'bitsjobs-api-'));
    const store = await openEmbedded({ database: join(folder, 'store.db'), lookup: join(folder, 'lookup.csv') });
    const api = new Api(folder, store);
    const ports: Ports = {
      ...defaultPorts, store: () => store, detections: [download, clientLog], version: '0.0.0',
      preview: { start: () => Promise.resolve({ state: 'done', rows: [], complete: true }), look: () => Promise.resolve({ state: 'failed', detail: 'no such job' }) },
      clock: () => api.now, log: (line) => api.log.push(line), newId: randomUUID, ...changes,
    };
    const listening = await listen(createApp(ports, { token: TOKEN, user: 'alice' }), 0);
    if ('refused' in listening) throw new Error(listening.refused);
    api.listening = listening;
    return api;
  }

  async stop(): Promise<void> {
    await this.listening?.close();
    await this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get address(): string {
    return `http://127.0.0.1:${this.listening?.port ?? 0}`;
  }

  /** `path` below the root. A body that is no text goes out as JSON. */
  async ask(method: string, path: string, body?: unknown, { headers = {}, token = TOKEN, type = 'application/json' }: Asked = {}): Promise<Reply> {
    const response = await fetch(`${this.address}/bits_jobs/v1${path}`, {
      method,
      headers: { ...(token !== null && { authorization: `Bearer ${token}` }), ...(body !== undefined && { 'content-type': type }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    const reply: Reply = { status: response.status, headers: response.headers, text, body: isJson && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : {} };
    expectDocumented(method, path, reply);
    return reply;
  }

  /** An entry that was made. */
  async create(fields: Readonly<Record<string, unknown>> = {}): Promise<Record<string, unknown> & { readonly id: string; readonly version: number }> {
    const { status, body } = await this.ask('POST', '/entries', { ...depot, ...fields });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body['entry'] as { readonly id: string; readonly version: number };
  }
}

const document = describeApi('0.0.0') as unknown as { readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>> }>>>> };
const ajv = new Ajv2020({ strict: false, formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, uuid: /^[0-9a-f-]{36}$/ } });
ajv.addSchema({ ...document, $id: 'api' });

/** Fails where an answer is not one that the document announces. */
export function expectDocumented(method: string, target: string, { status, headers, text, body }: Pick<Reply, 'status' | 'text' | 'body'> & { readonly headers: Pick<Headers, 'get'> }): void {
  const path = target.replace(/\?.*/, '').replace(/^\/entries\/[^/]+$/, '/entries/{id}');
  const methods = document.paths[path];
  if (!methods || status === 405) {
    expect([404, 405]).toContain(status);
    return;
  }
  const name = method === 'HEAD' ? 'get' : method.toLowerCase();
  const response = methods[name]?.responses[String(status)];
  const type = (headers.get('content-type') ?? '').split(';')[0] ?? '';
  const documented = response?.content[type];
  if (!documented) throw new Error(`${method} ${path} answers ${status} ${type}, which the document does not know: ${text.slice(0, 300)}`);
  if (method === 'HEAD' || !type.endsWith('json')) return;
  const pointer = ['paths', path, name, 'responses', String(status), 'content', type, 'schema'].map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).map(encodeURIComponent).join('/');
  const validate = ajv.getSchema(`api#/${pointer}`);
  if (!validate) throw new Error(`no schema at ${pointer}`);
  if (validate(body) !== true) throw new Error(`${method} ${path} ${status}: ${ajv.errorsText(validate.errors)} in ${text.slice(0, 500)}`);
}
