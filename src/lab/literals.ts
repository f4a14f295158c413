/** What the text of a record must hold, so that a source can want it at all: records without are not even parsed. */
import { compileCidr, compileWildcard } from '../match/index.js';
import type { Source, Terms } from '../spl/index.js';

/** Fields whose values stand in the record letter by letter, by what mappings and add-ons do. */
const VERBATIM: ReadonlySet<string> = new Set([
  'process', 'process_name', 'process_path', 'process_exec', 'process_hash', 'process_current_directory', 'process_guid', 'parent_process', 'parent_process_name', 'parent_process_path', 'parent_process_exec', 'parent_process_guid',
  'original_file_name', 'user', 'dest', 'file_name', 'file_path', 'registry_path', 'registry_key_name', 'registry_value_name', 'registry_value_data', 'service', 'service_name', 'service_path', 'http_user_agent', 'http_method',
  'Image', 'CommandLine', 'OriginalFileName', 'ParentImage', 'ParentCommandLine', 'NewProcessName', 'ParentProcessName', 'ScriptBlockText', 'Payload', 'ImageLoaded', 'TargetFilename', 'TargetObject', 'Details', 'jobTitle', 'jobOwner',
  'processPath', 'url', 'Url', 'RemoteName', 'LocalName', 'name', 'Job', 'Pgm', 'bits_job_title', 'bits_job_owner', 'bits_url', 'bits_local_path', 'bits_process_path', 'bits_notify', 'Channel', 'Computer', 'param1', 'param4', 'Path', 'host',
]);

/** The add-on's source of a Windows event: the name of its log, which the event holds, behind this. */
const LOG = /^XmlWinEventLog:/i;

/** What the data model puts where an event has nothing. */
const FILLED = 'unknown';

/** Long enough to be rare. */
const SHORTEST = 3;
/** A script may be cut anywhere, in the middle of a word too: all parts of such scripts are read. */
const SCRIPT_PARTS = 'messagetotal';

/** One of these stands in every record that any of the sources wants; nothing where a source may want any record. */
export function literalsOf(sources: readonly Source[]): ReadonlySet<string> | undefined {
  const all = new Set<string>();
  for (const source of sources) {
    if (source.kind !== 'dataset' && source.kind !== 'events') continue;
    const prefix = source.kind === 'dataset' ? `${source.dataset}.` : '';
    const found = source.where && oneOf(source.where, prefix);
    if (!found) return undefined;
    for (const literal of found) all.add(literal);
    if (source.kind === 'events') all.add(SCRIPT_PARTS);
  }
  return all;
}

function oneOf(terms: Terms, prefix: string): readonly string[] | undefined {
  switch (terms.kind) {
    case 'and':
      return terms.terms.map((term) => oneOf(term, prefix)).reduce(better, undefined);
    case 'or':
      return together(terms.terms.map((term) => oneOf(term, prefix)));
    case 'in':
      return terms.macros ? undefined : together(terms.values.map((value) => ofValue(terms.field, value, prefix)));
    case 'comparison':
      return terms.operator === '=' && !terms.isMacro ? ofValue(terms.field, terms.value, prefix) : undefined;
    case 'phrase':
      return longest(terms.value);
    default:
      return undefined;
  }
}

/** Logs that most records of a collection are of: their names are the last resort. */
const BUSY: ReadonlySet<string> = new Set(['microsoft-windows-sysmon', 'security']);

/** Of what must all be there, the rarest: the one whose shortest literal is longest. */
function better(a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined {
  if (!a || !b) return a ?? b;
  const worth = (literals: readonly string[]): number => Math.min(...literals.map((literal) => (BUSY.has(literal) ? 0 : literal.length))) - literals.length / 10;
  return worth(b) > worth(a) ? b : a;
}

function together(parts: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function ofValue(field: string, value: string, prefix: string): readonly string[] | undefined {
  if (field === 'source' && LOG.test(value)) return longest(value.replace(LOG, ''));
  if (!VERBATIM.has(field.startsWith(prefix) ? field.slice(prefix.length) : field)) return undefined;
  if (compileWildcard(value, { caseSensitive: false })(FILLED) || (value.includes('/') && compileCidr(value))) return undefined;
  return longest(value);
}

/** Words that most records hold, at least in logs of Sysmon: no help in passing over any. */
const COMMON: ReadonlySet<string> = new Set(['microsoft', 'windows', 'system32', 'microsoft-windows-sysmon', 'operational']);

/** The longest run of characters that no escaping changes and that is no common word. */
function longest(value: string): readonly string[] | undefined {
  const runs = (value.toLowerCase().match(/[a-z0-9_.-]+/g) ?? []).filter((run) => !COMMON.has(run));
  const best = runs.reduce((found, next) => (next.length > found.length ? next : found), '');
  return best.length >= SHORTEST ? [best] : undefined;
}
