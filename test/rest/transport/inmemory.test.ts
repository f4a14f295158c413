import type { IncomingMessage, ServerResponse } from 'node:http';
import { InMemoryHttp } from '../../../src/rest/transport/inmemory.js';
import { pair } from '../../../src/rest/transport/pair.js';

/** Answers with what it was asked. */
async function echo(request: IncomingMessage, response: ServerResponse, context: string | undefined): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const body = Buffer.concat(parts);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ method: request.method, url: request.url, type: request.headers['content-type'], context, length: body.length, body: body.toString('utf8', 0, 40) }));
}

const http = new InMemoryHttp<string>((contextOf) => (request, response) => void echo(request, response, contextOf(request.socket)));
const ask = async (method: string, path: string, body = '', headers = {}): Promise<unknown> => JSON.parse((await http.ask({ method, path, headers, body: Buffer.from(body) }, `session of ${path}`)).body);

test('a question is asked whole, its context beside it', async () => {
  expect(await ask('POST', '/a?b=1', '{"ü":1}', { 'content-type': 'application/json', 'context': 'forged' })).toEqual({
    method: 'POST', url: '/a?b=1', type: 'application/json', context: 'session of /a?b=1', length: 8, body: '{"ü":1}',
  });
  expect(await ask('GET', '/')).toMatchObject({ method: 'GET', length: 0 });
});

test('a body larger than any buffer', async () => {
  expect(await ask('POST', '/', 'x'.repeat(3_000_000))).toMatchObject({ length: 3_000_000 });
});

test('questions at the same time keep their contexts apart', async () => {
  const paths = Array.from({ length: 50 }, (_, index) => `/${index}`);
  expect(await Promise.all(paths.map((path) => ask('GET', path)))).toMatchObject(paths.map((path) => ({ url: path, context: `session of ${path}` })));
});

test('a server that breaks off fails the question', async () => {
  const rude = new InMemoryHttp<null>(() => (request) => { request.socket.destroy(); });
  await expect(rude.ask({ method: 'GET', path: '/', headers: {}, body: Buffer.alloc(0) }, null)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('a pair carries bytes both ways, no faster than they are read, and ends', async () => {
  const [near, far] = pair();
  let accepted = 0;
  const chunk = Buffer.alloc(64 << 10);
  const send = (): void => { near.write(chunk, () => { accepted++; if (accepted < 100) send(); else near.end(); }); };
  send();
  await new Promise(setImmediate);
  expect(accepted).toBeLessThan(5);
  let length = 0;
  for await (const part of far as AsyncIterable<Buffer>) length += part.length;
  expect(length).toBe(100 * chunk.length);
});
