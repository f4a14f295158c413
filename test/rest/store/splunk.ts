/** A stand-in of a Splunk with our app on it: its collections, and the search that renews the lookup, run by the lab as it ships. */
import { ACTIVE_FILE, ACTIVE_LOOKUP, AUDIT_COLLECTION, ENTRY_COLLECTION, FIRST_FILE, JOURNAL_COLLECTION, auditRowTypes, entryFields, journalRowTypes, lookupColumns, lookupTable, projectionSearch } from '../../../src/model/index.js';
import { openKvStore } from '../../../src/rest/index.js';
import type { Store } from '../../../src/rest/index.js';
import { planSearch, runSearch } from '../../../src/spl/index.js';
import type { Lookup } from '../../../src/spl/index.js';
import type { FieldTypes } from '../../splunk/kvrules.js';
import { clientOf, standInWith, transportTo } from '../../splunk/sessions.js';
import type { StandIn, StandInOptions } from '../../splunk/standin.js';
import { now } from './entries.js';

export const RENEWAL = 'BITS - Allowlist Renewal';

export type LookupRows = readonly ReadonlyMap<string, string>[];

export interface Splunk {
  readonly standIn: StandIn;
  /** What the filter macros read: the file that the definition names. */
  readonly lookup: () => LookupRows;
  /** A store of a process of its own, as it were; its clock is the machine's. */
  readonly open: (deadline?: number) => Store;
}

export const collections = { [ENTRY_COLLECTION]: [], [AUDIT_COLLECTION]: ['entry_id', 'pending'], [JOURNAL_COLLECTION]: ['head', 'import'] };

/** As collections.conf of the app says (compile/emit/allowlist.ts). */
const types: Readonly<Record<string, FieldTypes>> = {
  [ENTRY_COLLECTION]: Object.fromEntries(Object.entries(entryFields).map(([name, { kind }]) => [name, kind.schema['type'] === 'boolean' ? 'bool' : kind.schema['type'] === 'integer' ? 'number' : 'string'])),
  [AUDIT_COLLECTION]: auditRowTypes,
  [JOURNAL_COLLECTION]: journalRowTypes,
};

/** `before`: what a run of the search, by its number, waits for when it has read and before it writes. */
export async function splunkWithApp({ before = () => Promise.resolve(), ...more }: Partial<StandInOptions> & { readonly before?: (run: number) => Promise<void> } = {}, searches: NonNullable<StandInOptions['searches']> = {}): Promise<Splunk> {
  // As the app brings it.
  const [columns = [], ...first] = lookupTable([]);
  const files = new Map<string, LookupRows>([[FIRST_FILE, first.map((cells) => new Map(cells.map((cell, index) => [columns[index] ?? '', cell])))]]);
  let runs = 0;
  const renew = async (standIn: StandIn): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    const rows = await projected(standIn.collections.get(ENTRY_COLLECTION)?.documents() ?? [], standIn.clock());
    await before(runs += 1);
    // override_if_empty=false
    if (rows.length > 0) {
      files.set(ACTIVE_FILE, rows);
      standIn.lookupFiles.add(ACTIVE_FILE);
    }
    return rows.map((row) => Object.fromEntries(row));
  };
  const standIn = await standInWith({ collections, types, searches: Object.assign(searches, { [RENEWAL]: renew }), ...more });
  standIn.clock = () => now;
  standIn.lookupFiles.add(FIRST_FILE);
  standIn.definitions.set(ACTIVE_LOOKUP, FIRST_FILE);
  const open = (deadline?: number): Store => openKvStore({ client: clientOf(standIn, transportTo(standIn, deadline)), renewal: RENEWAL, clock: () => Date.now() / 1000 });
  return { standIn, open, lookup: () => files.get(standIn.definitions.get(ACTIVE_LOOKUP) ?? '') ?? [] };
}

/** The search without its last command, which writes the file. */
async function projected(documents: readonly Readonly<Record<string, unknown>>[], at: number): Promise<LookupRows> {
  const search = projectionSearch.split('\n').slice(0, -1).join('\n');
  const { search: plan } = planSearch(search, { findMacro: () => undefined });
  const cells = documents.map((row) => new Map(Object.entries(row).map(([name, value]) => [name, String(value)])));
  const stored: Lookup = { columns: ['_key', 'id'], rows: cells, matchTypes: new Map(), caseSensitive: true, maxMatches: 1, minMatches: 0, defaultMatch: undefined };
  const { rows } = await runSearch(plan, {
    now: at, timeZone: 'UTC', random: () => 0.5, earliest: undefined, latest: undefined,
    rows: () => [], lookup: () => stored, external: () => undefined, guard: (work) => work(), warn: () => undefined,
  });
  return rows.map(({ fields }) => new Map(lookupColumns.map((column) => [column, String(fields.get(column) ?? '')])));
}
