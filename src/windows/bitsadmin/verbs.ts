/** What bitsadmin understands: every switch of Microsoft's reference (bitsadmin of Windows 10 and 11) with its arguments. */
import type { SettingName, Verb } from '../facts.js';

/**
 * What an argument is. `secret` is told only to be there, `tail` takes all that is left and tells no values, `old` is a remote name that
 * is given up.
 */
export type Role = 'job' | 'remote' | 'local' | 'program' | 'parameters' | 'value' | 'secret' | 'tail' | 'old' | 'newjob' | 'files';

export interface VerbRow {
  readonly roles: readonly Role[];
  /** How many of them are needed; all where it is not said. */
  readonly needed?: number;
  readonly setting?: SettingName;
  /** Where the switch alone would not tell what is done: `/cache /list`. */
  readonly verb?: Verb;
}

type Rows = readonly (readonly [names: string, row: VerbRow])[];

/** Names apart by blanks. */
function table(rows: Rows): ReadonlyMap<string, VerbRow> {
  return new Map(rows.flatMap(([names, row]) => names.split(' ').map((name) => [name, row] as const)));
}

const job: readonly Role[] = ['job'];
const set = (setting: SettingName): VerbRow => ({ roles: ['job', 'value'], setting });

export const verbs = table([
  ['list monitor', { roles: ['tail'], needed: 0 }],
  ['reset', { roles: ['tail'], needed: 0 }],
  ['transfer', { roles: ['newjob', 'files'], needed: 3 }],
  ['create', { roles: ['newjob'] }],
  ['addfile', { roles: ['job', 'remote', 'local'] }],
  ['addfilewithranges', { roles: ['job', 'remote', 'local', 'value'] }],
  ['addfileset', { roles: ['job', 'local'] }],
  ['replaceremoteprefix', { roles: ['job', 'old', 'remote'], setting: 'remoteprefix' }],
  ['info listfiles suspend resume cancel complete', { roles: job }],
  ['gettype getacl getaclflags getbytestotal getbytestransferred getfilestotal getfilestransferred getcreationtime getmodificationtime', { roles: job }],
  ['getcompletiontime getstate geterror getowner getdisplayname getdescription getpriority getnotifyflags getnotifyinterface', { roles: job }],
  ['getminretrydelay getnoprogresstimeout getmaxdownloadtime geterrorcount getproxyusage getproxylist getproxybypasslist', { roles: job }],
  ['getnotifycmdline getcustomheaders getclientcertificate getsecurityflags getpeercachingflags gethttpmethod getreplyfilename', { roles: job }],
  ['getreplyprogress getreplydata gethelpertokenflags gethelpertokensid', { roles: job }],
  ['getvalidationstate gettemporaryname', { roles: ['job', 'value'] }],
  ['setdisplayname', set('displayname')],
  ['setdescription', set('description')],
  ['setpriority', set('priority')],
  ['setnotifyflags', set('notifyflags')],
  ['setminretrydelay', set('retrydelay')],
  ['setnoprogresstimeout', set('timeout')],
  ['setmaxdownloadtime', set('maxdownloadtime')],
  ['setaclflag setaclflags', set('acl')],
  ['setsecurityflags', set('securityflags')],
  ['setpeercachingflags', set('peercaching')],
  ['sethttpmethod', set('method')],
  ['setreplyfilename', set('replyfile')],
  ['sethelpertokenflags', set('helpertoken')],
  ['sethelpertoken', { roles: job, setting: 'helpertoken' }],
  ['setvalidationstate', { roles: ['job', 'value', 'value'], setting: 'validation' }],
  ['setproxysettings', { roles: ['job', 'value', 'value', 'value'], needed: 2, setting: 'proxy' }],
  ['takeownership', { roles: job, setting: 'owner' }],
  ['setnotifycmdline', { roles: ['job', 'program', 'parameters'], needed: 2 }],
  ['setcredentials', { roles: ['job', 'value', 'value', 'secret', 'secret'], setting: 'credentials' }],
  ['removecredentials', { roles: ['job', 'value', 'value'] }],
  ['setcustomheaders', { roles: ['job', 'tail'], setting: 'headers' }],
  ['makecustomheaderswriteonly', { roles: job, setting: 'headerswriteonly' }],
  ['setclientcertificatebyid setclientcertificatebyname', { roles: ['job', 'value', 'value', 'value'], setting: 'certificate' }],
  ['removeclientcertificate', { roles: job }],
]);

/** Switches that take a switch of their own. */
export const families: ReadonlyMap<string, ReadonlyMap<string, VerbRow>> = new Map([
  ['util', table([
    ['setieproxy', { roles: ['value', 'value', 'value', 'value', 'tail'], needed: 2, setting: 'ieproxy' }],
    ['getieproxy', { roles: ['value', 'tail'], needed: 1 }],
    ['repairservice', { roles: ['tail'], needed: 0 }],
    ['version enableanalyticchannel', { roles: ['tail'], needed: 0 }],
  ])],
  ['peercaching', table([
    ['setconfigurationflags', { roles: ['value'], setting: 'peercaching' }],
    ['getconfigurationflags', { roles: [] }],
  ])],
  ['cache', table([
    ['list', { roles: ['tail'], needed: 0, verb: 'cachelist' }],
    ['info', { roles: ['value', 'tail'], needed: 1, verb: 'cacheinfo' }],
    ['delete', { roles: ['value'], verb: 'cachedelete' }],
    ['deleteurl', { roles: ['value'], verb: 'cachedelete' }],
    ['clear', { roles: [], verb: 'cacheclear' }],
    ['getlimit getexpirationtime', { roles: [] }],
    ['setlimit setexpirationtime', { roles: ['value'], setting: 'peercaching' }],
  ])],
  ['peers', table([
    ['list', { roles: [], verb: 'peerlist' }],
    ['clear', { roles: [], verb: 'peerclear' }],
    ['discover', { roles: [], verb: 'peerdiscover' }],
  ])],
]);

/** Before the verb. */
export const outputSwitches: ReadonlySet<string> = new Set(['rawreturn', 'wrap', 'nowrap']);

/** Of `/transfer` and `/create`, in any order; those with a value name what it sets. */
export const directions: ReadonlyMap<string, 'download' | 'upload' | 'upload-reply'> = new Map([
  ['download', 'download'], ['upload', 'upload'], ['upload-reply', 'upload-reply'],
]);
export const transferOptions: ReadonlyMap<string, SettingName> = new Map([['priority', 'priority'], ['aclflags', 'acl']]);
