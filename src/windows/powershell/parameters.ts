/** The BitsTransfer module: cmdlets with their parameters, by Microsoft's reference of the module. */
import type { SettingName, Verb } from '../facts.js';

export interface CmdletRow {
  readonly verb: Verb;
  /** In the order of their positions. */
  readonly positions: readonly string[];
}

export const cmdlets: ReadonlyMap<string, CmdletRow> = new Map([
  ['start-bitstransfer', { verb: 'transfer', positions: ['source', 'destination'] }],
  ['add-bitsfile', { verb: 'addfile', positions: ['bitsjob', 'source', 'destination'] }],
  ['set-bitstransfer', { verb: 'set', positions: ['bitsjob'] }],
  ['resume-bitstransfer', { verb: 'resume', positions: ['bitsjob'] }],
  ['suspend-bitstransfer', { verb: 'suspend', positions: ['bitsjob'] }],
  ['complete-bitstransfer', { verb: 'complete', positions: ['bitsjob'] }],
  ['remove-bitstransfer', { verb: 'cancel', positions: ['bitsjob'] }],
  ['get-bitstransfer', { verb: 'list', positions: ['name'] }],
]);

/** Parameters that set something; true where a value follows that may be told. */
export const settingParameters: ReadonlyMap<string, { readonly setting: SettingName; readonly tells: boolean }> = new Map([
  ['customheaders', { setting: 'headers', tells: false }],
  ['customheaderswriteonly', { setting: 'headerswriteonly', tells: false }],
  ['credential', { setting: 'credentials', tells: false }],
  ['authentication', { setting: 'credentials', tells: true }],
  ['proxycredential', { setting: 'credentials', tells: false }],
  ['proxyauthentication', { setting: 'proxy', tells: true }],
  ['usestoredcredential', { setting: 'storedcredential', tells: true }],
  ['proxyusage', { setting: 'proxy', tells: true }],
  ['proxylist', { setting: 'proxy', tells: true }],
  ['proxybypass', { setting: 'proxy', tells: true }],
  ['certhash', { setting: 'certificate', tells: false }],
  ['certstorelocation', { setting: 'certificate', tells: true }],
  ['certstorename', { setting: 'certificate', tells: true }],
  ['securityflags', { setting: 'securityflags', tells: true }],
  ['aclflags', { setting: 'acl', tells: true }],
  ['setownertocurrentuser', { setting: 'owner', tells: false }],
  ['priority', { setting: 'priority', tells: true }],
  ['retryinterval', { setting: 'retrydelay', tells: true }],
  ['retrytimeout', { setting: 'timeout', tells: true }],
  ['maxdownloadtime', { setting: 'maxdownloadtime', tells: true }],
  ['notifyflags', { setting: 'notifyflags', tells: true }],
  ['httpmethod', { setting: 'method', tells: true }],
  ['dynamic', { setting: 'dynamic', tells: false }],
  ['suspended', { setting: 'suspended', tells: false }],
  ['asynchronous', { setting: 'asynchronous', tells: false }],
  ['allusers', { setting: 'allusers', tells: false }],
  ['description', { setting: 'description', tells: true }],
  ['transferpolicy', { setting: 'cost', tells: true }],
]);

const others = ['source', 'destination', 'displayname', 'transfertype', 'notifycmdline', 'bitsjob', 'name', 'jobid'] as const;

/** Parameters without a value. */
export const switches: ReadonlySet<string> = new Set(['customheaderswriteonly', 'setownertocurrentuser', 'dynamic', 'suspended', 'asynchronous', 'allusers', 'whatif', 'confirm', 'verbose', 'debug']);

const all: readonly string[] = [...others, ...settingParameters.keys(), 'whatif', 'confirm', 'verbose', 'debug', 'erroraction', 'warningaction', 'errorvariable', 'outvariable', 'outbuffer', 'pipelinevariable'];
const known: ReadonlySet<string> = new Set(all);
const short: ReadonlyMap<string, string> = new Map([['ea', 'erroraction'], ['wa', 'warningaction'], ['vb', 'verbose'], ['db', 'debug'], ['ov', 'outvariable'], ['ev', 'errorvariable']]);

/** A parameter by its name or by as much of it as is needed to tell it. */
export function parameterOf(written: string): string {
  if (known.has(written)) return written;
  return short.get(written) ?? all.find((name) => name.startsWith(written)) ?? written;
}
