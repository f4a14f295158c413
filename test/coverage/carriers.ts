/** Programs that start a command line for somebody else: each leaves an event of its own before that of the tool. */
import { processEvent } from './events.js';
import type { Event, Process } from './events.js';
import type { Scene } from './words.js';

const CMD = { image: 'C:\\Windows\\System32\\cmd.exe', original: 'Cmd.Exe' };
const POWERSHELL = { image: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe', original: 'PowerShell.EXE' };

type Carrier = (scene: Scene, line: string) => readonly Process[];

const viaCmd: Carrier = ({ chance }, line) => [{ ...CMD, line: `${chance.pick(['cmd', 'cmd.exe', '"C:\\Windows\\System32\\cmd.exe"', '%COMSPEC%'])} ${chance.pick(['/c', '/C', '/q /c', '/s /c', '/d /c'])} ${chance.is(0.5) ? `"${line}"` : line}` }];

const viaWmic: Carrier = (scene, line) => {
  const { chance } = scene;
  const inner = `cmd.exe /c ${line}`;
  return [
    { image: 'C:\\Windows\\System32\\wbem\\WMIC.exe', original: 'wmic.exe', line: `wmic ${chance.is(0.3) ? '/node:127.0.0.1 ' : ''}${chance.cased('process call create')} "${inner.replaceAll('"', '\\"')}"` },
    { ...CMD, line: inner, parent: { image: 'C:\\Windows\\System32\\wbem\\WmiPrvSE.exe', line: 'C:\\Windows\\system32\\wbem\\wmiprvse.exe -secured -Embedding' } },
  ];
};

const viaSchtasks: Carrier = ({ chance }, line) => [
  { image: 'C:\\Windows\\System32\\schtasks.exe', original: 'schtasks.exe', line: `schtasks ${chance.shuffled([`/tn ${chance.letters(3, 8)}`, `/tr "${line.replaceAll('"', '\\"')}"`, '/sc minute', '/f']).reduce((all, part) => `${all} ${part}`, '/create')}` },
];

const viaPowerShell: Carrier = ({ chance }, line) => [{ ...POWERSHELL, line: `powershell ${chance.pick(['-c', '-Command', '-nop -c', '/c'])} "${line.replaceAll('"', '\\"')}"` }];

const viaStart: Carrier = ({ chance }, line) => [{ ...CMD, line: `cmd /c start ${chance.pick(['/min', '/b', '"" /min'])} ${line}` }];

/** The event of a tool's process, and mostly nothing before it; the child's line is clean whoever started it. */
export function carried(scene: Scene, tool: Process): readonly Event[] {
  const { chance } = scene;
  if (tool.parent || chance.is(0.5)) return [processEvent(scene, tool, chance.is(0.2) ? 'security' : 'sysmon')];
  const chain = chance.pick([viaCmd, viaCmd, viaWmic, viaSchtasks, viaPowerShell, viaStart])(scene, tool.line);
  const last = chain.at(-1);
  const parent = last && !last.line.includes('schtasks') ? { image: last.image, line: last.line } : { image: 'C:\\Windows\\System32\\svchost.exe', line: 'C:\\Windows\\system32\\svchost.exe -k netsvcs -p -s Schedule' };
  return [...chain, { ...tool, parent }].map((process) => processEvent(scene, process));
}
