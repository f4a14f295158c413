/** Who started it. */
import { about, family } from '../signal.js';

/** [id, impact, confidence, techniques, names without .exe, what that means] */
const parents: readonly (readonly [id: string, impact: number, confidence: number, techniques: readonly string[], names: readonly string[], sentence: string])[] = [
  ['office', 90, 75, ['T1204.002'], ['winword', 'excel', 'powerpnt', 'outlook', 'onenote', 'msaccess', 'mspub', 'visio', 'eqnedt32', 'acrord32', 'acrobat', 'foxitreader', 'wordpad'], 'a document opened in it runs commands'],
  ['server', 85, 65, ['T1197'], ['w3wp', 'httpd', 'nginx', 'tomcat', 'php', 'php-cgi', 'sqlservr', 'umworkerprocess', 'java', 'javaw', 'ws_tomcatservice', 'mysqld', 'spoolsv', 'beasvc', 'coldfusion'], 'a server that takes requests from others runs commands'],
  ['script', 75, 45, ['T1059'], ['wscript', 'cscript', 'mshta', 'hh'], 'a script host, so that a script is behind it'],
  ['proxy', 80, 55, ['T1218'], ['rundll32', 'regsvr32', 'msbuild', 'installutil', 'regasm', 'regsvcs', 'cmstp', 'odbcconf', 'msdt', 'control', 'mmc', 'werfault', 'dllhost', 'notepad'], 'a program of Windows that runs what others give it'],
  ['remote', 80, 50, ['T1197'], ['wmiprvse', 'wsmprovhost', 'winrshost', 'psexesvc', 'wmic', 'screenconnect.clientservice'], 'the command comes from another machine, or is made to look so'],
  ['browser', 70, 40, ['T1197'], ['chrome', 'msedge', 'firefox', 'iexplore', 'brave', 'opera'], 'a browser, in which commands do not belong'],
];

const known = new Set(parents.flatMap(([, , , , names]) => names));

export const parentSignals = family('parentage', about(({ evidence, byPerson, parentProgram }) => evidence === 'process' && byPerson && known.has(parentProgram), parents.map(([id, impact, confidence, techniques, names, sentence]) => ({
  id: `parent-${id}`, impact, confidence, techniques,
  reason: ({ parentProgram: name }) => (names.includes(name) ? `it was started by ${name}: ${sentence}` : undefined),
}))));
