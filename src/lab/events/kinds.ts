/** Events written down by what matters of them: a kind, and values. Time and host are filled in. */
import type { Defaults, Parsed } from './event.js';
import { timeOf } from './event.js';
import { textOf } from './jsonvalue.js';
import type { Properties } from './jsonvalue.js';

const SYSMON = ['Microsoft-Windows-Sysmon/Operational', 'Microsoft-Windows-Sysmon'] as const;

/** 0: the event says its id itself. */
const KINDS: ReadonlyMap<string, readonly [channel: string, provider: string, eventId: number]> = new Map([
  ['P', [...SYSMON, 1]],
  ['I', [...SYSMON, 7]],
  ['F', [...SYSMON, 11]],
  ['R', [...SYSMON, 13]],
  ['S', ['Microsoft-Windows-PowerShell/Operational', 'Microsoft-Windows-PowerShell', 4104]],
  ['B', ['Microsoft-Windows-Bits-Client/Operational', 'Microsoft-Windows-Bits-Client', 0]],
  ['N', ['proxy', 'proxy', 0]],
  ['SCM', ['System', 'Service Control Manager', 0]],
]);

/** Nothing for a kind that is not known. */
export function eventOfKind(object: Properties | undefined, defaults: Defaults): Parsed | undefined {
  const kind = KINDS.get(textOf(object?.get('kind')));
  if (!object || !kind) return undefined;
  const [channel, provider, eventId] = kind;
  const given = Number(textOf(object.get('EventID')));
  return {
    kind: 'event',
    event: {
      channel, provider, eventId: Number.isInteger(given) && given > 0 ? given : eventId, computer: textOf(object.get('Computer')) || defaults.host, time: timeOf(textOf(object.get('TimeCreated'))) ?? defaults.time, recordId: undefined,
      system: new Map(), values: new Map([...object].filter(([name, value]) => name !== 'kind' && name !== 'EventID' && value !== null).map(([name, value]) => [name, textOf(value)])),
    },
  };
}
