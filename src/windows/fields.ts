/** Field names of a row, by what they hold: data models with and without their prefix, add-ons, logs as they are. */

export const fields = {
  commandLine: ['process', 'CommandLine', 'Process_Command_Line', 'process_command_line', 'ProcessCommandLine'],
  image: ['process_path', 'Image', 'NewProcessName', 'New_Process_Name', 'process_exec', 'process_name'],
  originalName: ['original_file_name', 'OriginalFileName'],
  parentLine: ['parent_process', 'ParentCommandLine'],
  parentImage: ['parent_process_path', 'ParentImage', 'ParentProcessName', 'Creator_Process_Name', 'parent_process_exec', 'parent_process_name'],
  user: ['user', 'User', 'SubjectUserName', 'UserID'],
  code: ['EventCode', 'EventID', 'signature_id'],
  origin: ['Channel', 'SourceName', 'Provider', 'Provider_Name', 'ProviderName', 'source', 'LogName'],

  script: ['ScriptBlockText'],
  bindings: ['Payload', 'Data2', 'param3'],
  message: ['Message'],

  jobName: ['jobTitle', 'name', 'Job', 'string'],
  jobId: ['jobId', 'Id'],
  jobOwner: ['jobOwner', 'string2'],
  client: ['processPath'],
  remote: ['RemoteName', 'url', 'Url'],
  local: ['LocalName'],
  notifyProgram: ['Pgm'],
  result: ['hr'],
  bytes: ['bytesTotal', 'fileLength'],

  loaded: ['ImageLoaded', 'loaded_file_path', 'service_dll_path'],
  file: ['TargetFilename', 'file_path'],
  key: ['TargetObject', 'registry_path', 'object_path', 'ObjectName'],
  valueName: ['registry_value_name', 'ObjectValueName'],
  valueData: ['Details', 'registry_value_data', 'NewValue'],
  action: ['action', 'EventType'],

  agent: ['http_user_agent', 'user_agent', 'c-useragent', 'c_useragent', 'cs_user_agent', 'cs(User-Agent)', 'cs_User_Agent', 'UserAgent'],
  method: ['http_method', 'cs-method', 'cs_method', 'method', 'RequestMethod'],
  url: ['url', 'c-uri', 'cs-uri', 'cs_uri', 'uri', 'RequestURL'],
  urlHost: ['cs-host', 'cs_host', 'url_domain', 'dest_host', 'r-host', 'site', 'dest'],

  serviceName: ['service_name', 'service', 'ServiceName'],
  startMode: ['start_mode', 'StartMode'],
  serviceStatus: ['status', 'service_status', 'State'],
  param1: ['param1'],
  param2: ['param2'],
  param4: ['param4'],
  cleared: ['LogFileCleared.Channel', 'object'],
  channel: ['Channel'],

  // Of no add-on: names that only a certain log has, in the words of Windows.
  jobTitle: ['jobTitle'],
  jobGuid: ['jobId'],
  jobMaker: ['jobOwner'],
  transferUrl: ['url'],
  transferName: ['name', 'transferId'],
  notifyJob: ['Job'],
  firstString: ['string'],
  secondString: ['string2'],
  param3: ['param3'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FieldGroup = keyof typeof fields;

/** Data models put the dataset before the name. */
const prefixes: Readonly<Record<string, readonly FieldGroup[]>> = {
  Processes: ['commandLine', 'image', 'originalName', 'parentLine', 'parentImage', 'user'],
  Filesystem: ['file', 'action'],
  Registry: ['key', 'valueName', 'valueData', 'action'],
  Services: ['serviceName', 'startMode', 'serviceStatus'],
  Web: ['agent', 'method', 'url', 'urlHost'],
};

const prefixed: ReadonlyMap<FieldGroup, readonly string[]> = new Map(Object.entries(prefixes).flatMap(([dataset, groups]) =>
  groups.map((group) => [group, fields[group].filter((name) => /^[a-z_]+$/.test(name)).map((name) => `${dataset}.${name}`)] as const)));

/** Data models' names of a group and all others. */
export const namesOf = (group: FieldGroup): readonly string[] => [...fields[group], ...(prefixed.get(group) ?? [])];

type Names = ReadonlyMap<FieldGroup, readonly string[]>;

const groups: Names = new Map((Object.keys(fields) as FieldGroup[]).map((group) => [group, namesOf(group)]));

/** Every field that is read, in the names of data models, add-ons and logs. */
export const wantedFields: readonly string[] = [...new Set([...groups.values()].flat())];

/** All but who it was: that is told with the facts, and no score depends on it. */
export const scoredFields: readonly string[] = wantedFields.filter((name) => !namesOf('user').includes(name));

/** The text of a field of a row; several values are one text, line by line. */
export type Field = (name: string) => string | undefined;

/** A row, and which fields of each group its table has: a row is asked for forty groups, and a table has few columns. */
export interface Row {
  readonly field: Field;
  readonly names: Names;
}

/** Of every group what a table with these columns has; all of it where the columns are not known. */
export function namesIn(columns?: readonly string[]): Names {
  if (columns === undefined) return groups;
  const present = new Set(columns);
  return new Map([...groups].map(([group, names]) => [group, names.filter((name) => present.has(name))] as const).filter(([, names]) => names.length > 0));
}

/** The first field of a group that says something; Windows writes `-` for nothing. */
export function fieldOf({ field, names }: Row, group: FieldGroup): string | undefined {
  const candidates = names.get(group);
  if (candidates === undefined) return undefined;
  for (const name of candidates) {
    const value = field(name);
    if (value !== undefined && value !== '' && value !== '-') return value;
  }
  return undefined;
}

/** Whether the row has the group at all, if only as an empty text. */
export function hasField({ field, names }: Row, group: FieldGroup): boolean {
  return names.get(group)?.some((name) => field(name) !== undefined) === true;
}
