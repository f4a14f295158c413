/**
 * What the allowlist needs of Splunk: collections, lookup definitions, the file that a lookup starts with, and the searches that
 * renew it and tell what it hid. For apps whose build.yml says `allowlist`. Types and columns come from the field table of an entry.
 */
import type { Stanza } from '../../conf/index.js';
import { ACTIVE_LOOKUP, AUDIT_COLLECTION, ENTRY_COLLECTION, FIRST_FILE, JOURNAL_COLLECTION, allowlistLimits, auditRowTypes, entryFields, journalRowTypes, lookupTable, matchedColumns } from '../../model/index.js';
import type { AppFile } from '../read/index.js';
import type { EmitContext } from './context.js';
import { allowlistSearches } from './allowlistsearches.js';

export const HITS_COLLECTION = 'bits_allowlist_hits';

const hitFields = { entry: 'string', detection: 'string', day: 'string', rows: 'number' } as const;

export interface AllowlistStanzas {
  readonly collections: readonly Stanza[];
  readonly transforms: readonly Stanza[];
  readonly savedsearches: readonly Stanza[];
  readonly meta: readonly Stanza[];
  readonly files: readonly AppFile[];
}

const nothing: AllowlistStanzas = { collections: [], transforms: [], savedsearches: [], meta: [], files: [] };

export function allowlist(context: EmitContext): AllowlistStanzas {
  if (context.app.extensions.allowlist !== true) return nothing;
  return { collections: collections(context), transforms: transforms(context), savedsearches: allowlistSearches(context), meta, files: [{ path: `lookups/${FIRST_FILE}`, content: csv(lookupTable([])) }] };
}

/** Types as collections.conf.spec names them. Records are the handler's, but for hits, which a search writes: as text. */
function collections(context: EmitContext): Stanza[] {
  const typed = (name: string, types: Readonly<Record<string, string>>, enforced: boolean, ...accelerated: readonly (readonly string[])[]): Stanza => ({
    name,
    entries: [
      ...accelerated.map((fields): [string, string] => [`accelerated_fields.${fields.join('_')}`, JSON.stringify(Object.fromEntries(fields.map((field) => [field, 1])))]),
      ['enforceTypes', context.flag(enforced)],
      ...Object.entries(types).map(([field, type]): [string, string] => [`field.${field}`, type]),
      ['replicate', context.flag(false)],
    ],
  });
  return [
    typed(ENTRY_COLLECTION, entryTypes, true, ['detection']), typed(AUDIT_COLLECTION, auditRowTypes, true, ['at', 'version'], ['entry_id', 'version'], ['pending']),
    typed(JOURNAL_COLLECTION, journalRowTypes, true, ['head'], ['import']), typed(HITS_COLLECTION, hitFields, false, ['entry']),
  ];
}

const entryTypes = Object.fromEntries(Object.entries(entryFields).map(([name, { kind }]) => [name, kvType(kind.schema['type'])]));

function kvType(type: unknown): string {
  return type === 'boolean' ? 'bool' : type === 'integer' ? 'number' : 'string';
}

/** `max_matches` is the most that a lookup gives, and as many entries are allowed for one detection. */
function transforms(context: EmitContext): Stanza[] {
  const stored = (collection: string, fields: readonly string[]): Stanza => ({
    name: collection,
    entries: [['collection', collection], ['external_type', 'kvstore'], ['fields_list', ['_key', ...fields].join(', ')], ['max_matches', String(allowlistLimits.activePerDetection)]],
  });
  const active: Stanza = {
    name: ACTIVE_LOOKUP,
    entries: [
      ['case_sensitive_match', context.flag(false)],
      ['filename', FIRST_FILE],
      ['match_type', matchedColumns.map((column) => `WILDCARD(${column})`).join(', ')],
      ['max_matches', String(allowlistLimits.activePerDetection)],
    ],
  };
  return [stored(ENTRY_COLLECTION, Object.keys(entryFields)), active, stored(HITS_COLLECTION, Object.keys(hitFields))];
}

const CLOSED: Stanza['entries'] = [['access', 'read : [ admin, sc_admin ], write : [ admin, sc_admin ]'], ['export', 'none']];
const READABLE: Stanza['entries'] = [['access', 'read : [ * ], write : [ admin, sc_admin ]'], ['export', 'system']];

/** Entries are changed by the handler alone, which keeps their audit trail; whoever runs a detection reads the lookup. */
const meta: readonly Stanza[] = [
  ...[ENTRY_COLLECTION, AUDIT_COLLECTION, JOURNAL_COLLECTION, HITS_COLLECTION].map((name) => ({ name: `collections/${name}`, entries: CLOSED })),
  ...[ENTRY_COLLECTION, HITS_COLLECTION].map((name) => ({ name: `transforms/${name}`, entries: CLOSED })),
  { name: `transforms/${ACTIVE_LOOKUP}`, entries: READABLE },
  ...[FIRST_FILE, `${ACTIVE_LOOKUP}.csv`].map((name) => ({ name: `lookups/${name}`, entries: READABLE })),
];

function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');
}
