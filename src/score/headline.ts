/** The first reason of every row: who did what, in one sentence. */
import type { Facts, Transfer } from '../windows/index.js';
import { isUpload } from './places.js';
import { quoted } from './signal.js';
import { placeText, programName, toolOf } from './words.js';

/** What moves a file: there the file is what matters. */
const moves: ReadonlySet<string> = new Set(['transfer', 'addfile', 'addfilewithranges', 'transferred', 'land', 'failed']);

/** What is done, said of whoever does it. */
const deeds: ReadonlyMap<string, string> = new Map(Object.entries({
  transfer: 'moved a file', transferred: 'moved a file', failed: 'failed to move a file', land: 'left a file', create: 'made a job', job: 'has a job',
  addfile: 'added a file to a job', addfileset: 'added a list of files to a job', addfilewithranges: 'added parts of a file to a job',
  resume: 'started a job', suspend: 'paused a job', complete: 'completed a job', cancel: 'removed a job', reset: 'removed all jobs',
  set: 'changed a job', list: 'listed jobs', info: 'asked about a job', monitor: 'watched jobs', setnotifycmdline: 'gave a job a program to start',
  notifyset: 'gave a job a program to start', notifyrun: 'started the program of a job', notifyfailed: 'failed to start the program of a job',
  setnotifyflags: 'set when a job starts its program', setminretrydelay: 'set how soon a job tries again',
  setnoprogresstimeout: 'set how long a job tries', setmaxdownloadtime: 'set how long a job may take', setcustomheaders: 'set HTTP headers of a job',
  makecustomheaderswriteonly: 'hid the HTTP headers of a job', sethttpmethod: 'set the HTTP method of a job',
  setreplyfilename: 'set the file for the answer to an upload', setclientcertificatebyid: 'set a client certificate of a job',
  setclientcertificatebyname: 'set a client certificate of a job', setcredentials: 'set credentials of a job',
  setproxysettings: 'set the proxy of a job', setieproxy: 'set the proxy of a service account', setpeercachingflags: 'set peer caching of a job',
  setconfigurationflags: 'set peer caching', takeownership: 'took a job over', replaceremoteprefix: 'pointed a job to another server',
  setsecurityflags: 'set how a job checks its server', setaclflag: 'set what rights a file keeps', setaclflags: 'set what rights a file keeps',
  sethelpertoken: 'lent a job another token', sethelpertokenflags: 'lent a job another token', stop: 'stopped the BITS service',
  pause: 'paused the BITS service', start: 'started the BITS service', disable: 'disabled the BITS service', enable: 'let the BITS service start',
  delete: 'deleted the BITS service', setservicedll: 'changed the program of the BITS service',
  setservicecommand: 'changed the program of the BITS service', setfailurecommand: 'set a command for when the BITS service fails',
  setpolicy: 'changed a policy of BITS', clearlog: 'cleared the log of BITS', disablelog: 'switched the log of BITS off',
  load: 'loaded the library through which programs talk to BITS', import: 'loaded the module for BITS', instantiate: 'called BITS',
  copytool: 'put a copy of the program for BITS elsewhere', coerce: 'made BITS lend its rights',
}));

export function headline(facts: Facts): string {
  const [transfer, ...more] = facts.transfers;
  const ends = transfer && endsOf(transfer);
  const also = more.length > 0 ? ` (and ${more.length} more)` : '';
  if (transfer && ends !== '' && facts.verbs.some((verb) => moves.has(verb))) return `${whoOf(facts)} ${movedBy(transfer, facts)}${transfer.source ? '' : ' a file'}${ends}${also}`;
  const done = [...new Set(facts.verbs.map((verb) => deeds.get(verb) ?? `called ${quoted(verb)}`))];
  return `${whoOf(facts)} ${done.slice(0, 4).join(', ')}${ends === undefined || ends === '' ? '' : `:${ends}${also}`}${jobText(facts)}`;
}

/** ` source to destination`, as far as they are known. */
function endsOf({ source, destination }: Transfer): string {
  return `${source ? ` ${placeText(source)}` : ''}${destination ? ` to ${placeText(destination)}` : ''}`;
}

function movedBy({ direction }: Transfer, { verbs }: Facts): string {
  if (verbs.includes('failed')) return 'failed to move';
  if (direction === undefined) return 'transferred';
  return isUpload(direction) ? 'uploaded' : 'downloaded';
}

/** Logs of services, the registry and files tell what was done, and not by what. */
function whoOf(facts: Facts): string {
  const { evidence, tools } = facts;
  if (evidence === 'service') return 'somebody, or Windows itself,';
  if (evidence === 'registry' || (evidence === 'file' && tools[0] === 'toolcopy')) return 'somebody';
  return evidence === 'imageload' ? quoted(programName(facts.actor) || 'a program') : toolOf(facts);
}

function jobText({ jobs }: Facts): string {
  const name = jobs[0]?.name ?? jobs[0]?.id;
  return name === undefined ? '' : ` (job ${quoted(name)})`;
}
