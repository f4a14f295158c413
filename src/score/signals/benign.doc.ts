import type { Example } from '../signal.js';

const log = { SourceName: 'Microsoft-Windows-Bits-Client', EventCode: '16403', jobTitle: 'n', jobOwner: 'EXAMPLE\\pat' };

/** Rows that show each signal of the family; the tests run them. No bundle carries them. */
export const benignExamples: Readonly<Record<string, readonly Example[]>> = {
  'updater': [{ ...log, RemoteName: 'http://edgedl.me.gvt1.com/edgedl/a.crx3', LocalName: 'C:\\Users\\pat\\AppData\\Local\\Temp\\chrome_url_fetcher_1\\a.crx3' }],
  'config-manager': [{ ...log, RemoteName: 'http://dp01/SMS_DP_SMSPKG$/ABC00012/setup.exe', LocalName: 'C:\\Windows\\ccmcache\\1\\setup.exe' }],
  'trusted-source': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job https://trusted.example.org/a C:\\d\\a' }],
  'publisher-source': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job https://download.microsoft.com/a.exe C:\\d\\a.exe' }],
  'update-folder': [{ SourceName: 'Microsoft-Windows-Sysmon', EventCode: '11', Image: 'C:\\Windows\\System32\\svchost.exe', TargetFilename: 'C:\\Users\\pat\\AppData\\Local\\Docker Desktop Installer\\update-1.exe' }],
  'error-report': [{ process_path: 'C:\\Windows\\System32\\wermgr.exe', process: 'C:\\Windows\\System32\\wermgr.exe -upload', parent_process_path: 'C:\\Windows\\System32\\svchost.exe', parent_process: 'C:\\Windows\\System32\\svchost.exe -k netsvcs -p -s BITS' }],
  'status-query': [{ process_path: 'C:\\Windows\\System32\\wbem\\WMIC.exe', process: 'wmic /namespace:\\\\root\\microsoft\\windows\\defender path MSFT_MpComputerStatus get AMProductVersion', parent_process_path: 'C:\\Windows\\System32\\svchost.exe', parent_process: 'C:\\Windows\\System32\\svchost.exe -k netsvcs -p -s BITS' }],
  'notify-waits': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /setnotifycmdline job cmd.exe "/c waitfor /si Loaded"' }],
  'management-agent': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job https://files.example.net/a C:\\d\\a', parent_process_path: 'C:\\Program Files\\Example\\AteraAgent.exe', parent_process_name: 'AteraAgent.exe' }],
  'vendor-copy': [{ process_name: 'Bitsadmin7.exe', process_path: 'C:\\Program Files\\Example\\bin\\Bitsadmin7.exe', original_file_name: 'bitsadmin.exe', process: '"C:\\Program Files\\Example\\bin\\Bitsadmin7.exe" /transfer job https://files.example.net/a C:\\d\\a' }],
};
