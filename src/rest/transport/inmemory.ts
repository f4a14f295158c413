/** A real HTTP server that is asked without a socket: the same express router serves splunkd's packets and stand-alone HTTP. */
import { createServer, request } from 'node:http';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import type { Duplex } from 'node:stream';
import { pair } from './pair.js';

export interface Question {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * `context` is what the transport knows about the question. It travels beside the bytes, by the connection, so that no header can
 * stand in for it: `contextOf(request.socket)` gives it back.
 */
export class InMemoryHttp<Context> {
  private readonly contexts = new WeakMap<object, Context>();
  private readonly server;

  constructor(listener: (contextOf: (socket: object) => Context | undefined) => RequestListener) {
    this.server = createServer(listener((socket) => this.contexts.get(socket)));
  }

  ask(question: Question, context: Context): Promise<Reply> {
    const [near, far] = pair();
    this.contexts.set(far, context);
    this.server.emit('connection', far);
    return send(question, near);
  }
}

function send({ method, path, headers, body }: Question, connection: Duplex): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const length = body.length > 0 || method === 'POST' ? { 'content-length': String(body.length) } : {};
    const asking = request({ method, path, headers: { host: 'splunkd.invalid', ...headers, ...length }, createConnection: () => connection }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 500, headers: response.headers, body: Buffer.concat(parts).toString('utf8') });
      });
    });
    asking.on('error', reject);
    asking.end(body);
  });
}
