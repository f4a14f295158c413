/**
 * Windows events as rows of the Common Information Model, as the Splunk add-ons for Sysmon and for Windows map them.
 * `source` says where that can be read; what could not be is a claim (claims.ts).
 */
import { keyAction, lastSegment, lastSegmentButOne, registryHive, valueData } from './registry.js';
import { base, decimal, first, folded, given, is, oneOf, text } from './rule.js';
import type { EventValues, Rule } from './rule.js';

export interface Mapping {
  /** The log, in lower case. */
  readonly channel: string;
  readonly eventIds: readonly number[];
  /** Model and dataset. */
  readonly dataset: string;
  readonly fields: Readonly<Record<string, Rule>>;
  readonly source: string;
  /** Only events for which this gives a value. */
  readonly when?: Rule;
  /** Ids of claims.ts. */
  readonly claims?: readonly string[];
}

const SYSMON = 'microsoft-windows-sysmon/operational';
const SYSMON_ADD_ON = 'Splunk Add-on for Sysmon: eventtypes, tags and calculated fields of its source stanza, as a public test suite replays them from its conf files';
const WINDOWS_ADD_ON = 'Splunk Add-on for Microsoft Windows: calculated fields of XmlWinEventLog:Security, as a public test suite replays them; CIM manual, Endpoint';

const sysmon = { vendor_product: text('Microsoft Sysmon') };
const windows = { vendor_product: text('Microsoft Windows') };
/** The program that did it. */
const actor = { process_path: is('Image'), process_name: base('Image'), process_id: is('ProcessId'), process_guid: is('ProcessGuid'), user: is('User'), user_id: is('UserID') };

/** The mandatory label of a token (MS-DTYP 2.4.2.4). */
const integrityLevel = oneOf('MandatoryLabel', new Map([['s-1-16-0', 'untrusted'], ['s-1-16-4096', 'low'], ['s-1-16-8192', 'medium'], ['s-1-16-8448', 'medium'], ['s-1-16-12288', 'high'], ['s-1-16-16384', 'system']]));
/** Windows says `demand start`, the model `manual`. */
const startMode = first(oneOf('param3', new Map([['auto start', 'auto'], ['demand start', 'manual'], ['disabled', 'disabled']])), folded('param3'));
/** A file whose creation time is that of the event is new; else it was written over. */
const fileAction: Rule = (value) => (value('UtcTime') === value('CreationUtcTime') ? 'created' : 'modified');

const proxyUrl: Rule = (value) => {
  const [whole, host, uri] = [value('url'), value('cs-host'), value('c-uri')];
  if (whole !== undefined) return whole;
  if (uri !== undefined && /^[a-z]+:\/\//i.test(uri)) return uri;
  return host === undefined ? uri : `http://${host}${uri ?? ''}`;
};

export const mappings: readonly Mapping[] = [
  {
    channel: SYSMON, eventIds: [1], dataset: 'Endpoint.Processes', source: SYSMON_ADD_ON, claims: ['sysmon-user-with-domain'],
    fields: {
      ...sysmon, ...actor, process_exec: base('Image'), action: text('allowed'), os: text('Microsoft Windows'), process: is('CommandLine'), process_hash: is('Hashes'), process_current_directory: is('CurrentDirectory'), process_integrity_level: is('IntegrityLevel'),
      original_file_name: given('OriginalFileName'), parent_process: is('ParentCommandLine'), parent_process_path: is('ParentImage'), parent_process_name: base('ParentImage'), parent_process_exec: base('ParentImage'),
      parent_process_id: is('ParentProcessId'), parent_process_guid: is('ParentProcessGuid'),
    },
  },
  {
    channel: SYSMON, eventIds: [7], dataset: 'Endpoint.Processes', source: SYSMON_ADD_ON, claims: ['sysmon-image-load-in-processes', 'sysmon-user-with-domain'],
    fields: { ...sysmon, ...actor, process_exec: base('Image'), action: text('allowed'), os: text('Microsoft Windows'), process_hash: is('Hashes'), original_file_name: given('OriginalFileName') },
  },
  {
    channel: 'security', eventIds: [4688], dataset: 'Endpoint.Processes', source: WINDOWS_ADD_ON, claims: ['security-4688-process', 'security-4688-fields'],
    fields: {
      ...windows, action: text('allowed'), os: text('Microsoft Windows'), process: first(is('CommandLine'), is('NewProcessName')), process_path: is('NewProcessName'), process_name: base('NewProcessName'), process_exec: base('NewProcessName'),
      process_id: decimal('NewProcessId'), process_integrity_level: integrityLevel, parent_process: is('ParentProcessName'), parent_process_path: is('ParentProcessName'), parent_process_name: base('ParentProcessName'),
      parent_process_exec: base('ParentProcessName'), parent_process_id: decimal('ProcessId'), user: first(is('TargetUserName'), is('SubjectUserName')), user_id: is('SubjectUserSid'),
    },
  },
  {
    channel: SYSMON, eventIds: [11], dataset: 'Endpoint.Filesystem', source: SYSMON_ADD_ON, claims: ['sysmon-user-with-domain'],
    fields: { ...sysmon, ...actor, action: fileAction, file_path: is('TargetFilename'), file_name: base('TargetFilename'), file_create_time: is('CreationUtcTime') },
  },
  {
    channel: SYSMON, eventIds: [12, 14], dataset: 'Endpoint.Registry', source: SYSMON_ADD_ON, claims: ['sysmon-user-with-domain'],
    fields: { ...sysmon, ...actor, action: first(keyAction, text('modified')), status: text('success'), registry_path: is('TargetObject'), registry_hive: registryHive, registry_key_name: lastSegment },
  },
  {
    channel: SYSMON, eventIds: [13], dataset: 'Endpoint.Registry', source: SYSMON_ADD_ON, claims: ['sysmon-user-with-domain'],
    fields: {
      ...sysmon, ...actor, action: text('modified'), status: text('success'), registry_path: is('TargetObject'), registry_hive: registryHive, registry_key_name: lastSegmentButOne, registry_value_name: lastSegment, registry_value_data: valueData,
    },
  },
  {
    channel: 'system', eventIds: [7036], dataset: 'Endpoint.Services', source: 'CIM manual, Endpoint: Services', claims: ['system-7036-7040-services'], when: is('param1'),
    fields: { ...windows, service: is('param1'), service_name: is('param1'), status: folded('param2') },
  },
  {
    channel: 'system', eventIds: [7040], dataset: 'Endpoint.Services', source: 'CIM manual, Endpoint: Services', claims: ['system-7036-7040-services'], when: is('param1'),
    fields: { ...windows, service: is('param1'), service_name: first(is('param4'), is('param1')), start_mode: startMode, status: text('modified') },
  },
  {
    channel: 'system', eventIds: [7045], dataset: 'Endpoint.Services', source: 'CIM manual, Endpoint: Services', claims: ['system-7036-7040-services'],
    fields: { ...windows, service: is('ServiceName'), service_name: is('ServiceName'), service_path: is('ImagePath'), service_exec: base('ImagePath'), start_mode: folded('StartType'), user: is('AccountName'), status: text('created') },
  },
  {
    channel: 'proxy', eventIds: [0], dataset: 'Web.Web', source: 'CIM manual, Web; W3C extended log file format', claims: ['proxy-fields'],
    fields: {
      action: first(is('action'), text('allowed')), http_user_agent: first(is('c-useragent'), is('http_user_agent'), is('user_agent')), http_method: first(is('cs-method'), is('http_method'), is('method')), url: proxyUrl,
      url_domain: first(is('cs-host'), is('url_domain'), is('dest')), uri_path: first(is('c-uri'), is('uri_path')), dest: first(is('cs-host'), is('dest')), src: first(is('c-ip'), is('src')), status: first(is('sc-status'), is('status')),
      bytes_in: first(is('sc-bytes'), is('bytes_in')), bytes_out: first(is('cs-bytes'), is('bytes_out')), user: first(is('cs-username'), is('user')), http_referrer: first(is('cs-referer'), is('http_referrer')),
    },
  },
];

const byEvent: ReadonlyMap<string, readonly Mapping[]> = groupedMappings();

function groupedMappings(): Map<string, Mapping[]> {
  const grouped = new Map<string, Mapping[]>();
  for (const mapping of mappings) {
    for (const id of mapping.eventIds) {
      const key = `${mapping.channel}/${id}`;
      grouped.set(key, [...(grouped.get(key) ?? []), mapping]);
    }
  }
  return grouped;
}

export interface EventFacts {
  readonly channel: string;
  readonly eventId: number;
  readonly host: string;
  readonly value: EventValues;
}

/** What the add-on makes of the event for each dataset that it belongs to, fields without the dataset's name. */
export function cimRows({ channel, eventId, host, value }: EventFacts): Map<string, Map<string, string>> {
  const rows = new Map<string, Map<string, string>>();
  for (const { dataset, fields, when } of byEvent.get(`${channel.toLowerCase()}/${eventId}`) ?? []) {
    if (when && !when(value)) continue;
    const row = new Map<string, string>();
    for (const [name, rule] of Object.entries(fields)) {
      const found = rule(value);
      if (found !== undefined && found !== '') row.set(name, found);
    }
    if (!row.has('dest')) row.set('dest', host);
    rows.set(dataset, row);
  }
  return rows;
}

/** Whether any mapping knows the event. */
export function isMapped(channel: string, eventId: number): boolean {
  return byEvent.has(`${channel.toLowerCase()}/${eventId}`);
}
