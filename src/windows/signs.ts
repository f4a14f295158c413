/** What stands in every row that says anything about BITS: the cheap question before the exact ones. */
import { namesOf } from './fields.js';
import type { FieldGroup } from './fields.js';

/** Whatever the field says. */
const any: readonly string[] = [''];
const service: readonly string[] = ['bits', 'intelligent'];

/**
 * Of a command line: the words of `mayMatter` (row.ts), and a part of each trick there. In lower case; `\w` and `\s` as in a RegExp.
 * Characters outside ASCII are a sign by themselves.
 */
const line: readonly string[] = [
  'bits', 'intelligent transfer', 'lockscreenurl', 'potato', 'roguewinrm', 'desktopimgdownldr', '4991d34b', 'f087771f', '6d18ad12',
  ...['transfer', 'addfile', 'peercaching', 'setnotify', 'setmin', 'setno', 'setcustom', 'makecustom', 'replaceremote', 'sethttp', 'setproxy', 'setclient', 'setsecurity', 'sethelper', 'setpeer', 'setreply'].flatMap((verb) => [`-${verb}`, `/${verb}`]),
  '^', '`', '*', '!', '%', '+', '\\w"\\w', '\\w""', '-f\\s', 'join', 'replace', 'base64', '[char', 'iex', 'invoke-expression',
  ...['-', '/'].flatMap((dash) => [`\\s${dash}e`, `"${dash}e`, `'${dash}e`, `${dash}-e`, `${dash}/e`, `${dash}"e`, `${dash}'e`]),
];

const signsOf: Readonly<Partial<Record<FieldGroup, readonly string[]>>> = {
  commandLine: line,
  image: ['bitsadmin'],
  originalName: ['bitsadmin'],
  parentLine: ['bits', 'netsvcs'],
  script: any,
  bindings: any,
  message: any,
  origin: ['bits-client'],
  channel: ['bits-client'],
  cleared: ['bits-client'],
  jobTitle: any,
  jobGuid: any,
  jobMaker: any,
  transferName: any,
  notifyProgram: any,
  secondString: any,
  loaded: ['bitsproxy', 'qmgrprxy', 'backgroundintelligenttransfer'],
  file: any,
  key: ['bits'],
  agent: ['bits'],
  serviceName: service,
  param1: service,
  param4: service,
};

/** By field, in the order of the groups: words of which at least one stands in one of these fields of the row. */
export const signs: ReadonlyMap<string, readonly string[]> = collected();

function collected(): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [group, words] of Object.entries(signsOf)) {
    for (const name of namesOf(group as FieldGroup)) found.set(name, [...(found.get(name) ?? []), ...words]);
  }
  return found;
}
