/** Fields that the data model itself fills with `unknown` where an event has none. Claim `data-model-unknown`. */
const filledWithUnknown: ReadonlyMap<string, readonly string[]> = new Map([
  ['Endpoint.Processes', [
    'action', 'dest', 'original_file_name', 'parent_process', 'parent_process_exec', 'parent_process_name', 'parent_process_path', 'process', 'process_exec', 'process_hash', 'process_integrity_level', 'process_name', 'process_path', 'user',
    'vendor_product',
  ]],
  ['Endpoint.Filesystem', [
    'action', 'dest', 'file_access_time', 'file_acl', 'file_create_time', 'file_hash', 'file_modify_time', 'file_name', 'file_path', 'file_size', 'process_guid', 'process_id', 'user', 'vendor_product',
  ]],
  ['Endpoint.Registry', ['action', 'dest', 'process_guid', 'process_id', 'registry_hive', 'registry_key_name', 'registry_path', 'registry_value_data', 'registry_value_name', 'user', 'vendor_product']],
  ['Endpoint.Services', ['dest', 'service', 'service_name', 'start_mode', 'status', 'user', 'vendor_product']],
  ['Web.Web', ['action', 'dest', 'http_method', 'http_user_agent', 'src', 'status', 'url', 'user', 'vendor_product']],
]);

/** The row as the data model has it: what it fills in itself included. */
export function completeRow(dataset: string, row: ReadonlyMap<string, string>): Map<string, string> {
  const complete = new Map(row);
  for (const name of filledWithUnknown.get(dataset) ?? []) if (!complete.has(name)) complete.set(name, 'unknown');
  return complete;
}
