/** An event as a search sees it: raw-log fields as the add-ons name them, and a row for each dataset. */
import { cimRows, completeRow } from '../../cim/index.js';
import type { Value } from '../../spl/index.js';
import type { MappedEvent } from '../engine.js';
import type { Parsed, WindowsEvent } from './event.js';

const INDEX = 'main';

export function mapEvent(parsed: Parsed, raw: string): MappedEvent {
  return parsed.kind === 'event' ? mapWindowsEvent(parsed.event, raw) : mapRow(parsed, raw);
}

function mapRow({ row }: Extract<Parsed, { kind: 'row' }>, raw: string): MappedEvent {
  const fields = new Map<string, Value>([...row.values, ['_time', row.time], ['_raw', raw], ['index', row.values.get('index') ?? INDEX], ['host', row.values.get('host') ?? row.values.get('dest') ?? '']]);
  return { fields, datasets: new Map([[row.dataset, completeRow(row.dataset, row.values)]]) };
}

function mapWindowsEvent(event: WindowsEvent, raw: string): MappedEvent {
  const { channel, eventId, computer, time, values } = event;
  const rows = cimRows({ channel, eventId, host: computer, value: (name) => values.get(name) ?? event.system.get(name) });
  const isProxy = channel === 'proxy';
  const fields = new Map<string, Value>(values);
  for (const [name, value] of additions(event)) if (!fields.has(name)) fields.set(name, value);
  // The add-on's names hold for a search of the log too, where nothing stands for what is missing.
  for (const row of rows.values()) for (const [name, value] of row) fields.set(name, value);
  const standard: readonly (readonly [string, Value])[] = [
    ['_time', time], ['_raw', raw], ['host', computer], ['dest', fields.get('dest') ?? computer], ['index', INDEX],
    ['source', isProxy ? 'proxy' : `XmlWinEventLog:${channel}`], ['sourcetype', isProxy ? 'proxy' : 'XmlWinEventLog'],
    ...(isProxy ? [] : ([['EventCode', String(eventId)], ['EventID', String(eventId)], ['signature_id', String(eventId)], ['Channel', channel], ['Computer', computer], ['SourceName', event.provider]] as const)),
    ...(event.recordId === undefined ? [] : ([['RecordNumber', event.recordId], ['EventRecordID', event.recordId]] as const)),
  ];
  for (const [name, value] of standard) fields.set(name, value);
  return { fields, datasets: new Map([...rows].map(([dataset, row]) => [dataset, completeRow(dataset, row)])) };
}

const BITS = 'microsoft-windows-bits-client/operational';
const POWERSHELL = 'microsoft-windows-powershell/operational';

/** Names that stand for others, so that one search reads all shapes of an event. */
function additions(event: WindowsEvent): (readonly [string, string])[] {
  const log = event.channel.toLowerCase();
  const own = log === BITS ? bitsClient(event.eventId, event.values) : log === 'windows powershell' && event.eventId === 800 ? keyValues(event.values.get('Data1') ?? '') : [];
  return log === 'proxy' ? own : [...own, ...ofEveryLog(event, log)];
}

/** What the Splunk Add-on for Microsoft Windows gives every XmlWinEventLog event; searches of ESCU group by these. */
function ofEveryLog({ eventId, provider, system }: WindowsEvent, log: string): (readonly [string, string])[] {
  const user = system.get('UserID');
  return [
    ...system, ['Name', provider], ['vendor_product', 'Microsoft Windows'], ...(user === undefined ? [] : [['user_id', user] as const]),
    ...(log === POWERSHELL && eventId === 4104 ? [['signature', 'Microsoft-Windows-PowerShell Execute a Remote Command'] as const] : []),
  ];
}

/** Aliases of props.conf: Windows 7 and Server 2012 R2 write event 3 as string, string2; 59 to 64 name the job otherwise. */
function bitsClient(eventId: number, values: ReadonlyMap<string, string>): (readonly [string, string])[] {
  const alias = (to: string, ...names: readonly string[]): (readonly [string, string])[] => names.flatMap((name) => (values.has(name) ? [[to, values.get(name) ?? ''] as const] : [])).slice(0, 1);
  return [
    ...alias('bits_job_title', 'jobTitle', 'name', 'Job', ...(eventId === 3 ? ['string'] : [])), ...alias('bits_job_owner', 'jobOwner', ...(eventId === 3 ? ['string2'] : []), 'User'),
    ...alias('bits_job_id', 'jobId', 'Id'), ...alias('bits_url', 'url', 'Url', 'RemoteName'), ...alias('bits_local_path', 'LocalName'), ...alias('bits_process_path', 'processPath'), ...alias('bits_notify', 'Pgm'),
    ...alias('user', 'jobOwner', ...(eventId === 3 ? ['string2'] : []), 'User'),
  ];
}

/** Lines `Key=Value` of event 800. */
function keyValues(text: string): (readonly [string, string])[] {
  return [...text.matchAll(/^\s*([A-Za-z]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value.trim()] as const);
}
