/** Settings of jobs that ordinary users of BITS leave alone. */
import type { Setting, SettingName } from '../../windows/index.js';
import type { Example, Signal } from '../signal.js';

interface Row {
  readonly name: SettingName;
  readonly impact: number;
  readonly confidence: number;
  readonly sentence: string;
  readonly example: string;
  /** Values that mean nothing. */
  readonly unless?: (value: string) => boolean;
}

const noProxy = (value: string): boolean => !/override|[.:\d]{3}|\w\.\w/i.test(value);
const rows: readonly Row[] = [
  { name: 'headers', impact: 70, confidence: 74, sentence: 'headers of its own go to the server, such as a token or another user agent', example: '/setcustomheaders job X-Auth:abcd' },
  { name: 'headerswriteonly', impact: 75, confidence: 72, sentence: 'the headers are made unreadable for whoever looks at the job', example: '/makecustomheaderswriteonly job' },
  { name: 'certificate', impact: 75, confidence: 70, sentence: 'a client certificate is set, so that only its owner gets an answer', example: '/setclientcertificatebyname job 1 MY c2' },
  { name: 'proxy', impact: 70, confidence: 74, sentence: 'the job is sent through a proxy of its own', example: '/setproxysettings job OVERRIDE proxy.example.net:8080 NULL', unless: noProxy },
  { name: 'ieproxy', impact: 60, confidence: 20, sentence: 'the proxy of a service account is changed, as administrators do', example: '/util /setieproxy localsystem AUTODETECT' },
  { name: 'helpertoken', impact: 80, confidence: 68, sentence: 'the job borrows the rights of another token', example: '/sethelpertokenflags job 3' },
  { name: 'acl', impact: 75, confidence: 70, sentence: 'access rights are carried along with the file', example: '/setaclflag job OGDS' },
  { name: 'owner', impact: 80, confidence: 68, sentence: "somebody else's job is taken over", example: '/takeownership {6F364A04-6299-4349-A8B6-34BED5E400EF}' },
  { name: 'peercaching', impact: 70, confidence: 74, sentence: 'other machines may fetch files from this one', example: '/peercaching /setconfigurationflags 3', unless: (value) => value.trim() === '0' },
  { name: 'method', impact: 75, confidence: 70, sentence: 'the method of the request is changed, so that data leaves with a download', example: '/sethttpmethod job POST', unless: (value) => /^(?:get|head)$/i.test(value.trim()) },
  { name: 'replyfile', impact: 75, confidence: 70, sentence: "a file takes the server's answer to an upload: a channel in both directions", example: '/setreplyfilename job C:\\d\\a' },
  { name: 'remoteprefix', impact: 75, confidence: 70, sentence: 'the sources of an existing job are pointed to another server', example: '/replaceremoteprefix job http://a.example.com http://b.example.com' },
  { name: 'remotehost', impact: 70, confidence: 40, sentence: 'the command works on another machine', example: '' },
  { name: 'securityflags', impact: 70, confidence: 50, sentence: 'checks of the server certificate are changed', example: '/setsecurityflags job 30' },
  { name: 'validation', impact: 60, confidence: 35, sentence: 'how the job is validated is changed', example: '/setvalidationstate job 0 TRUE' },
  { name: 'credentials', impact: 65, confidence: 45, sentence: 'user name and password are given on the command line', example: '/setcredentials job SERVER BASIC user x' },
  { name: 'storedcredential', impact: 65, confidence: 40, sentence: 'stored credentials of the user go to the server', example: '' },
  { name: 'notifyflags', impact: 65, confidence: 40, sentence: 'when BITS starts the program of the job is changed', example: '/setnotifyflags job 3' },
  { name: 'suspended', impact: 60, confidence: 25, sentence: 'the job is made asleep, to be filled and woken by other commands', example: '' },
  { name: 'allusers', impact: 50, confidence: 15, sentence: "other users' jobs are looked at", example: '/list /allusers' },
];

/** Rows that only PowerShell, or a command around the tool, shows. */
const scripts: Readonly<Partial<Record<SettingName, string>>> = {
  remotehost: 'Invoke-WsmanAction -Action CreateJob -ResourceUri wmi/root/microsoft/bits/BitsClientJob -ValueSet @{DisplayName="u";RemoteUrl="https://files.example.net/a";LocalFile="C:\\d\\a"} -ComputerName srv07',
  storedcredential: 'Start-BitsTransfer https://files.example.net/a C:\\d\\a -UseStoredCredential Server',
  suspended: '$job = Start-BitsTransfer https://files.example.net/a C:\\d\\a -Suspended',
};

export const settingSignals: readonly Signal[] = rows.map(({ name, impact, confidence, sentence, example, unless }) => ({
  id: `setting-${name}`, family: 'settings', impact, confidence, techniques: ['T1197'],
  reason: ({ settings }) => (settings.some((setting: Setting) => setting.name === name && unless?.(setting.value ?? '') !== true) ? sentence : undefined),
  examples: [exampleOf(name, example)],
}));

function exampleOf(name: SettingName, switches: string): Example {
  const ScriptBlockText = scripts[name];
  return ScriptBlockText === undefined ? { process_name: 'bitsadmin.exe', process: `bitsadmin ${switches}` } : { ScriptBlockText };
}
