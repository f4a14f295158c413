/** How reasons name things. */
import type { Actor, Facts, Place, Tool } from '../windows/index.js';
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

export function has({ verbs }: Pick<Facts, 'verbs'>, ...wanted: readonly string[]): boolean {
  for (const verb of verbs) if (wanted.includes(verb)) return true;
  return false;
}

/** Lower case, without `.exe`; empty where it is not known. */
export function programName({ name = '' }: Actor): string {
  return name.endsWith('.exe') ? name.slice(0, -4) : name;
}

export const placeText = ({ text }: Place): string => quoted(text);
