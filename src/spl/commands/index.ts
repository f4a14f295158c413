/** All commands, an explicit list. */
import { bin } from './bin.js';
import { append, appendpipe, multisearch, union } from './combine.js';
import type { AnyCommand } from './command.js';
import { convert } from './convert.js';
import { assign } from './eval.js';
import { fields, table } from './fields.js';
import { knownCommands } from './known.js';
import { inputlookup, lookup, outputlookup } from './lookup.js';
import { makeresults } from './makeresults.js';
import { dedup, head, reverse, sort, tail } from './order.js';
import { regex } from './regex.js';
import { rename } from './rename.js';
import { rex } from './rex.js';
import { search } from './search.js';
import { spath } from './spath.js';
import { eventstats, stats } from './stats.js';
import { tstats } from './tstats.js';
import { fillnull, makemv, mvexpand, nomv } from './values.js';
import { where } from './where.js';

export const commands: readonly AnyCommand[] = [
  append, appendpipe, bin, convert, dedup, assign, eventstats, fields, fillnull, head, inputlookup, lookup, makemv, makeresults, multisearch, mvexpand,
  nomv, outputlookup, regex, rename, reverse, rex, search, sort, spath, stats, table, tail, tstats, union, where,
  ...knownCommands,
];

const byName: ReadonlyMap<string, AnyCommand> = new Map(commands.flatMap((entry) => [entry.name, ...entry.aliases].map((name) => [name, entry] as const)));

export const commandNames: readonly string[] = [...byName.keys()];

export function findCommand(name: string): AnyCommand | undefined {
  return byName.get(name);
}
