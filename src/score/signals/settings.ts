/** Settings of jobs that ordinary users of BITS leave alone. */
import type { SettingName } from '../../windows/index.js';
import { about, family } from '../signal.js';

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
  { name: 'headers', impact: 70, confidence: 74, sentence: 'the job sends HTTP headers of its own to the server, such as a token or another user agent' },
  { name: 'headerswriteonly', impact: 75, confidence: 72, sentence: 'the HTTP headers of the job are hidden from whoever looks at it' },
  { name: 'certificate', impact: 75, confidence: 70, sentence: 'the job shows the server a client certificate, so that nobody else gets the same answer' },
  { name: 'proxy', impact: 70, confidence: 74, sentence: 'the job goes through a proxy of its own, past that of the network', unless: noProxy },
  { name: 'ieproxy', impact: 60, confidence: 20, sentence: 'the proxy of a service account is changed, as administrators do' },
  { name: 'helpertoken', impact: 80, confidence: 68, sentence: 'the job borrows the rights of another logon (a helper token)' },
  { name: 'acl', impact: 75, confidence: 70, sentence: 'access rights are carried along with the file' },
  { name: 'owner', impact: 80, confidence: 68, sentence: "somebody else's job is taken over" },
  { name: 'peercaching', impact: 70, confidence: 74, sentence: 'peer caching is switched on, so that other machines may fetch files from this one', unless: (value) => value.trim() === '0' },
  { name: 'method', impact: 75, confidence: 70, sentence: 'the HTTP method is changed, so that data can leave with what looks like a download', unless: (value) => /^(?:get|head)$/i.test(value.trim()) },
  { name: 'replyfile', impact: 75, confidence: 70, sentence: "a file takes the server's answer to an upload: a channel in both directions" },
  { name: 'remoteprefix', impact: 75, confidence: 70, sentence: 'an existing job is pointed to another server' },
  { name: 'remotehost', impact: 70, confidence: 40, sentence: 'the command works on another machine' },
  { name: 'securityflags', impact: 70, confidence: 74, sentence: 'checks of the server certificate are changed' },
  { name: 'validation', impact: 60, confidence: 35, sentence: 'how the job is validated is changed' },
  { name: 'credentials', impact: 70, confidence: 74, sentence: 'user name and password are given on the command line' },
  { name: 'storedcredential', impact: 65, confidence: 40, sentence: 'stored credentials of the user go to the server' },
  { name: 'notifyflags', impact: 65, confidence: 40, sentence: 'when BITS starts the program of the job is changed' },
  { name: 'suspended', impact: 60, confidence: 25, sentence: 'the job is made but not started, to be filled and started by other commands' },
  { name: 'allusers', impact: 50, confidence: 15, sentence: "other users' jobs are looked at" },
];

const names: ReadonlySet<string> = new Set(rows.map(({ name }) => name));

export const settingSignals = family('settings', about(({ settings }) => settings.some(({ name }) => names.has(name)), rows.map(({ name, impact, confidence, sentence, unless }) => ({
  id: `setting-${name}`, impact, confidence,
  reason: ({ settings }) => {
    for (const setting of settings) if (setting.name === name && unless?.(setting.value ?? '') !== true) return sentence;
    return undefined;
  },
}))));
