/** Programs that start others, by what their command lines hold. */
import type { Carrier } from './facts.js';

export const carriers: ReadonlyMap<string, Carrier> = new Map([
  ['wmic', 'wmic'], ['psexec', 'psexec'], ['psexec64', 'psexec'], ['paexec', 'psexec'], ['schtasks', 'schtasks'], ['at', 'at'], ['start', 'start'], ['runas', 'runas'],
  ['forfiles', 'forfiles'], ['conhost', 'conhost'], ['pcalua', 'pcalua'], ['mshta', 'mshta'], ['rundll32', 'rundll32'], ['wscript', 'wscript'], ['cscript', 'wscript'],
  ['winrs', 'winrs'], ['sc', 'sc'], ['reg', 'reg'], ['call', 'call'], ['wt', 'nested'], ['timeout', 'nested'], ['nircmd', 'nested'], ['hh', 'nested'],
]);
