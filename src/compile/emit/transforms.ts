/** transforms.conf: lookup definitions. */
import type { Stanza } from '../../conf/index.js';
import type { Lookup } from '../../model/index.js';
import type { Conf, EmitContext } from './context.js';
import { by } from './json.js';
import { generatedLookups } from './lookups.js';

export function transforms(context: EmitContext, allowlist: readonly Stanza[]): Conf {
  const declared = context.content.lookups.flatMap((lookup) => (context.owns('transforms', lookup.name, lookup) ? [definition(lookup, context)] : []));
  const generated = generatedLookups(context).map(({ name, filename, description, caseSensitive }): Stanza => ({
    name,
    comment: `description = ${description}`,
    entries: [...(caseSensitive ? [] : [['case_sensitive_match', context.flag(false)] as const]), ['filename', filename]],
  }));
  return { name: 'transforms', stanzas: [...declared, ...generated, ...allowlist].sort(by(({ name }) => name)) };
}

function definition(lookup: Lookup, context: EmitContext): Stanza {
  const { name, description, match_type, min_matches, max_matches, default_match, case_sensitive_match } = lookup;
  const source: [string, string | undefined][] =
    lookup.external === 'csv'
      ? [['filename', lookup.filename]]
      : [['collection', lookup.collection], ['external_type', 'kvstore'], ['fields_list', lookup.fields?.join(', ')]];
  const all: [string, string | undefined][] = [
    ['case_sensitive_match', case_sensitive_match === undefined ? undefined : context.flag(case_sensitive_match)],
    ['default_match', default_match],
    ['match_type', match_type?.join(', ')],
    ['max_matches', max_matches === undefined ? undefined : String(max_matches)],
    ['min_matches', min_matches === undefined ? undefined : String(min_matches)],
    ...source,
  ];
  const entries = all.flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, value]]));
  return { name, ...(description !== '' && { comment: `description = ${description}` }), entries: entries.sort(by(([key]) => key)) };
}
