/** How reasons name things. */
import type { Facts, Place, Tool } from '../windows/index.js';
import { isUpload } from './places.js';
import { quoted } from './signal.js';

const toolNames: Readonly<Record<Tool, string>> = {
  bitsadmin: 'bitsadmin', cmdlet: 'a PowerShell BitsTransfer cmdlet', com: 'the BITS programming interface', winrm: 'WinRM (BitsClientJob)', desktopimgdownldr: 'desktopimgdownldr', notify: 'BITS', bits: 'BITS',
  servicecontrol: 'a service control command', eventlog: 'an event log command', coercion: 'a token-stealing tool', toolcopy: 'a copy command',
};

export function toolOf({ tools }: Facts): string {
  return toolNames[tools[0] ?? 'bits'];
}

/** Tools that a person or a script uses, in contrast to what the service logs about anybody's job. */
export function isPersonsTool({ tools }: Facts): boolean {
  return tools.some((tool) => tool === 'bitsadmin' || tool === 'cmdlet' || tool === 'com' || tool === 'winrm' || tool === 'desktopimgdownldr');
}

export function has(facts: Facts, ...verbs: readonly string[]): boolean {
  return facts.verbs.some((verb) => verbs.includes(verb));
}

/** Last part of a program's path, lower case, without `.exe`. */
export function programName(image: string | undefined): string {
  const name = (image ?? '').slice(0, 1_024).toLowerCase();
  return name.slice(Math.max(name.lastIndexOf('\\'), name.lastIndexOf('/')) + 1).replace(/\.exe$/, '');
}

export const placeText = ({ text }: Place): string => quoted(text);

/** What happened, in one sentence: who, what, from where, to where. */
export function headline(facts: Facts): string {
  const [transfer] = facts.transfers;
  if (!transfer || (transfer.source === undefined && transfer.destination === undefined)) return `${toolOf(facts)}: ${quoted(facts.verbs.join(', '))}${jobText(facts)}`;
  const more = facts.transfers.length > 1 ? ` (and ${facts.transfers.length - 1} more)` : '';
  const from = transfer.source ? ` ${placeText(transfer.source)}` : ' a file';
  const to = transfer.destination ? ` to ${placeText(transfer.destination)}` : '';
  return `${toolOf(facts)} ${actionWord(transfer.direction)}${from}${to}${more}`;
}

function actionWord(direction: Facts['transfers'][number]['direction']): string {
  if (direction === undefined) return 'transferred';
  return isUpload(direction) ? 'uploaded' : 'downloaded';
}

function jobText({ jobs }: Facts): string {
  const name = jobs[0]?.name ?? jobs[0]?.id;
  return name === undefined ? '' : ` (job ${quoted(name)})`;
}
