/**
 * What one event says about BITS: a plain record, the same for every origin. It judges nothing. Names, paths and URLs are as the
 * event has them (decoded, without quotes); words of our own are in lower case. Lists are in the order of the event and never hold
 * the same thing twice; what an event does not say is undefined. Records of a kind are made with the same keys in the same order: code that
 * reads them is compiled once (bench/searchcommand.js).
 */

/** Where the event comes from. */
export type Evidence =
  | 'process' // a process and its command line: Sysmon 1, Security 4688, Endpoint.Processes
  | 'script' // PowerShell's own words: 4104, 4103, 800
  | 'bitsclient' // Microsoft-Windows-Bits-Client/Operational
  | 'imageload' // Sysmon 7
  | 'file' // Sysmon 11, Endpoint.Filesystem
  | 'registry' // Sysmon 12 to 14, Endpoint.Registry
  | 'proxy' // a web proxy's line
  | 'service'; // System 7036, 7040, Endpoint.Services

/** What the event shows to be used; in a row of the Bits-Client log the service itself. */
export type Tool =
  | 'bitsadmin'
  | 'cmdlet' // module BitsTransfer: Start-BitsTransfer and its siblings
  | 'com' // the interface of the API: BackgroundCopyManager, CLSIDs, BITS.Manager, BitsProxy.dll
  | 'winrm' // WMI class BitsClientJob
  | 'desktopimgdownldr'
  | 'notify' // a child that BITS started when a job changed its state
  | 'bits' // the service, seen in its own log, at the proxy or by the file that it left
  | 'servicecontrol' // sc, net, reg, wmic, Set-Service, the service control manager
  | 'eventlog' // wevtutil, Clear-EventLog and the like on the Bits-Client log
  | 'coercion' // a potato: BITS started by its CLSID to borrow its token
  | 'toolcopy'; // bitsadmin or desktopimgdownldr copied to another name or folder

/**
 * What is done, in bitsadmin's words whatever the tool (`Start-BitsTransfer` is `transfer`, `Remove-BitsTransfer` is `cancel`), without
 * the slash, in lower case. `/util /setieproxy` and `/peercaching /setconfigurationflags` are one verb each: `setieproxy`,
 * `setconfigurationflags`. Verbs of other tools: see `otherVerbs`.
 */
export type Verb = string;

/** Verbs that bitsadmin does not have. */
export const otherVerbs = [
  'stop', 'pause', 'start', 'disable', 'enable', 'delete', // of the service
  'setservicedll', 'setfailurecommand', 'setservicecommand', 'setpolicy', // of its registry keys and its configuration
  'clearlog', 'disablelog', // of the Bits-Client log
  'notifyset', // Bits-Client 6: somebody set a notify program
  'notifyrun', // the notify program runs
  'notifyfailed', // Bits-Client 63 and 64
  'transferred', // Bits-Client 59, 60: BITS moves, or moved, a file
  'failed', // Bits-Client 61
  'load', // BitsProxy.dll or qmgrprxy.dll loaded: the process talks to BITS
  'instantiate', // the COM class is made
  'import', // the module or assembly is loaded, no more
  'copytool', // the binary is copied
  'coerce',
  'land', // svchost wrote a file of the kind that BITS leaves
  'set', // Set-BitsTransfer: what it sets stands in the settings
  'job', // Bits-Client, other events with a job: it exists
] as const;

export type Direction = 'download' | 'upload' | 'upload-reply';

export interface Transfer {
  /** Missing where the event does not say (a URL of the Bits-Client log may be either way). */
  readonly direction?: Direction | undefined;
  readonly source?: Place | undefined;
  readonly destination?: Place | undefined;
}

export interface Place {
  /** As written, without quotes, path tricks undone in `path` only. */
  readonly text: string;
  readonly kind: 'http' | 'https' | 'unc' | 'local' | 'relative' | 'variable' | 'unknown';
  /** Of a URL or UNC path: lower case, without brackets, credentials and port. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  /** Set when the host is an IP address in whatever notation Windows takes; loopback and link-local count as private. */
  readonly address?: 'private' | 'public' | undefined;
  /** Of a URL: from the first slash to the query. Of a file: backslashes only, `.` and `..` resolved, doubled slashes single. */
  readonly path?: string | undefined;
  /** Of a URL: behind the question mark. */
  readonly query?: string | undefined;
  /** Of the last part of the path, lower case, without the dot. */
  readonly extension?: string | undefined;
  /** Alternate data stream: `c:\a.txt:b.exe` has `b.exe`. */
  readonly stream?: string | undefined;
  /** The URL carries a user or a password. */
  readonly hasCredentials?: true | undefined;
}

export interface Notify {
  /** Program as written; missing where only parameters or flags are known. */
  readonly program?: Place | undefined;
  /** Missing for bitsadmin's NULL. */
  readonly parameters?: string | undefined;
}

/** What is set on a job, the service or its environment. */
export type SettingName =
  | 'headers' | 'headerswriteonly' | 'credentials' | 'storedcredential' | 'proxy' | 'ieproxy' | 'certificate' | 'securityflags' | 'peercaching' | 'helpertoken'
  | 'owner' | 'acl' | 'priority' | 'retrydelay' | 'timeout' | 'maxdownloadtime' | 'notifyflags' | 'method' | 'replyfile' | 'remoteprefix' | 'dynamic'
  | 'displayname' | 'description' | 'validation' | 'suspended' | 'asynchronous' | 'allusers' | 'cost' | 'remotehost' | 'policy';

export interface Setting {
  readonly name: SettingName;
  /** As written; never a header's value, a user, a password or a token: those are left out. */
  readonly value?: string | undefined;
}

/** Programs between the event's process and the command that means something. */
export type Carrier =
  | 'cmd' | 'powershell' | 'encodedcommand' | 'wmic' | 'wmi' | 'psexec' | 'schtasks' | 'start' | 'runas' | 'forfiles' | 'conhost' | 'call' | 'pcalua' | 'mshta' | 'rundll32'
  | 'wscript' | 'invoke-expression' | 'invoke-command' | 'start-process' | 'winrs' | 'sc' | 'reg' | 'at' | 'nested';

/** How the command was made hard to read. */
export type Hiding =
  | 'quotes' // inside a word
  | 'caret'
  | 'variable' // cmd's or PowerShell's variable in the place of a name
  | 'substring' // %VAR:~n,m%
  | 'base64'
  | 'backtick'
  | 'concatenation'
  | 'format' // -f
  | 'replace' // -replace, .Replace()
  | 'charcode' // [char]83
  | 'reverse'
  | 'wildcard' // gcm St*fer
  | 'alias'
  | 'splatting'
  | 'renamed' // another file name than the binary's own
  | 'path' // \.\, \x\..\, doubled slashes
  | 'slashes' // https:host/file
  | 'whitespace' // tabs, or more than a few blanks
  | 'jobname'; // the job is named like a switch: /transfer /Download

export interface Actor {
  /** Full path, or the name where there is no more. */
  readonly image?: string | undefined;
  /** Last part of `image`, lower case. */
  readonly name?: string | undefined;
  readonly commandLine?: string | undefined;
}

export interface Facts {
  readonly evidence: Evidence;
  /** The first is the one that the event is about. Never empty. */
  readonly tools: readonly Tool[];
  readonly verbs: readonly Verb[];
  readonly jobs: readonly Job[];
  readonly transfers: readonly Transfer[];
  readonly notify: readonly Notify[];
  readonly settings: readonly Setting[];
  /** From the outside in. */
  readonly carriers: readonly Carrier[];
  readonly hidden: readonly Hiding[];
  /** What else the same command line or script does: names of commands, lower case, without `.exe` (`iex`, `start-process`, `del`). */
  readonly others: readonly string[];
  /** A user name, password, token or Authorization header is part of the command; the secret itself is nowhere in this record. */
  readonly hasCredentials: boolean;
  /** Whoever acts: the process of the event, in the Bits-Client log the client of BITS. */
  readonly actor: Actor;
  readonly parent: Actor;
  readonly user?: string | undefined;
  /** Event code, where the row has one. */
  readonly code?: number | undefined;
  /** HRESULT of the Bits-Client log, as an unsigned number. */
  readonly result?: number | undefined;
  readonly bytes?: number | undefined;
  /** The command that means something, undressed: after carriers, escapes and encodings; up to 4,096 characters, secrets starred. */
  readonly decoded?: string | undefined;
  /** The image's own idea of its name (version information), where the row has it. */
  readonly originalName?: string | undefined;
}

export interface Job {
  readonly name?: string | undefined;
  /** `{GUID}` in upper case. */
  readonly id?: string | undefined;
  readonly owner?: string | undefined;
}
