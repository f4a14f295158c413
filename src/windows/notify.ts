/** The notify program as a process: a child of the service. */
import type { Act } from './act.js';
import { argvOf } from './argv.js';
import { placeOf } from './place.js';
import { programOf } from './program.js';

export interface Child {
  readonly image: string;
  readonly line: string;
  readonly parentImage: string;
  readonly parentLine: string;
}

/**
 * Two shapes. Newer Windows gives the service a process of its own (`svchost -k netsvcs -p -s BITS`): its children are notify programs.
 * Older ones share it (`-k netsvcs`) with services that start programs, too: there a notify program shows by a command
 * line that begins with its parameters, since BITS passes them as they were set.
 */
export function notifyAct({ image, line, parentImage, parentLine }: Child): Act | undefined {
  // The parent's arguments first: few parents have them, and a name takes longer to read.
  const own = /\s-s\s+"?bits"?(?:\s|$)/i.test(parentLine);
  const shared = startsWithParameters(line) && /\s-k\s+"?netsvcs"?(?:\s+-p)?\s*$/i.test(parentLine);
  if (!own && !shared) return undefined;
  if (programOf(parentImage) !== 'svchost' && programOf(argvOf(parentLine.slice(0, 400))[0]?.text ?? '') !== 'svchost') return undefined;
  return { tool: 'notify', verbs: ['notifyrun'], notify: [{ program: placeOf(image === '' ? (argvOf(line)[0]?.text ?? '') : image), parameters: line.slice(0, 4_096) }] };
}

function startsWithParameters(line: string): boolean {
  return /^\s*[/-]/.test(line);
}
