/**
 * Datasets of the Splunk Common Information Model and their fields. Source: CIM reference, data models Endpoint and
 * Risk; fields of Endpoint.Processes as ESCU's searches group by them in 2026.
 */
export interface Dataset {
  /** `Model.Dataset`, as `from datamodel=` names it. */
  readonly name: string;
  /** What stands before the dot in front of its fields. */
  readonly prefix: string;
  readonly fields: ReadonlySet<string>;
}

/** Fields that every event of an accelerated data model has. */
const common = ['_time', 'host', 'source', 'sourcetype', 'tag', 'vendor_product'];

function of(name: string, fields: readonly string[]): Dataset {
  return { name, prefix: name.slice(name.indexOf('.') + 1), fields: new Set([...common, ...fields]) };
}

const asset = (field: string): string[] => [field, ...['bunit', 'category', 'priority', 'requires_av', 'should_timesync', 'should_update'].map((part) => `${field}_${part}`)];
const person = (field: string): string[] => [field, ...['bunit', 'category', 'priority', 'id', 'type', 'watchlist'].map((part) => `${field}_${part}`)];

export const datasets: readonly Dataset[] = [
  of('Endpoint.Processes', [
    ...asset('dest'), ...person('user'), 'action', 'cpu_load_percent', 'cpu_load_mhz', 'mem_used', 'os', 'original_file_name',
    'parent_process', 'parent_process_exec', 'parent_process_guid', 'parent_process_id', 'parent_process_name', 'parent_process_path',
    'process', 'process_current_directory', 'process_exec', 'process_guid', 'process_hash', 'process_id', 'process_integrity_level',
    'process_name', 'process_path', 'dest_is_expected', 'dest_pci_domain',
  ]),
  of('Endpoint.Filesystem', [
    ...asset('dest'), ...person('user'), 'action', 'file_access_time', 'file_acl', 'file_create_time', 'file_hash', 'file_modify_time',
    'file_name', 'file_path', 'file_size', 'process_guid', 'process_id', 'process_name', 'process_path',
  ]),
  of('Endpoint.Registry', [
    ...asset('dest'), ...person('user'), 'action', 'process_guid', 'process_id', 'process_name', 'process_path', 'registry_hive',
    'registry_key_name', 'registry_path', 'registry_value_data', 'registry_value_name', 'registry_value_text', 'registry_value_type', 'status',
  ]),
  of('Endpoint.Services', [
    ...asset('dest'), ...person('user'), 'description', 'process_guid', 'process_id', 'process_name', 'service', 'service_dll', 'service_dll_hash',
    'service_dll_path', 'service_dll_signature_exists', 'service_dll_signature_verified', 'service_exec', 'service_hash', 'service_id',
    'service_name', 'service_path', 'service_signature_exists', 'service_signature_verified', 'start_mode', 'status',
  ]),
  of('Web.Web', [
    ...asset('dest'), ...person('user'), ...asset('src'), 'action', 'app', 'bytes', 'bytes_in', 'bytes_out', 'cached', 'category', 'cookie', 'dest_port', 'duration', 'error_code', 'http_content_type',
    'http_method', 'http_referrer', 'http_referrer_domain', 'http_user_agent', 'http_user_agent_length', 'operation', 'response_time', 'site', 'status', 'storage_name', 'uri_path', 'uri_query', 'url', 'url_domain', 'url_length',
  ]),
];

const byName = new Map(datasets.map((known) => [known.name, known]));

/** A dataset by `Model.Dataset`; nothing for one that this table does not hold. */
export function dataset(name: string): Dataset | undefined {
  return byName.get(name);
}
