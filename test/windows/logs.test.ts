/** Rows that are no command lines. */
import { rowFacts } from './rows.js';

const channel = 'Microsoft-Windows-Bits-Client/Operational';

test.each<[string, Readonly<Record<string, string>>, object]>([
  ['3 of Windows 7', { EventCode: '3', Channel: channel, string: 'j', string2: 'CORP\\u1', string3: '' }, { verbs: ['create'], jobs: [{ name: 'j', owner: 'CORP\\u1' }], user: 'CORP\\u1' }],
  ['3 of Windows 10', { EventID: '3', jobTitle: 'j', jobId: '{6f364a04-6299-4349-a8b6-34bed5e400ef}', jobOwner: 'CORP\\u1', processPath: 'C:\\Windows\\System32\\bitsadmin.exe' }, { tools: ['bits', 'bitsadmin'], jobs: [{ id: '{6F364A04-6299-4349-A8B6-34BED5E400EF}' }], actor: { name: 'bitsadmin.exe' } }],
  ['5', { EventCode: '5', SourceName: 'Microsoft-Windows-Bits-Client', jobTitle: 'j' }, { verbs: ['cancel'] }],
  ['60 done', { EventCode: '60', Channel: channel, name: 'j', url: 'http://a.example/x', hr: '0', bytesTotal: '18446744073709551615' }, { verbs: ['transferred'], result: 0, transfers: [{ source: { host: 'a.example' } }] }],
  ['60 failed', { EventCode: '60', Channel: channel, name: 'j', url: 'http://a.example/x', hr: '2147954407', bytesTotal: '2048' }, { verbs: ['failed'], result: 0x80072ee7, bytes: 2048 }],
  ['60 failed, signed', { EventCode: '60', Channel: channel, name: 'j', url: 'http://a.example/x', hr: '-2147012889' }, { result: 0x80072ee7 }],
  ['64', { EventCode: '64', Channel: channel, Job: 'j', Url: 'http://a.example/x', Pgm: 'C:\\d\\a.exe', hr: '2147942402' }, { verbs: ['notifyfailed'], notify: [{ program: { path: 'C:\\d\\a.exe' } }] }],
  ['16403', { EventCode: '16403', Channel: channel, jobTitle: 'j', RemoteName: 'http://a.example/x', LocalName: 'C:\\d\\x.exe' }, { verbs: ['addfile'], transfers: [{ source: { host: 'a.example' }, destination: { extension: 'exe' } }] }],
  ['an event to come', { EventCode: '17000', Channel: channel, jobTitle: 'j' }, { verbs: ['job'] }],
  ['7036', { EventCode: '7036', param1: 'Background Intelligent Transfer Service', param2: 'stopped' }, { evidence: 'service', verbs: ['stop'] }],
  ['7040 in German', { EventCode: '7040', param1: 'Intelligenter Hintergrund\u00fcbertragungsdienst', param2: 'Manuell starten', param3: 'deaktiviert', param4: 'BITS' }, { verbs: ['disable'] }],
  ['7040 back', { EventCode: '7040', param1: 'Background Intelligent Transfer Service', param2: 'auto start', param3: 'demand start', param4: 'BITS' }, { verbs: ['enable'] }],
  ['a proxy', { http_user_agent: 'Microsoft BITS/7.8', http_method: 'BITS_POST', url: 'http://198.51.100.7/in' }, { evidence: 'proxy', transfers: [{ direction: 'upload', destination: { address: 'public' } }] }],
  ['a proxy with host and path apart', { 'c-useragent': 'Microsoft+BITS/7.5', 'cs-method': 'GET', 'cs-host': 'a.example', 'c-uri': '/x.exe' }, { transfers: [{ direction: 'download', source: { host: 'a.example', extension: 'exe' } }] }],
  ['a library', { EventID: '7', Image: 'C:\\Windows\\System32\\rundll32.exe', ImageLoaded: 'C:\\Windows\\System32\\BitsProxy.dll' }, { evidence: 'imageload', verbs: ['load'], actor: { name: 'rundll32.exe' } }],
  ['a file', { EventID: '11', Image: 'C:\\Windows\\System32\\svchost.exe', TargetFilename: 'C:\\d\\BIT1A2B.tmp' }, { evidence: 'file', verbs: ['land'], transfers: [{ direction: 'download', destination: { extension: 'tmp' } }] }],
  ['a registry value, by Sysmon', { EventID: '13', TargetObject: 'HKLM\\System\\CurrentControlSet\\Services\\BITS\\Start', Details: 'DWORD (0x00000004)' }, { evidence: 'registry', verbs: ['disable'] }],
  ['a registry value, by the data model', { 'Registry.registry_path': 'HKLM\\System\\CurrentControlSet\\Services\\BITS\\Parameters', 'Registry.registry_value_name': 'ServiceDll', 'Registry.registry_value_data': 'C:\\d\\q.dll' }, { verbs: ['setservicedll'] }],
  ['a notify child of its own service', { Image: 'C:\\d\\a.exe', CommandLine: 'a.exe', ParentImage: 'C:\\Windows\\System32\\svchost.exe', ParentCommandLine: 'C:\\WINDOWS\\System32\\svchost.exe -k netsvcs -p -s BITS' }, { tools: ['notify'], verbs: ['notifyrun'], actor: { name: 'a.exe' } }],
  ['a notify child on Windows 7', { Image: 'C:\\Windows\\System32\\cmd.exe', CommandLine: '/c notepad.exe', ParentImage: 'C:\\Windows\\System32\\svchost.exe', ParentCommandLine: 'C:\\Windows\\system32\\svchost.exe -k netsvcs' }, { verbs: ['notifyrun'], notify: [{ parameters: '/c notepad.exe' }] }],
  ['4103', { EventID: '4103', Payload: 'CommandInvocation(Start-BitsTransfer): "Start-BitsTransfer"\nParameterBinding(Start-BitsTransfer): name="Source"; value="http://a.example/x"\nParameterBinding(Start-BitsTransfer): name="Destination"; value="C:\\d\\x"\n' }, { evidence: 'script', verbs: ['transfer'], transfers: [{ source: { host: 'a.example' }, destination: { path: 'C:\\d\\x' } }] }],
  ['4104 as text', { EventCode: '4104', Message: 'Creating Scriptblock text (1 of 1):\r\nStart-BitsTransfer http://a.example/x C:\\d\\x\r\n\r\nScriptBlock ID: 1\r\nPath: ' }, { verbs: ['transfer'], transfers: [{ destination: { path: 'C:\\d\\x' } }] }],
])('%s', (_, row, facts) => {
  expect(rowFacts(row)).toMatchObject(facts);
});
