import { claims, cimRows, completeRow, dataset, mappings } from '../../src/cim/index.js';

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';

function rowOf(channel: string, eventId: number, values: Record<string, string>): Record<string, Record<string, string>> {
  const given = new Map(Object.entries(values));
  const rows = cimRows({ channel, eventId, host: 'ws01.corp.example', value: (name) => given.get(name) });
  return Object.fromEntries([...rows].map(([name, row]) => [name, Object.fromEntries(row)]));
}

describe('Sysmon', () => {
  test('a process creation fills every field that the log has', () => {
    const { 'Endpoint.Processes': row } = rowOf(SYSMON, 1, {
      ProcessGuid: '{a}', ProcessId: '4120', Image: 'C:\\Windows\\System32\\bitsadmin.exe', OriginalFileName: 'bitsadmin.exe', CommandLine: 'bitsadmin /list', CurrentDirectory: 'C:\\', User: 'CORP\\alice', UserID: 'S-1-5-18',
      IntegrityLevel: 'High', Hashes: 'MD5=0', ParentProcessGuid: '{b}', ParentProcessId: '88', ParentImage: 'C:\\Windows\\System32\\cmd.exe', ParentCommandLine: 'cmd.exe /k',
    });
    expect(row).toEqual({
      vendor_product: 'Microsoft Sysmon', action: 'allowed', os: 'Microsoft Windows', process: 'bitsadmin /list', process_path: 'C:\\Windows\\System32\\bitsadmin.exe', process_name: 'bitsadmin.exe', process_exec: 'bitsadmin.exe', process_id: '4120',
      process_guid: '{a}', process_hash: 'MD5=0', process_current_directory: 'C:\\', process_integrity_level: 'High', original_file_name: 'bitsadmin.exe', parent_process: 'cmd.exe /k', parent_process_path: 'C:\\Windows\\System32\\cmd.exe',
      parent_process_name: 'cmd.exe', parent_process_exec: 'cmd.exe', parent_process_id: '88', parent_process_guid: '{b}', user: 'CORP\\alice', user_id: 'S-1-5-18', dest: 'ws01.corp.example',
    });
  });

  test('an original file name of `-` is none, and the model writes unknown', () => {
    const { 'Endpoint.Processes': row = {} } = rowOf(SYSMON, 1, { Image: 'C:\\a.exe', OriginalFileName: '-' });
    expect(row).not.toHaveProperty('original_file_name');
    expect(completeRow('Endpoint.Processes', new Map(Object.entries(row))).get('original_file_name')).toBe('unknown');
  });

  test('an image load is a row of processes without command line', () => {
    const { 'Endpoint.Processes': row = {} } = rowOf(SYSMON, 7, { Image: 'C:\\Windows\\System32\\cmd.exe', ImageLoaded: 'C:\\Windows\\System32\\bitsproxy.dll', OriginalFileName: 'bitsproxy.dll' });
    expect(row).toMatchObject({ process_name: 'cmd.exe', original_file_name: 'bitsproxy.dll' });
    expect(row).not.toHaveProperty('process');
  });

  test.each([['2026-03-02 08:00:00.000', 'created'], ['2025-01-01 00:00:00.000', 'modified']])('a file made at %s was %s', (CreationUtcTime, action) => {
    expect(rowOf(SYSMON, 11, { UtcTime: '2026-03-02 08:00:00.000', CreationUtcTime, TargetFilename: 'C:\\ProgramData\\a.bin', Image: 'C:\\x.exe' })['Endpoint.Filesystem']).toMatchObject({ action, file_name: 'a.bin', file_path: 'C:\\ProgramData\\a.bin', process_name: 'x.exe' });
  });

  test('a registry value names its key, itself and its data', () => {
    expect(rowOf(SYSMON, 13, { EventType: 'SetValue', TargetObject: 'HKLM\\System\\CurrentControlSet\\Services\\BITS\\Start', Details: 'DWORD (0x00000002)' })['Endpoint.Registry']).toMatchObject({
      action: 'modified', status: 'success', registry_hive: 'HKEY_LOCAL_MACHINE\\System', registry_key_name: 'BITS', registry_value_name: 'Start', registry_value_data: '0x00000002',
    });
  });

  test.each([['CreateKey', 'created'], ['DeleteKey', 'deleted'], ['DeleteValue', 'deleted']])('a registry %s is %s', (EventType, action) => {
    expect(rowOf(SYSMON, 12, { EventType, TargetObject: 'HKCR\\a\\b' })['Endpoint.Registry']).toEqual({ action, status: 'success', registry_path: 'HKCR\\a\\b', registry_key_name: 'b', vendor_product: 'Microsoft Sysmon', dest: 'ws01.corp.example' });
  });
});

describe('Security 4688', () => {
  const created = { NewProcessName: 'C:\\Windows\\System32\\bitsadmin.exe', NewProcessId: '0x0000000000001e00', ProcessId: '0xfac', SubjectUserName: 'alice', SubjectUserSid: 'S-1-5-21-1-2-3-1104', TargetUserName: '-', MandatoryLabel: 'S-1-16-12288', ParentProcessName: 'C:\\Windows\\explorer.exe' };

  test('with command line', () => {
    expect(rowOf('Security', 4688, { ...created, CommandLine: 'bitsadmin /list' })['Endpoint.Processes']).toMatchObject({
      process: 'bitsadmin /list', process_id: '7680', parent_process_id: '4012', user: 'alice', user_id: 'S-1-5-21-1-2-3-1104', process_integrity_level: 'high', parent_process: 'C:\\Windows\\explorer.exe', parent_process_name: 'explorer.exe',
    });
  });

  test.each([{}, { CommandLine: '' }])('without command line %j the path stands for it', (more) => {
    expect(rowOf('security', 4688, { ...created, ...more })['Endpoint.Processes']).toMatchObject({ process: 'C:\\Windows\\System32\\bitsadmin.exe', process_name: 'bitsadmin.exe' });
  });

  test('runs as somebody else', () => {
    expect(rowOf('Security', 4688, { ...created, TargetUserName: 'svc-backup' })['Endpoint.Processes']).toMatchObject({ user: 'svc-backup' });
  });
});

test.each([
  [7036, { param1: 'Background Intelligent Transfer Service', param2: 'running' }, { service: 'Background Intelligent Transfer Service', status: 'running' }],
  [7040, { param1: 'Background Intelligent Transfer Service', param2: 'auto start', param3: 'demand start', param4: 'BITS' }, { service_name: 'BITS', start_mode: 'manual', status: 'modified' }],
  [7040, { param1: 'X', param2: 'auto start', param3: 'Boot Start' }, { service_name: 'X', start_mode: 'boot start' }],
  [7045, { ServiceName: 'upd', ImagePath: 'C:\\ProgramData\\upd.exe', StartType: 'Auto Start', AccountName: 'LocalSystem' }, { service_path: 'C:\\ProgramData\\upd.exe', service_exec: 'upd.exe', status: 'created' }],
])('service event %i', (eventId, values, expected) => {
  expect(rowOf('System', eventId, values)['Endpoint.Services']).toMatchObject(expected);
});

test.each([
  [{ 'cs-host': 'files.example.net', 'c-uri': '/a.bin' }, 'http://files.example.net/a.bin'],
  [{ 'cs-host': 'files.example.net', 'c-uri': 'HTTPS://files.example.net/a.bin' }, 'HTTPS://files.example.net/a.bin'],
  [{ url: 'http://198.51.100.7/a' }, 'http://198.51.100.7/a'],
  [{ 'c-uri': '/a.bin' }, '/a.bin'],
])('the address of proxy record %j', (values, url) => {
  expect(rowOf('proxy', 0, { ...values, 'c-useragent': 'Microsoft BITS/7.8' })['Web.Web']).toMatchObject({ url, http_user_agent: 'Microsoft BITS/7.8', action: 'allowed' });
});

test('an event that no add-on maps has no row', () => {
  expect(rowOf('Microsoft-Windows-Bits-Client/Operational', 59, { url: 'http://198.51.100.7/a' })).toEqual({});
  expect(rowOf('__proto__', 1, {})).toEqual({});
});

test('every field of the table is one of its dataset', () => {
  expect(mappings.flatMap(({ dataset: name, fields }) => Object.keys(fields).filter((field) => !dataset(name)?.fields.has(field)).map((field) => `${name}.${field}`))).toEqual([]);
});

test('every claim of the table is written down, once, with a search', () => {
  const ids = claims.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(mappings.flatMap(({ claims: named = [] }) => named).filter((id) => !ids.includes(id))).toEqual([]);
  expect(claims.filter(({ claim, search, expected }) => claim === '' || search === '' || expected === '')).toEqual([]);
});
