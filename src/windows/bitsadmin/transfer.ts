/** `/transfer` and `/create`, whose options may stand in any order. */
import { settingOf, transferOf } from '../act.js';
import type { Act } from '../act.js';
import type { Direction, Setting, Transfer } from '../facts.js';
import { jobOf } from '../job.js';
import { isLocation, placeOf } from '../place.js';
import { directions, transferOptions } from './verbs.js';

interface Options {
  readonly direction: Direction;
  readonly settings: readonly Setting[];
  readonly rest: readonly string[];
}

/**
 * The word behind `/transfer` is the job's name, even if it looks like an option (`/transfer /Download <url> <file>`). Pairs of remote
 * and local names follow the options.
 */
export function transferJob(args: readonly string[]): Act | undefined {
  const [name] = args;
  if (name === undefined) return undefined;
  const { direction, settings, rest } = optionsOf(args.slice(1));
  // Whoever writes an option before the name means the next word.
  const isShifted = name.startsWith('/') && rest.length % 2 === 1 && rest[0] !== undefined && !isLocation(placeOf(rest[0]));
  const way = (isShifted ? directions.get(name.slice(1).toLowerCase()) : undefined) ?? direction;
  const transfers: Transfer[] = [];
  let hasLocation = false;
  for (let at = isShifted ? 1 : 0; at + 1 < rest.length; at += 2) {
    const remote = placeOf(rest[at] ?? '');
    hasLocation ||= isLocation(remote);
    transfers.push(transferOf(way, remote, placeOf(rest[at + 1] ?? '')));
  }
  if (!hasLocation) return undefined;
  return {
    tool: 'bitsadmin',
    verbs: ['transfer'],
    jobs: [jobOf(isShifted ? (rest[0] ?? name) : name)],
    transfers,
    settings,
    ...(name.startsWith('/') && { hidden: ['jobname' as const] }),
  };
}

export function createOf(args: readonly string[]): Act | undefined {
  const { direction, settings, rest } = optionsOf(args);
  const [name] = rest.length > 0 ? rest : args;
  if (name === undefined) return undefined;
  // Nothing moves yet: the transfer tells the direction alone.
  return { tool: 'bitsadmin', verbs: ['create'], jobs: [jobOf(name)], transfers: [transferOf(direction, undefined, undefined)], settings };
}

function optionsOf(args: readonly string[]): Options {
  let direction: Direction = 'download';
  const settings: Setting[] = [];
  const rest: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const name = arg.startsWith('/') ? arg.slice(1).toLowerCase() : undefined;
    const way = name === undefined ? undefined : directions.get(name);
    const setting = name === undefined ? undefined : transferOptions.get(name);
    if (way) direction = way;
    else if (setting) settings.push(settingOf(setting, args[++at] ?? ''));
    else if (name === 'dynamic') settings.push(settingOf('dynamic'));
    else rest.push(arg);
  }
  return { direction, settings, rest };
}
