/** The JSON that splunkd makes of a request. Keys without a value are left out by splunkd; nothing is trusted but its shape. */
export interface HandlerRequest {
  readonly method: string;
  /** Path and query below the handler's root, to be put into a request line as they are. */
  readonly target: string;
  /** Names in lower case; only those that the handler has a use for. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly caller: Caller;
}

/** What splunkd says about who asks. */
export interface Caller {
  readonly user: string;
  /** Empty: nobody is logged in. */
  readonly token: string;
  readonly systemToken: string;
  /** Of splunkd, such as https://127.0.0.1:8089. */
  readonly restUri: string;
  readonly address: string;
}

/** Cookies and authorization stay outside: who asks is said by the session. */
const HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'if-match', 'if-none-match']);

type Fields = ReadonlyMap<string, unknown>;

/** A text says what is wrong. */
export function readHandlerRequest(block: Uint8Array): HandlerRequest | string {
  const request = parsed(block);
  if (!request) return 'the request is no JSON object';
  const method = textOf(request, 'method');
  if (!/^[A-Z]{1,16}$/.test(method)) return 'the request names no method';
  const query = pairsOf(request.get('query'));
  const headers = pairsOf(request.get('headers'));
  const body = bodyOf(request);
  if (!query || !headers || !body) return `the request has a ${!query ? 'query' : !headers ? 'header' : 'payload'} of a form that is not known`;
  return { method, target: targetOf(textOf(request, 'path_info'), query), headers: usefulHeaders(headers), body, caller: callerOf(request) };
}

function parsed(block: Uint8Array): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(block)));
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map<string, unknown>(Object.entries(value)) : undefined;
}

function textOf(fields: Fields | undefined, key: string): string {
  const value = fields?.get(key);
  return typeof value === 'string' ? value : '';
}

/** `[[name, value], ...]`; names may come again. */
function pairsOf(value: unknown): (readonly [string, string])[] | undefined {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return undefined;
  const pairs = value.map(pairOf).filter((pair) => pair !== undefined);
  return pairs.length === value.length ? pairs : undefined;
}

function pairOf(value: unknown): readonly [string, string] | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [name, text] = value as readonly unknown[];
  return typeof name === 'string' && typeof text === 'string' ? [name, text] : undefined;
}

/** Whether splunkd has decoded the path is not documented: our paths hold letters that are the same either way. */
function targetOf(path: string, query: readonly (readonly [string, string])[]): string {
  const segments = path.split('/').filter((segment) => segment !== '').map(encoded);
  const search = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString();
  return `/${segments.join('/')}${search === '' ? '' : `?${search}`}`;
}

/** Half a surrogate pair has no bytes. */
function encoded(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd'));
}

function usefulHeaders(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const found = pairs.map(([name, value]) => [name.toLowerCase(), value] as const).filter(([name, value]) => HEADERS.has(name) && /^[\t\x20-\x7e]{0,1000}$/.test(value));
  return Object.fromEntries(found);
}

function bodyOf(request: Fields): Buffer | undefined {
  const payload = request.get('payload') ?? request.get('payload_base64') ?? '';
  if (typeof payload !== 'string') return undefined;
  return Buffer.from(payload, request.get('payload') === undefined ? 'base64' : 'utf8');
}

function callerOf(request: Fields): Caller {
  const session = fieldsOf(request.get('session'));
  return {
    user: textOf(session, 'user'),
    token: textOf(session, 'authtoken'),
    systemToken: textOf(request, 'system_authtoken'),
    restUri: textOf(fieldsOf(request.get('server')), 'rest_uri'),
    address: textOf(fieldsOf(request.get('connection')), 'src_ip'),
  };
}
