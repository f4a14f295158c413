/** bitsadmin's arguments into what it does. What bitsadmin rejects is nothing. */
import { settingOf, transferOf } from '../act.js';
import type { Act } from '../act.js';
import type { Word } from '../argv.js';
import type { Hiding, Setting } from '../facts.js';
import { jobOf } from '../job.js';
import { isDetour, lacksSlashes, placeOf } from '../place.js';
import { directions, families, outputSwitches, verbs } from './verbs.js';
import type { Role, VerbRow } from './verbs.js';
import { createOf, transferJob } from './transfer.js';

/** The words behind the program's name. */
export function bitsadminAct(words: readonly Word[]): Act | undefined {
  let at = 0;
  while (outputSwitches.has(switchOf(words[at]?.text) ?? '')) at++;
  const name = switchOf(words[at]?.text);
  const act = name === undefined ? undefined : actOf(name, words.slice(at + 1).map(({ text }) => text));
  if (!act) return undefined;
  const spelled = spelling(words);
  return spelled.length === 0 ? act : { ...act, hidden: [...(act.hidden ?? []), ...spelled] };
}

/** True for a line that only bitsadmin would take, whatever the program is called. */
export function looksLikeBitsadmin(words: readonly Word[]): boolean {
  const first = words.find(({ text }) => !outputSwitches.has(switchOf(text) ?? ''));
  const name = switchOf(first?.text);
  if (name === undefined) return false;
  return distinctive.has(name) ? bitsadminAct(words) !== undefined : false;
}

/** Verbs that other programs do not have, or not with a URL and a file. */
const distinctive: ReadonlySet<string> = new Set([
  'transfer', 'addfile', 'addfilewithranges', 'addfileset', 'setnotifycmdline', 'setnotifyflags', 'setminretrydelay', 'setnoprogresstimeout', 'setcustomheaders',
  'makecustomheaderswriteonly', 'replaceremoteprefix', 'sethttpmethod', 'setproxysettings', 'setclientcertificatebyname', 'setclientcertificatebyid',
  'setsecurityflags', 'sethelpertoken', 'sethelpertokenflags', 'setpeercachingflags', 'setreplyfilename', 'peercaching',
]);

function actOf(name: string, args: readonly string[]): Act | undefined {
  if (name === 'transfer') return transferJob(args);
  if (name === 'create') return createOf(args);
  const family = families.get(name);
  const inner = family && switchOf(args[0]);
  const row = family ? family.get(inner ?? '') : verbs.get(name);
  return row && act(row.verb ?? inner ?? name, row, family ? args.slice(1) : args);
}

/** `/name`; a dash, another slash or a shortened name is rejected by bitsadmin, so that nothing is folded here but letter case. */
function switchOf(arg: string | undefined): string | undefined {
  return arg?.startsWith('/') ? arg.slice(1).toLowerCase() : undefined;
}

function act(verb: string, row: VerbRow, args: readonly string[]): Act | undefined {
  if (args.length < (row.needed ?? row.roles.length)) return undefined;
  const by = (role: Role): string | undefined => {
    const index = row.roles.indexOf(role);
    return index < 0 ? undefined : args[index];
  };
  const [name, remote, local, program, parameters] = [by('job'), by('remote'), by('local'), by('program'), by('parameters')];
  const hasSwitch = args.some((arg) => switchOf(arg) === 'allusers');
  return {
    tool: 'bitsadmin',
    verbs: [verb],
    ...(name !== undefined && { jobs: [jobOf(name)] }),
    ...((remote !== undefined || (verb === 'addfileset' && local !== undefined)) && { transfers: [transferOf(undefined, remote === undefined ? undefined : placeOf(remote), local === undefined || verb === 'addfileset' ? undefined : placeOf(local))] }),
    ...(program !== undefined && { notify: [{ ...(!isNull(program) && { program: placeOf(program) }), ...(parameters !== undefined && !isNull(parameters) && { parameters }) }] }),
    settings: [...settings(row, args), ...(hasSwitch ? [settingOf('allusers')] : [])],
    ...(row.roles.includes('secret') && { hasCredentials: true }),
    ...(verb === 'setcustomheaders' && args.slice(1).some((header) => /^(proxy-)?authorization:|^cookie:/i.test(header)) && { hasCredentials: true }),
  };
}

function settings(row: VerbRow, args: readonly string[]): readonly Setting[] {
  if (!row.setting) return [];
  const value = args.filter((_, index) => row.roles[index] === 'value').join(' ');
  const written = row.setting === 'remoteprefix' ? args.slice(1).join(' ') : value;
  return [settingOf(row.setting, written === '' ? undefined : written)];
}

/** bitsadmin's word for none. */
function isNull(arg: string): boolean {
  return arg.toLowerCase() === 'null' || arg === '';
}

function spelling(words: readonly Word[]): Hiding[] {
  let [quotes, slashes, path] = [false, false, false];
  for (const { text, isSplit } of words) {
    // What holds a colon is no name: a URL, or a file.
    if (!text.includes(':')) quotes ||= isSplit;
    else {
      slashes ||= lacksSlashes(text);
      path ||= /^[a-z]:[\\/]/i.test(text) && isDetour(text);
    }
  }
  const jobname = directions.has(switchOf(words[0]?.text) ?? '');
  return [...(quotes ? ['quotes' as const] : []), ...(slashes ? ['slashes' as const] : []), ...(path ? ['path' as const] : []), ...(jobname ? ['jobname' as const] : [])];
}
