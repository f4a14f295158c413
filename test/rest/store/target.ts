/** A store that several processes open: what they have to be told of it. Only what is needed is loaded, since many are started. */
import type { EmbeddedPlaces, Store } from '../../../src/rest/index.js';
import { openEmbedded } from '../../../src/rest/store/embedded.js';
import type { Trust } from '../../../src/splunk/index.js';

export type Target = { readonly places: EmbeddedPlaces } | SplunkTarget;

export interface SplunkTarget {
  readonly uri: string;
  readonly app: string;
  readonly token: string;
  readonly trust: Trust;
  readonly renewal: string;
}

export async function openTarget(target: Target): Promise<Store> {
  if ('places' in target) return openEmbedded(target.places);
  const [{ openKvStore }, { connect, openTransport }] = await Promise.all([import('../../../src/rest/store/kvstore.js'), import('../../../src/splunk/index.js')]);
  const { uri, app, token, trust, renewal } = target;
  const transport = openTransport({ trust, deadline: 2_000 });
  const store = openKvStore({ client: connect({ transport, uri, app, credentials: { token } }), renewal, clock: () => Date.now() / 1000 });
  return { ...store, close: () => { transport.close(); return store.close(); } };
}
