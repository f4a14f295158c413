/** A built app as Splunk would find it: the conf files of its default folder, and its lookups. */
import { cimMacros } from '../cim/index.js';
import { parseConf } from '../conf/index.js';
import type { ConfStanza } from '../conf/index.js';
import type { Lookup } from '../spl/index.js';
import { parseCsv } from './csv.js';

export interface InstalledSearch {
  /** Name of its stanza. */
  readonly name: string;
  readonly search: string;
  readonly keys: ReadonlyMap<string, string>;
}

export interface InstalledMacro {
  readonly definition: string;
  readonly args: readonly string[];
}

export interface InstalledApp {
  readonly searches: ReadonlyMap<string, InstalledSearch>;
  readonly findMacro: (name: string, argumentCount: number) => InstalledMacro | undefined;
  /** By the name of its definition, or of its file. */
  readonly findLookup: (name: string) => Lookup | undefined;
}

/** Paths in the app, such as `default/macros.conf`, to texts. */
export type AppTexts = ReadonlyMap<string, string>;

/** Rows of KV Store collections, by name: a file system has none. */
export type Collections = ReadonlyMap<string, readonly ReadonlyMap<string, string>[]>;

export function readApp(texts: AppTexts, collections: Collections = new Map()): InstalledApp {
  const macros = new Map([...stanzasOf(texts, 'macros')].map(([name, stanza]) => [name, macroOf(stanza)]));
  const transforms = stanzasOf(texts, 'transforms');
  const kvFields = new Map([...stanzasOf(texts, 'collections')].map(([name, stanza]) => [name, stanza]));
  return {
    searches: searchesOf(texts),
    findMacro: (name, count) => {
      const key = count === 0 ? name : `${name}(${count})`;
      return macros.get(key) ?? cimMacros.get(key);
    },
    findLookup: (name) => {
      const definition = transforms.get(name);
      if (!definition) return bareFile(texts, name);
      const collection = valueOf(definition, 'collection');
      const rows = collection === undefined ? csvRows(texts, valueOf(definition, 'filename') ?? '') : kvFields.has(collection) ? (collections.get(collection) ?? []) : undefined;
      return rows && lookupOf(definition, rows, texts);
    },
  };
}

function stanzasOf(texts: AppTexts, conf: string): ReadonlyMap<string, ConfStanza> {
  const path = `default/${conf}.conf`;
  return parseConf(texts.get(path) ?? '', path).stanzas;
}

function valueOf(stanza: ConfStanza, key: string): string | undefined {
  return stanza.entries.get(key)?.value;
}

function searchesOf(texts: AppTexts): Map<string, InstalledSearch> {
  const stanzas = stanzasOf(texts, 'savedsearches');
  const defaults = [...(stanzas.get('default')?.entries ?? [])].filter(([key]) => key !== 'search');
  const found = [...stanzas.values()].flatMap((stanza): InstalledSearch[] => {
    const search = valueOf(stanza, 'search');
    if (stanza.name === 'default' || search === undefined) return [];
    const keys = new Map([...defaults, ...stanza.entries].map(([key, { value }]) => [key, value]));
    return [{ name: stanza.name, search, keys }];
  });
  return new Map(found.map((search) => [search.name, search]));
}

function macroOf(stanza: ConfStanza): InstalledMacro {
  const args = (valueOf(stanza, 'args') ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
  return { definition: valueOf(stanza, 'definition') ?? '', args };
}

type Rows = readonly ReadonlyMap<string, string>[];

function csvRows(texts: AppTexts, file: string): Rows | undefined {
  const text = texts.get(`lookups/${file}`);
  return text === undefined ? undefined : parseCsv(text).rows;
}

const matchDefaults = { matchTypes: new Map(), caseSensitive: true, maxMatches: 100, minMatches: 0, defaultMatch: undefined };

/** A CSV file that a search names itself has no settings (Search Reference, lookup). */
function bareFile(texts: AppTexts, name: string): Lookup | undefined {
  const text = name.endsWith('.csv') ? texts.get(`lookups/${name}`) : undefined;
  return text === undefined ? undefined : { ...matchDefaults, ...parseCsv(text) };
}

/** Defaults and limits of transforms.conf.spec. */
function lookupOf(definition: ConfStanza, rows: Rows, texts: AppTexts): Lookup {
  const number = (key: string, fallback: number): number => {
    const value = Number(valueOf(definition, key) ?? fallback);
    return Number.isInteger(value) && value >= 0 ? Math.min(value, 1000) : fallback;
  };
  const fields = valueOf(definition, 'fields_list')?.split(/[\s,]+/).filter((name) => name !== '');
  const columns = fields ?? parseCsv(texts.get(`lookups/${valueOf(definition, 'filename') ?? ''}`) ?? '').columns;
  return {
    rows,
    columns,
    matchTypes: matchTypesOf(valueOf(definition, 'match_type') ?? ''),
    caseSensitive: !/^(?:false|f|0|no|n)$/i.test(valueOf(definition, 'case_sensitive_match') ?? 'true'),
    maxMatches: Math.max(1, number('max_matches', 100)),
    minMatches: number('min_matches', 0),
    defaultMatch: valueOf(definition, 'default_match'),
  };
}

function matchTypesOf(text: string): ReadonlyMap<string, 'WILDCARD' | 'CIDR'> {
  const found = [...text.matchAll(/(WILDCARD|CIDR)\(([^()]+)\)/gi)];
  return new Map(found.map(([, type, column]) => [(column ?? '').trim(), type?.toUpperCase() === 'CIDR' ? 'CIDR' : 'WILDCARD']));
}
