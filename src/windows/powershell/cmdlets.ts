/** A call of a cmdlet of the BitsTransfer module into what it does. */
import { settingOf, transferOf } from '../act.js';
import type { Act } from '../act.js';
import { argvOf } from '../argv.js';
import type { Direction, Notify, Place, Setting, Transfer } from '../facts.js';
import { jobOf } from '../job.js';
import { placeOf } from '../place.js';
import { cmdlets, parameterOf, settingParameters, switches } from './parameters.js';
import type { CmdletRow } from './parameters.js';
import type { Argument, Invocation } from './statement.js';
import { empty, itemsOf } from './value.js';
import type { Value } from './value.js';

/** Nothing for a command that is not one of the module's. */
export function cmdletAct({ name, args, pipedFrom }: Invocation): Act | undefined {
  const lower = name.toLowerCase();
  const row = cmdlets.get(lower.includes('\\') ? lower.replace(/^(?:.*\\)?bitstransfer\\/, '') : lower);
  if (!row) return undefined;
  const bound = bind(args, row);
  const transfers = transfersOf(row, bound, pipedFrom);
  const notify = notifyOf(bound);
  const settings = settingsOf(bound);
  const job = bound.get('displayname') ?? bound.get('jobid') ?? bound.get('name');
  return {
    tool: 'cmdlet',
    verbs: notify.length > 0 ? [...verbsOf(row, bound), 'setnotifycmdline'] : verbsOf(row, bound),
    jobs: job && job.text !== '' ? [jobOf(job.text)] : [],
    transfers,
    notify,
    settings: row.verb === 'set' && bound.has('displayname') ? [settingOf('displayname', bound.get('displayname')?.text ?? ''), ...settings] : settings,
    hasCredentials: bound.has('credential') || bound.has('proxycredential') || itemsOf(bound.get('customheaders') ?? empty).some(({ text }) => /^(proxy-)?authorization\b|^cookie\b/i.test(text)),
  };
}

function verbsOf(row: CmdletRow, bound: ReadonlyMap<string, Value>): readonly string[] {
  if (row.verb !== 'set') return [row.verb];
  return bound.has('setownertocurrentuser') ? ['set', 'takeownership'] : ['set'];
}

/** Names, prefixes, splatted tables and lists; then positions for what has no name. */
function bind(args: readonly Argument[], row: CmdletRow): ReadonlyMap<string, Value> {
  const bound = new Map<string, Value>();
  const loose: Value[] = [];
  for (let at = 0; at < args.length; at++) {
    const { name, value } = args[at] ?? {};
    if (name === '@' && value) splat(value, bound, loose);
    else if (name !== undefined) {
      const parameter = parameterOf(name);
      const next = args[at + 1];
      const takes = !switches.has(parameter) && next?.name === undefined && next?.value !== undefined;
      bound.set(parameter, takes ? next.value : { text: '' });
      if (takes) at++;
    } else if (value) loose.push(value);
  }
  const free = row.positions.filter((position) => !bound.has(position));
  loose.forEach((value, index) => {
    const position = free[index];
    if (position !== undefined) bound.set(position, value);
  });
  return bound;
}

function splat(value: Value, bound: Map<string, Value>, loose: Value[]): void {
  if (!value.map) loose.push(...(value.items ?? []));
  else for (const [key, entry] of value.map) bound.set(parameterOf(key), entry);
}

function transfersOf(row: CmdletRow, bound: ReadonlyMap<string, Value>, pipedFrom: string | undefined): readonly Transfer[] {
  if (row.verb !== 'transfer' && row.verb !== 'addfile') return [];
  const direction = directionOf(bound.get('transfertype')?.text);
  const sources = places(bound.get('source'));
  const destinations = places(bound.get('destination'));
  const count = Math.max(sources.length, destinations.length);
  if (count === 0) return row.verb === 'transfer' || pipedFrom !== undefined ? [transferOf(direction ?? 'download', undefined, undefined)] : [];
  // Add-BitsFile has no type of its own: the job has it.
  const way = direction ?? (row.verb === 'transfer' ? 'download' : undefined);
  const transfers: Transfer[] = [];
  for (let index = 0; index < Math.min(count, 1_000); index++) {
    const [source, destination] = [sources[index], destinations[index] ?? destinations[0]];
    transfers.push(way === 'upload' || way === 'upload-reply' ? transferOf(way, destination, source) : transferOf(way, source, destination));
  }
  return transfers;
}

function directionOf(written: string | undefined): Direction | undefined {
  const type = written?.toLowerCase();
  if (type === 'upload' || type === '1') return 'upload';
  if (type === 'uploadreply' || type === '2') return 'upload-reply';
  return undefined;
}

function places(value: Value | undefined): readonly Place[] {
  return value ? itemsOf(value).map(({ text }) => placeOf(text)) : [];
}

/** `-NotifyCmdLine program, parameters`; one text may hold both. */
function notifyOf(bound: ReadonlyMap<string, Value>): readonly Notify[] {
  const value = bound.get('notifycmdline');
  if (!value || value.text === '') return [];
  const [first = '', ...given] = itemsOf(value).map(({ text }) => text);
  const [word, next] = given.length > 0 || !/\.\w{2,4}"?\s/.test(first) ? [] : argvOf(first);
  const [program, rest] = word && next ? [word.text, [first.slice(next.start)]] : [first, given];
  return [{ program: placeOf(program), ...(rest.length > 0 && { parameters: rest.join(' ') }) }];
}

function settingsOf(bound: ReadonlyMap<string, Value>): readonly Setting[] {
  const settings: Setting[] = [];
  for (const [parameter, value] of bound) {
    const row = settingParameters.get(parameter);
    if (row && !/^\$false$/i.test(value.text)) settings.push(settingOf(row.setting, row.tells && value.text !== '' ? value.text.slice(0, 1_024) : undefined));
  }
  return settings;
}
