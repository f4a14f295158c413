import { readHandlerRequest } from '../../../src/rest/transport/request.js';

const read = (value: unknown) => readHandlerRequest(Buffer.from(JSON.stringify(value)));

test('a request as splunkd makes it', () => {
  expect(read({
    output_mode: 'xml', output_mode_explicit: false, method: 'POST', rest_path: '/bits_jobs/v1/entries', path_info: 'entries',
    query: [['dry_run', 'true'], ['text', 'a&b=ü'], ['text', 'x']], payload: '{"reason":"ü"}',
    headers: [['Content-Type', 'application/json'], ['Host', 'evil.example'], ['Authorization', 'Splunk stolen'], ['If-Match', '"3"'], ['Transfer-Encoding', 'chunked']],
    cookies: [['session', 'x']],
    session: { user: 'ana', authtoken: 'T1', tz: 'UTC' }, system_authtoken: 'T2', ns: { app: 'DA-ESS-BitsJobs' },
    server: { rest_uri: 'https://127.0.0.1:8089', hostname: 'sh1' }, connection: { src_ip: '127.0.0.1', ssl: true, listening_port: 8089 }, lang: 'en-US',
  })).toEqual({
    method: 'POST', target: '/entries?dry_run=true&text=a%26b%3D%C3%BC&text=x', body: Buffer.from('{"reason":"ü"}'),
    headers: { 'content-type': 'application/json', 'if-match': '"3"' },
    caller: { user: 'ana', token: 'T1', systemToken: 'T2', restUri: 'https://127.0.0.1:8089', address: '127.0.0.1' },
  });
});

test('what has no value is not there', () => {
  expect(read({ method: 'GET' })).toEqual({ method: 'GET', target: '/', headers: {}, body: Buffer.alloc(0), caller: { user: '', token: '', systemToken: '', restUri: '', address: '' } });
});

test('a payload in base64', () => {
  expect(read({ method: 'POST', payload_base64: Buffer.from('ü\0').toString('base64') })).toMatchObject({ body: Buffer.from('ü\0') });
});

test.each([
  ['entries/../health', '/entries/../health'],
  ['entries//x', '/entries/x'],
  ['entries/a?b#c d', '/entries/a%3Fb%23c%20d'],
  ['entries/%2e%2e', '/entries/%252e%252e'],
  ['entries/\r\nHost: x', '/entries/%0D%0AHost%3A%20x'],
  ['entries/\ud800', '/entries/%EF%BF%BD'],
])('a path %j is a path', (path, target) => {
  expect(read({ method: 'GET', path_info: path })).toMatchObject({ target });
});

test('a header cannot bring another one, nor a name that objects have', () => {
  expect(read({ method: 'GET', headers: [['If-Match', '"1"\r\nX: y'], ['__proto__', 'x'], ['constructor', 'x']] })).toMatchObject({ headers: {} });
});

test.each([
  ['no JSON', Buffer.from('{'), 'the request is no JSON object'],
  ['a list', Buffer.from('[]'), 'the request is no JSON object'],
  ['bytes that are no text', Buffer.from([0x7b, 0xff, 0x7d]), 'the request is no JSON object'],
  ['no method', Buffer.from('{}'), 'the request names no method'],
  ['a method that would be two lines', Buffer.from(JSON.stringify({ method: 'GET / HTTP/1.1\r\nX: y' })), 'the request names no method'],
  ['a query of another form', Buffer.from(JSON.stringify({ method: 'GET', query: { a: 1 } })), 'the request has a query of a form that is not known'],
  ['a payload that is no text', Buffer.from(JSON.stringify({ method: 'POST', payload: { a: 1 } })), 'the request has a payload of a form that is not known'],
])('%s is told of', (_, block, message) => {
  expect(readHandlerRequest(block)).toBe(message);
});
