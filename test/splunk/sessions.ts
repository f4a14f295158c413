/** Clients of a stand-in, and what ends with a test file. */
import { connect, openTransport } from '../../src/splunk/index.js';
import type { Client, Transport } from '../../src/splunk/index.js';
import { startStandIn } from './standin.js';
import type { StandIn, StandInOptions } from './standin.js';

const ends: (() => Promise<void> | void)[] = [];
afterAll(async () => { for (const end of ends) await end(); });

export async function standInWith(options: StandInOptions): Promise<StandIn> {
  const standIn = await startStandIn(options);
  ends.push(() => standIn.close());
  return standIn;
}

export function transportTo(standIn: StandIn, deadline = 5_000): Transport {
  const transport = openTransport({ trust: { authorities: standIn.authority.certificate, certificate: standIn.identity.certificate }, deadline });
  ends.push(() => { transport.close(); });
  return transport;
}

export function clientOf(standIn: StandIn, transport = transportTo(standIn)): Client {
  return connect({ transport, uri: standIn.uri, app: standIn.app, credentials: { token: standIn.token } });
}
