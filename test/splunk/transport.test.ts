import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect, openTransport } from '../../src/splunk/index.js';
import type { Client, Trust } from '../../src/splunk/index.js';
import { newAuthority } from './certificate.js';
import { clientOf, standInWith, transportTo } from './sessions.js';
import { user } from './standin.js';
import type { StandIn } from './standin.js';

const info = { method: 'GET', path: '/services/server/info', repeatable: true } as const;

function trusting(standIn: StandIn, trust: Trust, uri = standIn.uri): Client {
  return connect({ transport: openTransport({ trust }), uri, app: standIn.app, credentials: { token: standIn.token } });
}

describe('TLS is verified', () => {
  const other = newAuthority('BITS test authority');

  test('as Splunk is installed: its certificate names no host, the chain and equality decide', async () => {
    const standIn = await standInWith({ collections: {} });
    const { authority, identity } = standIn;
    const trust = { authorities: authority.certificate, certificate: identity.certificate };
    await expect(trusting(standIn, trust).ask(info)).resolves.toMatchObject({ generator: { version: '10.2.3' } });
    await expect(trusting(standIn, trust, standIn.uri.replace('127.0.0.1', 'localhost')).ask(info)).resolves.toBeDefined();
  });

  test.each([
    ['without the authority', ({ identity }: StandIn): Trust => ({ certificate: identity.certificate })],
    ['with another authority of the same name', ({ identity }: StandIn): Trust => ({ authorities: other.certificate, certificate: identity.certificate })],
    ['with another certificate of the same authority', ({ authority }: StandIn): Trust => ({ authorities: authority.certificate, certificate: authority.issue('SplunkServerDefaultCert').certificate })],
    ['by its name, which it has none of, where no certificate is configured', ({ authority }: StandIn): Trust => ({ authorities: authority.certificate })],
  ])('%s nothing is sent', async (_, trust) => {
    const standIn = await standInWith({ collections: {} });
    await expect(trusting(standIn, trust(standIn)).ask(info)).rejects.toMatchObject({ name: 'SplunkFailure', code: 'untrusted', message: expect.stringContaining('server.conf') as string });
    expect(standIn.requests).toEqual([]);
  });

  test('a certificate that has expired is refused though it is the configured one', async () => {
    const authority = newAuthority('BITS test authority');
    const identity = authority.issue('SplunkServerDefaultCert', ['127.0.0.1'], { from: -10, to: -1 });
    const standIn = await standInWith({ collections: {}, identity });
    await expect(trusting(standIn, { authorities: authority.certificate, certificate: identity.certificate }).ask(info)).rejects.toMatchObject({ code: 'untrusted' });
  });

  test('a certificate with the right name needs no equality', async () => {
    const standIn = await standInWith({ collections: {}, names: ['127.0.0.1'] });
    await expect(trusting(standIn, { authorities: standIn.authority.certificate }).ask(info)).resolves.toBeDefined();
  });

  test('without TLS nothing is sent', async () => {
    const standIn = await standInWith({ collections: {} });
    await expect(trusting(standIn, {}, standIn.uri.replace('https', 'http')).ask(info)).rejects.toMatchObject({ code: 'untrusted' });
  });
});

test('one connection serves many requests', async () => {
  const standIn = await standInWith({ collections: {} });
  const transport = transportTo(standIn);
  for (let n = 0; n < 20; n += 1) await clientOf(standIn, transport).ask(info);
  expect(standIn.connections()).toBe(1);
});

describe('faults', () => {
  test.each(['reset before', 'reset after', 'half an answer', 'not JSON', 503, 429] as const)('%s: asked again if that does no harm, else told', async (fault) => {
    const standIn = await standInWith({ collections: {} });
    const client = clientOf(standIn);
    let left = 2;
    standIn.fault = () => (left-- > 0 ? fault : undefined);
    await expect(client.ask(info)).resolves.toMatchObject({ generator: { version: '10.2.3' } });
    expect(standIn.requests).toHaveLength(3);
    left = 1;
    await expect(client.ask({ ...info, repeatable: false })).rejects.toMatchObject({ name: 'SplunkFailure', message: expect.not.stringContaining(standIn.token) as string });
    expect(standIn.requests).toHaveLength(4);
    left = 99;
    await expect(client.ask(info)).rejects.toMatchObject({ code: expect.stringMatching(/unreachable|busy|damaged/) as string });
    expect(standIn.requests).toHaveLength(7);
  });

  test('an answer that does not come in time', async () => {
    const standIn = await standInWith({ collections: {} });
    standIn.fault = () => ({ slow: 2_000 });
    await expect(clientOf(standIn, transportTo(standIn, 100)).ask({ ...info, repeatable: false })).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining('0.1 s') as string });
  });

  test('nobody there', async () => {
    const standIn = await standInWith({ collections: {} });
    const client = clientOf(standIn);
    await standIn.close();
    await expect(client.ask(info)).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining('ECONNREFUSED') as string });
  });

  test('a redirect is not followed', async () => {
    const authority = newAuthority('BITS test authority');
    const { certificate, key } = authority.issue('server', ['127.0.0.1']);
    const asked: string[] = [];
    const server = createServer({ key, cert: certificate }, (request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(302, { Location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const uri = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = connect({ transport: openTransport({ trust: { authorities: authority.certificate } }), uri, app: 'x', credentials: { token: 't' } });
    await expect(client.ask({ ...info, repeatable: false })).rejects.toMatchObject({ code: 'damaged' });
    expect(asked).toHaveLength(1);
    server.closeAllConnections();
    server.close();
  });
});

describe('sessions', () => {
  const session = (standIn: StandIn, credentials: Parameters<typeof connect>[0]['credentials']): Client => connect({ transport: transportTo(standIn), uri: standIn.uri, app: standIn.app, credentials });

  test('user and password log in once', async () => {
    const standIn = await standInWith({ collections: {} });
    const client = session(standIn, { user: user.name, password: user.password });
    await client.ask(info);
    await client.ask(info);
    expect(standIn.requests.filter((request) => request === 'POST auth/login')).toHaveLength(1);
  });

  test.each([
    ['a wrong password', { user: user.name, password: 'wrong' }],
    ['a session that has ended', { token: 'old' }],
    ['a token that is not valid', { token: 'old', bearer: true }],
  ])('%s is refused, with what to do', async (_, credentials) => {
    const standIn = await standInWith({ collections: {} });
    await expect(session(standIn, credentials).ask(info)).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('Log in again') as string });
  });

  test('a token of Splunk is sent as such', async () => {
    const standIn = await standInWith({ collections: {} });
    await expect(session(standIn, { token: standIn.token, bearer: true }).ask(info)).resolves.toBeDefined();
  });
});
