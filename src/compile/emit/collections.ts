/** collections.conf: KV Store collections of lookups. */
import type { Stanza } from '../../conf/index.js';
import type { Conf, EmitContext } from './context.js';
import { by } from './json.js';

export function collections(context: EmitContext, allowlist: readonly Stanza[]): Conf {
  const names = new Map(context.content.lookups.flatMap((lookup) => (lookup.external === 'kvstore' ? [[lookup.collection, lookup] as const] : [])));
  const stanzas = [...names].flatMap(([name, lookup]): Stanza[] => {
    const entries: [string, string][] = [['enforceTypes', 'false'], ['replicate', 'false']];
    return context.owns('collections', name, lookup) ? [{ name, entries }] : [];
  });
  return { name: 'collections', stanzas: [...stanzas, ...allowlist].sort(by(({ name }) => name)) };
}
