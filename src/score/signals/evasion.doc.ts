import type { Example } from '../signal.js';

/** Rows that show each signal of the family; the tests run them. No bundle carries them. */
export const evasionExamples: Readonly<Record<string, readonly Example[]>> = {
  'tool-copied': [{ process_name: 'cmd.exe', process: 'cmd /c copy C:\\Windows\\System32\\bitsadmin.exe C:\\Users\\Public\\svc.exe' }],
  'log-cleared': [{ process_name: 'wevtutil.exe', process: 'wevtutil cl Microsoft-Windows-Bits-Client/Operational' }],
  'log-disabled': [{ process_name: 'wevtutil.exe', process: 'wevtutil sl Microsoft-Windows-Bits-Client/Operational /e:false' }],
  'service-disabled': [{ process_name: 'sc.exe', process: 'sc config bits start= disabled' }, { SourceName: 'Service Control Manager', EventCode: '7040', param1: 'Background Intelligent Transfer Service', param2: 'demand start', param3: 'disabled', param4: 'BITS' }],
  'service-stopped': [{ process_name: 'net.exe', process: 'net stop bits' }],
  'jobs-removed': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /reset /allusers' }],
};
