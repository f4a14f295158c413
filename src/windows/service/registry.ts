/** Registry keys that govern BITS: its service, its policy, its log. */
import { settingOf } from '../act.js';
import type { Act } from '../act.js';
import type { Setting } from '../facts.js';
import { trimEnd } from '../trim.js';

const service = /\\(?:services\\bits|services\\bits\\.+)$/i;
const policy = /\\policies\\microsoft\\windows\\bits(?:\\|$)/i;
const channel = /\\winevt\\channels\\microsoft-windows-bits-client[\\/]/i;

/** `name` and `data` are those of the value; `deleted` where key or value goes. Nothing for keys that do not govern BITS. */
export function registryAct(key: string, name: string, data: string, deleted = false): Act | undefined {
  const path = trimEnd(key.replace(/^["']|["']$/g, '').replaceAll('/', '\\'), '\\');
  if (service.test(path)) return serviceKey(path, name.toLowerCase(), data, deleted);
  if (policy.test(path) && name !== '') return { tool: 'servicecontrol', verbs: ['setpolicy'], settings: [policySetting(name, data)] };
  if (channel.test(`${path}\\`) && /^enabled$/i.test(name) && numberOf(data) === 0) return { tool: 'eventlog', verbs: ['disablelog'] };
  return undefined;
}

function serviceKey(path: string, name: string, data: string, deleted: boolean): Act | undefined {
  if (deleted) return { tool: 'servicecontrol', verbs: ['delete'] };
  const verb = name === 'start' ? startVerb(numberOf(data)) : serviceValues.get(name);
  if (verb === undefined || (name === 'servicedll' && !/\\parameters$/i.test(path))) return undefined;
  return { tool: 'servicecontrol', verbs: [verb], ...(name !== 'start' && data !== '' && { settings: [settingOf('policy', data.slice(0, 1_024))] }) };
}

const serviceValues: ReadonlyMap<string, string> = new Map([['servicedll', 'setservicedll'], ['imagepath', 'setservicecommand'], ['failurecommand', 'setfailurecommand']]);

/** 4 is disabled, 2 and 3 are automatic and on demand. */
function startVerb(start: number | undefined): string | undefined {
  if (start === 4) return 'disable';
  return start === 2 || start === 3 ? 'enable' : undefined;
}

function policySetting(name: string, data: string): Setting {
  return settingOf('policy', `${name}=${data}`.slice(0, 1_024));
}

/** `4`, `0x4`, `DWORD (0x00000004)`. */
function numberOf(data: string): number | undefined {
  const digits = /0x[0-9a-f]{1,8}|\d{1,10}/i.exec(data)?.[0];
  return digits === undefined ? undefined : Number(digits);
}
