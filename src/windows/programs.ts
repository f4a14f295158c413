/** Programs other than bitsadmin and shells whose command lines mean something here: one row each. */
import { transferOf } from './act.js';
import type { Act } from './act.js';
import type { Word } from './argv.js';
import { comAct } from './com.js';
import { placeOf } from './place.js';
import { baseName, programOf } from './program.js';
import { serviceAct } from './service/index.js';
import { wmiMethodAct } from './winrm.js';

/** What a command line does by itself, not by what it starts. */
export function programAct(program: string, words: readonly Word[], line: string): Act | undefined {
  return serviceAct(program, words) ?? wmiMethodAct(program, line) ?? eventLogAct(program, words) ?? lockScreenAct(program, words) ?? copyAct(program, words) ?? classAct(program, line);
}

/** `desktopimgdownldr /lockscreenurl:<url> /eventName:<name>`, whatever the binary is called: no other program has the switch. */
function lockScreenAct(program: string, words: readonly Word[]): Act | undefined {
  const url = words.map(({ text }) => /^\/lockscreenurl:(.+)$/i.exec(text)?.[1]).find((found) => found !== undefined);
  if (url === undefined) return undefined;
  return { tool: 'desktopimgdownldr', verbs: ['transfer'], transfers: [transferOf('download', placeOf(url), undefined)], ...(program !== 'desktopimgdownldr' && { hidden: ['renamed' as const] }) };
}

function eventLogAct(program: string, words: readonly Word[]): Act | undefined {
  if (program !== 'wevtutil' || !words.some(({ text }) => /bits-client/i.test(text))) return undefined;
  const [verb = ''] = words.slice(1).map(({ text }) => text.toLowerCase());
  if (verb === 'cl' || verb === 'clear-log') return { tool: 'eventlog', verbs: ['clearlog'] };
  const off = words.some(({ text }) => /^[/-](?:e|enabled):(?:false|0)$/i.test(text));
  return (verb === 'sl' || verb === 'set-log') && off ? { tool: 'eventlog', verbs: ['disablelog'] } : undefined;
}

const copiers: ReadonlySet<string> = new Set(['copy', 'xcopy', 'robocopy', 'move', 'ren', 'rename', 'mklink', 'esentutl', 'extrac32', 'copy-item', 'move-item', 'rename-item', 'cp', 'cpi', 'mv', 'mi', 'rni']);
const copied: ReadonlySet<string> = new Set(['bitsadmin', 'desktopimgdownldr']);

/** The tool itself goes to another place, where its name will not tell. */
function copyAct(program: string, words: readonly Word[]): Act | undefined {
  if (!copiers.has(program)) return undefined;
  const files = words.slice(1).map(({ text }) => text).filter((text) => !/^\/[a-z]{1,4}(?::|$)/i.test(text) && !/^-[a-z]+$/i.test(text));
  const from = files.findIndex((file) => copied.has(programOf(file)) && baseName(file).endsWith('.exe'));
  const to = files.find((_, index) => index !== from);
  if (from < 0 || files.length < 2 || to === undefined) return undefined;
  return { tool: 'toolcopy', verbs: ['copytool'], transfers: [{ direction: undefined, source: placeOf(files[from] ?? ''), destination: placeOf(to) }] };
}

/** A potato by name, or by what all of them take: the class of BITS beside a program to run. */
function classAct(program: string, line: string): Act | undefined {
  if (/^(roguewinrm|juicypotato(ng)?|sweetpotato)$/.test(program)) return { tool: 'coercion', verbs: ['coerce'] };
  const found = /\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?/i.exec(line.slice(0, 65_536))?.[0];
  const act = found === undefined ? undefined : comAct(found);
  if (!act) return undefined;
  return /(?:^|\s)-(?:p|l|t)\s/i.test(line) ? { tool: 'coercion', verbs: ['coerce'] } : act;
}
