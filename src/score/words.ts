/** How reasons name things. */
import type { Facts, Place, Tool } from '../windows/index.js';
import { quoted } from './signal.js';

const toolNames: Readonly<Record<Tool, string>> = {
  bitsadmin: 'bitsadmin', cmdlet: 'a PowerShell BitsTransfer cmdlet', com: 'the BITS programming interface', winrm: 'WinRM (BitsClientJob)', desktopimgdownldr: 'desktopimgdownldr', notify: 'BITS', bits: 'BITS',
  servicecontrol: 'a service control command', eventlog: 'an event log command', coercion: 'a token-stealing tool', toolcopy: 'a copy command',
};

export function toolOf({ tools }: Pick<Facts, 'tools'>): string {
  return toolNames[tools[0] ?? 'bits'];
}

/** Tools that a person or a script uses, in contrast to what the service logs about anybody's job. */
export function isPersonsTool({ tools }: Pick<Facts, 'tools'>): boolean {
  return tools.some((tool) => tool === 'bitsadmin' || tool === 'cmdlet' || tool === 'com' || tool === 'winrm' || tool === 'desktopimgdownldr');
}

export function has(facts: Pick<Facts, 'verbs'>, ...verbs: readonly string[]): boolean {
  return facts.verbs.some((verb) => verbs.includes(verb));
}

/** Last part of a program's path, lower case, without `.exe`. */
export function programName(image: string | undefined): string {
  const name = (image ?? '').slice(0, 1_024).toLowerCase();
  return name.slice(Math.max(name.lastIndexOf('\\'), name.lastIndexOf('/')) + 1).replace(/\.exe$/, '');
}

export const placeText = ({ text }: Place): string => quoted(text);
