/** Who moves files, through whom, and what else the same command does. */
import type { Tool } from '../../windows/index.js';
import { folderOf, isUserWritable } from '../places.js';
import type { Seen } from '../seen.js';
import { about, family, quoted } from '../signal.js';
import { has, toolOf } from '../words.js';

/** Programs that come with Windows, run what they are given, and have no business with BITS of their own. */
export const proxies = [
  'rundll32', 'regsvr32', 'mshta', 'wscript', 'cscript', 'msbuild', 'installutil', 'regasm', 'regsvcs', 'certutil', 'bash', 'wsl', 'forfiles', 'pcalua', 'msxsl', 'odbcconf', 'cmstp', 'control', 'hh', 'xwizard', 'dnscmd', 'ieexec', 'presentationhost', 'msdt',
  'expand', 'extrac32', 'makecab', 'at', 'schtasks', 'wmic',
];
const odd = [...proxies, 'notepad', 'calc', 'mspaint', 'write', 'wordpad', 'charmap', 'winword', 'excel', 'powerpnt', 'outlook', 'onenote', 'acrord32', 'cmd', 'dllhost', 'conhost', 'lsass', 'winlogon', 'spoolsv', 'gpupdate', 'werfault', 'wuapp', 'searchprotocolhost'];
const decoders = ['certutil', 'iex', 'invoke-expression', 'rundll32', 'regsvr32', 'mshta', 'wscript', 'cscript', 'msbuild', 'installutil', 'cmstp', 'frombase64string', 'reflection.assembly', 'add-type', 'invoke-wmimethod', 'schtasks'];
const starters = ['start', 'start-process', 'saps', 'invoke-item', 'ii', 'msiexec'];

const moves = (facts: Seen): boolean => facts.byPerson && has(facts, 'transfer', 'addfile', 'addfilewithranges', 'addfileset');
const other = (facts: Seen, names: readonly string[]): string | undefined => (facts.byPerson ? facts.others.find((name) => names.includes(name)) : undefined);
const special: ReadonlySet<Tool> = new Set(['com', 'winrm', 'desktopimgdownldr', 'coercion']);
const isSpecial = ({ tools }: Seen): boolean => tools.some((tool) => special.has(tool));
const isLog = ({ evidence }: Seen): boolean => evidence === 'bitsclient' || evidence === 'imageload';

export const executionSignals = family('execution', [
  {
    id: 'transfer', impact: 60, confidence: 30,
    reason: (facts) => (moves(facts) ? `a person or a script, not an updater, moves files with ${toolOf(facts)}` : undefined),
  },
  ...about(isLog, [
    {
      id: 'client-bitsadmin', impact: 70, confidence: 74,
      // It loads the library of BITS for listing too.
      reason: (facts) => (facts.evidence === 'bitsclient' && facts.program === 'bitsadmin' ? 'the program that talks to BITS is bitsadmin, which updaters do not use' : undefined),
    },
    {
      id: 'client-powershell', impact: 65, confidence: 45, techniques: ['T1197', 'T1059.001'],
      reason: (facts) => (['powershell', 'pwsh', 'powershell_ise'].includes(facts.program) ? 'the program that talks to BITS is PowerShell: a person or a script, not an updater' : undefined),
    },
    {
      id: 'client-odd', impact: 80, confidence: 70,
      reason: (facts) => (odd.includes(facts.program) ? `${quoted(facts.actor.image ?? '')} talks to BITS, for which it has no reason of its own` : undefined),
    },
    {
      id: 'client-staged', impact: 70, confidence: 25,
      reason: (facts) => (facts.actor.image !== undefined && isUserWritable(folderOf(facts.actor.image)) ? `the program that talks to BITS, ${quoted(facts.actor.image)}, lies where any user may write` : undefined),
    },
  ]),
  ...about(isSpecial, [
    {
      id: 'com', impact: 70, confidence: 74,
      reason: ({ tools, evidence }) => (tools.includes('com') && (evidence === 'process' || evidence === 'script') ? 'a script talks to BITS through its programming interface, past the usual commands' : undefined),
    },
    {
      id: 'remote-job', impact: 80, confidence: 70, techniques: ['T1197', 'T1021.006'],
      reason: ({ tools }) => (tools.includes('winrm') ? 'the job is made through WinRM, as on another machine' : undefined),
    },
    {
      id: 'lockscreen', impact: 80, confidence: 70, techniques: ['T1105'],
      reason: ({ tools, evidence, transfers }) => (tools.includes('desktopimgdownldr') && evidence === 'process' && transfers.length > 0 ? 'desktopimgdownldr, meant for lock screen pictures, fetches any file it is told to' : undefined),
    },
    {
      id: 'coercion', impact: 90, confidence: 80, techniques: ['T1134.001'],
      reason: ({ tools }) => (tools.includes('coercion') ? 'the BITS service is made to log on to a program of the caller, which takes over its rights' : undefined),
    },
  ]),
  ...about(({ others }) => others.length > 0, [
    {
      id: 'fetch-and-run', impact: 85, confidence: 55, techniques: ['T1105', 'T1059'],
      reason: (facts) => {
        const name = other(facts, decoders);
        return name && `the same command also uses ${name}, which decodes or runs what was fetched`;
      },
    },
    {
      id: 'fetch-and-start', impact: 70, confidence: 25, techniques: ['T1105'],
      reason: (facts) => {
        const name = other(facts, starters);
        return name && `the same command also uses ${name}, which starts a program`;
      },
    },
  ]),
  ...about(({ carriers }) => carriers.length > 0, [
    {
      id: 'wmi-carrier', impact: 80, confidence: 55, techniques: ['T1047'],
      reason: ({ carriers }) => (carriers.includes('wmic') || carriers.includes('wmi') ? 'the command is carried by WMI, as to another machine' : undefined),
    },
    {
      id: 'remote-carrier', impact: 80, confidence: 55,
      reason: ({ carriers }) => {
        const carrier = carriers.find((name) => name === 'psexec' || name === 'winrs' || name === 'invoke-command');
        return carrier && `the command is carried by ${carrier} to another machine`;
      },
    },
    {
      id: 'scheduled', impact: 75, confidence: 45, techniques: ['T1053.005'],
      reason: ({ carriers }) => (carriers.includes('schtasks') || carriers.includes('at') ? 'the command is put into a scheduled task' : undefined),
    },
    {
      id: 'script-host', impact: 80, confidence: 50, techniques: ['T1218'],
      reason: ({ carriers }) => {
        const carrier = carriers.find((name) => name === 'mshta' || name === 'rundll32' || name === 'pcalua' || name === 'forfiles');
        return carrier && `the command is carried by ${carrier}, which hides who started it`;
      },
    },
  ]),
]);
