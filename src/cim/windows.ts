/**
 * Windows events as rows of the Common Information Model, as the Splunk add-ons for Sysmon and for Windows map them.
 * What could not be read in their documentation is a claim of the conformance pack, named in `claim`.
 */

/** Values of an event by their names in EventData. */
export type EventValues = (name: string) => string | undefined;

type Rule = (value: EventValues) => string | undefined;

const is = (name: string): Rule => (value) => value(name);
const text = (constant: string): Rule => () => constant;
/** The part of a path behind its last separator. */
const base = (name: string): Rule => (value) => baseName(value(name));
const folded = (name: string): Rule => (value) => value(name)?.toLowerCase();
/** The first that has a value; `-` is how Windows writes none. */
const first = (...rules: readonly Rule[]): Rule => (value) => rules.map((rule) => rule(value)).find((found) => found !== undefined && found !== '' && found !== '-');
/** `0x1e00` as 7680. */
const decimal = (name: string): Rule => (value) => {
  const written = value(name);
  return written !== undefined && /^0x[0-9a-f]{1,12}$/i.test(written) ? String(Number.parseInt(written, 16)) : written;
};

export function baseName(path: string | undefined): string | undefined {
  return path?.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
}

export interface Mapping {
  /** The log, in lower case. */
  readonly channel: string;
  readonly eventIds: readonly number[];
  /** Model and dataset. */
  readonly dataset: string;
  readonly fields: Readonly<Record<string, Rule>>;
  /** Only events for which this gives a value. */
  readonly when?: Rule;
  readonly claim?: string;
}

const SYSMON = 'microsoft-windows-sysmon/operational';

/** The program that did it, for events that are not its start. */
const actor = { process_path: is('Image'), process_name: base('Image'), process_exec: base('Image'), process_id: is('ProcessId'), process_guid: is('ProcessGuid'), user: is('User') };
const sysmon = { vendor_product: text('Microsoft Sysmon') };
const windows = { vendor_product: text('Microsoft Windows') };

/** `HKLM\…\Key\Value`: the key is what stands before the last separator. */
const keyOf: Rule = (value) => value('TargetObject')?.replace(/\\[^\\]*$/, '');
const hiveOf: Rule = (value) => value('TargetObject')?.split('\\')[0];

export const mappings: readonly Mapping[] = [
  {
    channel: SYSMON, eventIds: [1], dataset: 'Endpoint.Processes', claim: 'sysmon-user-with-domain',
    fields: {
      ...sysmon, action: text('allowed'), os: text('Microsoft Windows'), process: is('CommandLine'), process_path: is('Image'), process_name: base('Image'), process_exec: base('Image'), process_id: is('ProcessId'),
      process_guid: is('ProcessGuid'), process_hash: is('Hashes'), process_current_directory: is('CurrentDirectory'), process_integrity_level: folded('IntegrityLevel'), original_file_name: is('OriginalFileName'),
      parent_process: is('ParentCommandLine'), parent_process_path: is('ParentImage'), parent_process_name: base('ParentImage'), parent_process_exec: base('ParentImage'), parent_process_id: is('ParentProcessId'),
      parent_process_guid: is('ParentProcessGuid'), user: is('User'), user_id: is('LogonId'),
    },
  },
  {
    channel: 'security', eventIds: [4688], dataset: 'Endpoint.Processes', claim: 'security-4688-fields',
    fields: {
      ...windows, action: text('allowed'), os: text('Microsoft Windows'), process: first(is('CommandLine'), is('NewProcessName')), process_path: is('NewProcessName'), process_name: base('NewProcessName'), process_exec: base('NewProcessName'),
      process_id: decimal('NewProcessId'), process_integrity_level: integrityLevel, parent_process: is('ParentProcessName'), parent_process_path: is('ParentProcessName'), parent_process_name: base('ParentProcessName'),
      parent_process_exec: base('ParentProcessName'), parent_process_id: decimal('ProcessId'), user: first(is('TargetUserName'), is('SubjectUserName')), user_id: is('SubjectUserSid'),
    },
  },
  {
    channel: SYSMON, eventIds: [11], dataset: 'Endpoint.Filesystem',
    fields: { ...sysmon, ...actor, action: text('created'), file_path: is('TargetFilename'), file_name: base('TargetFilename'), file_create_time: is('CreationUtcTime') },
  },
  {
    channel: SYSMON, eventIds: [12, 13, 14], dataset: 'Endpoint.Registry',
    fields: {
      ...sysmon, ...actor, action: registryAction, registry_path: is('TargetObject'), registry_hive: hiveOf, registry_key_name: keyOf, registry_value_name: base('TargetObject'), registry_value_data: is('Details'), registry_value_text: is('Details'),
      status: text('success'),
    },
  },
  {
    channel: 'system', eventIds: [7036], dataset: 'Endpoint.Services', claim: 'system-7036-7040-services', when: is('param1'),
    fields: { ...windows, service: is('param1'), service_name: is('param1'), status: folded('param2') },
  },
  {
    channel: 'system', eventIds: [7040], dataset: 'Endpoint.Services', claim: 'system-7036-7040-services', when: is('param1'),
    fields: { ...windows, service: is('param1'), service_name: first(is('param4'), is('param1')), start_mode: startMode, status: text('modified') },
  },
  {
    channel: 'system', eventIds: [7045], dataset: 'Endpoint.Services',
    fields: { ...windows, service: is('ServiceName'), service_name: is('ServiceName'), service_path: is('ImagePath'), service_exec: base('ImagePath'), start_mode: folded('StartType'), user: is('AccountName'), status: text('created') },
  },
  {
    channel: 'proxy', eventIds: [0], dataset: 'Web.Web', claim: 'proxy-fields',
    fields: {
      action: first(is('action'), text('allowed')), http_user_agent: first(is('c-useragent'), is('http_user_agent'), is('user_agent')), http_method: first(is('cs-method'), is('http_method'), is('method')), url: proxyUrl,
      url_domain: first(is('cs-host'), is('url_domain'), is('dest')), uri_path: first(is('c-uri'), is('uri_path')), dest: first(is('cs-host'), is('dest')), src: first(is('c-ip'), is('src')), status: first(is('sc-status'), is('status')),
      bytes_in: first(is('sc-bytes'), is('bytes_in')), bytes_out: first(is('cs-bytes'), is('bytes_out')), user: first(is('cs-username'), is('user')), http_referrer: first(is('cs-referer'), is('http_referrer')),
    },
  },
];

/** The mandatory label of a token (MS-DTYP 2.4.2.4). */
function integrityLevel(value: EventValues): string | undefined {
  const level = Number(/^S-1-16-(\d+)$/.exec(value('MandatoryLabel') ?? '')?.[1] ?? Number.NaN);
  return new Map([[0, 'untrusted'], [4096, 'low'], [8192, 'medium'], [8448, 'medium'], [12_288, 'high'], [16_384, 'system']]).get(level);
}

function registryAction(value: EventValues): string | undefined {
  return new Map([['SetValue', 'modified'], ['CreateKey', 'created'], ['DeleteKey', 'deleted'], ['DeleteValue', 'deleted'], ['RenameKey', 'modified']]).get(value('EventType') ?? 'SetValue') ?? 'modified';
}

/** Windows says `demand start`, the model `manual`. */
function startMode(value: EventValues): string | undefined {
  const mode = value('param3')?.toLowerCase();
  return new Map([['auto start', 'auto'], ['demand start', 'manual'], ['disabled', 'disabled']]).get(mode ?? '') ?? mode;
}

function proxyUrl(value: EventValues): string | undefined {
  const given = value('url');
  if (given !== undefined) return given;
  const [host, uri] = [value('cs-host'), value('c-uri')];
  if (uri !== undefined && /^[a-z]+:\/\//i.test(uri)) return uri;
  return host === undefined ? uri : `http://${host}${uri ?? ''}`;
}

/** Fields that the data model itself fills with `unknown` where an event has none. Claim `data-model-unknown`. */
export const filledWithUnknown: Readonly<Record<string, readonly string[]>> = {
  'Endpoint.Processes': [
    'action', 'dest', 'original_file_name', 'parent_process', 'parent_process_exec', 'parent_process_name', 'parent_process_path', 'process', 'process_exec', 'process_hash', 'process_integrity_level', 'process_name', 'process_path', 'user',
    'vendor_product',
  ],
  'Endpoint.Filesystem': ['action', 'dest', 'file_name', 'file_path', 'process_guid', 'process_id', 'user', 'vendor_product'],
  'Endpoint.Registry': ['action', 'dest', 'process_guid', 'process_id', 'registry_hive', 'registry_key_name', 'registry_path', 'registry_value_data', 'registry_value_name', 'user', 'vendor_product'],
  'Endpoint.Services': ['dest', 'service', 'service_name', 'start_mode', 'status', 'user', 'vendor_product'],
  'Web.Web': ['action', 'dest', 'http_method', 'http_user_agent', 'src', 'status', 'url', 'user', 'vendor_product'],
};

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

/** The row as the data model has it: what it fills in itself included. */
export function completeRow(dataset: string, row: ReadonlyMap<string, string>): Map<string, string> {
  const complete = new Map(row);
  for (const name of filledWithUnknown[dataset] ?? []) if (!complete.has(name)) complete.set(name, 'unknown');
  return complete;
}

/** Whether any mapping knows the event. */
export function isMapped(channel: string, eventId: number): boolean {
  return byEvent.has(`${channel.toLowerCase()}/${eventId}`);
}
