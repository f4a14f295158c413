/** Lines that name the tools and do not use them, or that the tools reject. */
import { factsOf } from '../../src/windows/index.js';
import { processFacts } from './rows.js';

test.each([
  'notepad bitsadmin.txt', 'notepad.exe C:\\d\\bitsadmin.txt', 'findstr /i bitsadmin C:\\logs\\a.log', 'where bitsadmin', 'cmd /c where bitsadmin.exe', 'cmd /c dir C:\\Windows\\System32\\bitsadmin.exe',
  'cmd /c type bitsadmin.txt', 'explorer.exe /select,C:\\Windows\\System32\\bitsadmin.exe', 'cmd /c echo bitsadmin /transfer is deprecated', 'tasklist /fi "imagename eq bitsadmin.exe"',
  'taskkill /im bitsadmin.exe /f', 'certutil -hashfile C:\\Windows\\System32\\bitsadmin.exe SHA256', 'icacls C:\\Windows\\System32\\bitsadmin.exe', 'netsh advfirewall firewall add rule name=bits program=C:\\Windows\\System32\\bitsadmin.exe action=block',
  'chrome.exe https://www.example.com/?q=bitsadmin+/transfer', 'chrome.exe "https://www.example.com/?q=bitsadmin /transfer a http://b c:\\c"', 'schtasks /query /tn bitsadmin', 'wmic process where name="bitsadmin.exe" get processid',
])('does not use it: %s', (line) => {
  expect(processFacts(line)).toBeUndefined();
});

test.each([
  'bitsadmin', 'bitsadmin /?', 'bitsadmin /help', 'bitsadmin /transfer', 'bitsadmin /transfer job', 'bitsadmin /transfer job http://a.example/b', 'bitsadmin -transfer job http://a.example/b C:\\c',
  'bitsadmin \u2013transfer job http://a.example/b C:\\c', 'bitsadmin \u2014transfer job http://a.example/b C:\\c', 'bitsadmin \u2215transfer job http://a.example/b C:\\c', 'bitsadmin /trans job http://a.example/b C:\\c',
  'bitsadmin /tr\u00e1nsfer job http://a.example/b C:\\c', 'bitsadmin /addf job http://a.example/b C:\\c', 'bitsadmin transfer job http://a.example/b C:\\c', 'bitsadmin //transfer job http://a.example/b C:\\c',
  'bitsadmin /setnotifycmdline job', 'bitsadmin /addfile job http://a.example/b', 'bitsadmin /util /help', 'bitsadmin /cache', 'bitsadmin /transfer job ftp://a.example/b C:\\c',
])('is rejected: %s', (line) => {
  expect(processFacts(line)).toBeUndefined();
});

test.each([
  'powershell -c "Get-Help Start-BitsTransfer"', 'powershell -c "Get-Command Start-BitsTransfer"', 'powershell -c "Get-Command *bits*"', 'powershell -c "Write-Host \'Start-BitsTransfer http://a.example/b C:\\c\'"',
  'powershell -c "# Start-BitsTransfer http://a.example/b C:\\c"', 'powershell -c "$text = \'Start-BitsTransfer http://a.example/b\'"', 'powershell -c "<# Start-BitsTransfer a b #> Get-Date"', 'powershell -c "Get-Service BITS"',
  'powershell -c "sal dl Start-BitsTransfer"', 'powershell -c "Select-String -Path a.log -Pattern Start-BitsTransfer"', 'powershell -enc AAAA', 'powershell -enc ////', 'powershell -File C:\\d\\Start-BitsTransfer.ps1',
])('does not use it: %s', (line) => {
  expect(processFacts(line)).toBeUndefined();
});

test.each(['net start', 'net stop wuauserv', 'sc query bits', 'sc qc bits', 'net stop orbits', 'sc stop bitsmith', 'reg query HKLM\\System\\CurrentControlSet\\Services\\BITS', 'reg add HKLM\\System\\CurrentControlSet\\Services\\BITSX /v Start /t REG_DWORD /d 4', 'wevtutil qe Microsoft-Windows-Bits-Client/Operational /c:5', 'wevtutil cl System', 'wmic service where name="wuauserv" call stopservice', 'svc.exe /transfer of power'])('is none of it: %s', (line) => {
  expect(processFacts(line)).toBeUndefined();
});

test.each<[string, Readonly<Record<string, string>>]>([
  ['a script that loads the module\'s manifest', { ScriptBlockText: "@{ GUID='{8FA5064B-8479-4c5c-86EA-0D311FE48875}'; CmdletsToExport = 'Add-BitsFile', 'Start-BitsTransfer'; RequiredAssemblies=Join-Path $psScriptRoot \"Microsoft.BackgroundIntelligentTransfer.Management.Interop.dll\" }" }],
  ['a listing', { EventID: '800', Data2: 'CommandInvocation(Out-Default): "Out-Default"\nParameterBinding(Out-Default): name="InputObject"; value="bitsadmin.exe"' }],
  ['another program at the proxy', { http_user_agent: 'Mozilla/5.0 Microsoft BITS/7.8', url: 'http://a.example/' }],
  ['another library', { ImageLoaded: 'C:\\d\\notbitsproxy.dll', Image: 'C:\\d\\a.exe' }],
  ['a child of another service', { Image: 'C:\\d\\a.exe', CommandLine: 'C:\\d\\a.exe', ParentImage: 'C:\\Windows\\System32\\svchost.exe', ParentCommandLine: 'C:\\Windows\\system32\\svchost.exe -k netsvcs -p -s Schedule' }],
  ['a child of svchost on Windows 7', { Image: 'C:\\Windows\\System32\\taskeng.exe', CommandLine: 'taskeng.exe {F0}', ParentImage: 'C:\\Windows\\System32\\svchost.exe', ParentCommandLine: 'C:\\Windows\\system32\\svchost.exe -k netsvcs' }],
  ['a network connection', { EventID: '3', Image: 'C:\\Windows\\System32\\bitsadmin.exe', DestinationIp: '192.0.2.1' }],
  ['housekeeping', { EventID: '306', Channel: 'Microsoft-Windows-Bits-Client/Operational' }],
  ['another service', { EventID: '7040', param1: 'Windows Update', param2: 'demand start', param3: 'disabled', param4: 'wuauserv' }],
  ['a file of another program', { EventID: '11', Image: 'C:\\d\\a.exe', TargetFilename: 'C:\\d\\BIT12.tmp' }],
  ['nothing', {}],
])('%s', (_, fields) => {
  expect(factsOf((field) => (Object.hasOwn(fields, field) ? fields[field] : undefined))).toBeUndefined();
});

test.each(['$env:TARGET', '${env:TARGET}', '$script:target'])('a variable is no stream: %s', (target) => {
  expect(processFacts(`powershell -c "Start-BitsTransfer http://198.51.100.7/a ${target}"`)?.transfers[0]?.destination?.stream).toBeUndefined();
});
