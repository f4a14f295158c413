/** Settings of jobs that ordinary users of BITS leave alone. */
import type { Setting, SettingName } from '../../windows/index.js';
import type { Signal } from '../signal.js';

interface Row {
  readonly name: SettingName;
  readonly impact: number;
  readonly confidence: number;
  readonly sentence: string;
  /** Values that mean nothing. */
  readonly unless?: (value: string) => boolean;
}

const noProxy = (value: string): boolean => !/override|[.:\d]{3}|\w\.\w/i.test(value);
const rows: readonly Row[] = [
  { name: 'headers', impact: 70, confidence: 74, sentence: 'headers of its own go to the server, such as a token or another user agent' },
  { name: 'headerswriteonly', impact: 75, confidence: 72, sentence: 'the headers are made unreadable for whoever looks at the job' },
  { name: 'certificate', impact: 75, confidence: 70, sentence: 'a client certificate is set, so that only its owner gets an answer' },
  { name: 'proxy', impact: 70, confidence: 74, sentence: 'the job is sent through a proxy of its own', unless: noProxy },
  { name: 'ieproxy', impact: 60, confidence: 20, sentence: 'the proxy of a service account is changed, as administrators do' },
  { name: 'helpertoken', impact: 80, confidence: 68, sentence: 'the job borrows the rights of another token' },
  { name: 'acl', impact: 75, confidence: 70, sentence: 'access rights are carried along with the file' },
  { name: 'owner', impact: 80, confidence: 68, sentence: "somebody else's job is taken over" },
  { name: 'peercaching', impact: 70, confidence: 74, sentence: 'other machines may fetch files from this one', unless: (value) => value.trim() === '0' },
  { name: 'method', impact: 75, confidence: 70, sentence: 'the method of the request is changed, so that data leaves with a download', unless: (value) => /^(?:get|head)$/i.test(value.trim()) },
  { name: 'replyfile', impact: 75, confidence: 70, sentence: "a file takes the server's answer to an upload: a channel in both directions" },
  { name: 'remoteprefix', impact: 75, confidence: 70, sentence: 'the sources of an existing job are pointed to another server' },
  { name: 'remotehost', impact: 70, confidence: 40, sentence: 'the command works on another machine' },
  { name: 'securityflags', impact: 70, confidence: 50, sentence: 'checks of the server certificate are changed' },
  { name: 'validation', impact: 60, confidence: 35, sentence: 'how the job is validated is changed' },
  { name: 'credentials', impact: 65, confidence: 45, sentence: 'user name and password are given on the command line' },
  { name: 'storedcredential', impact: 65, confidence: 40, sentence: 'stored credentials of the user go to the server' },
  { name: 'notifyflags', impact: 65, confidence: 40, sentence: 'when BITS starts the program of the job is changed' },
  { name: 'suspended', impact: 60, confidence: 25, sentence: 'the job is made asleep, to be filled and woken by other commands' },
  { name: 'allusers', impact: 50, confidence: 15, sentence: "other users' jobs are looked at" },
];

export const settingSignals: readonly Signal[] = rows.map(({ name, impact, confidence, sentence, unless }) => ({
  id: `setting-${name}`, family: 'settings', impact, confidence, techniques: ['T1197'],
  reason: ({ settings }) => (settings.some((setting: Setting) => setting.name === name && unless?.(setting.value ?? '') !== true) ? sentence : undefined),
}));
