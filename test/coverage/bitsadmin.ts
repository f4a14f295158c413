/**
 * Command lines that bitsadmin takes. Quotes vanish inside words (C runtime), case does not matter, a tab parts as a blank does, and the
 * modifiers of a verb stand in any order. A dash for the slash and shortened verbs are not taken, so they are not written.
 */
import { processEvent } from './events.js';
import type { Event, Process } from './events.js';
import { jobName } from './words.js';
import type { Scene } from './words.js';

/** An argument; `word` is a switch or a keyword, whose case and quoting are free. */
export type Argument = string | { readonly word: string };

export const word = (text: string): Argument => ({ word: text });

export function quoteWhereNeeded({ chance }: Scene, text: string): string {
  if (text.includes('"')) return text;
  return text === '' || /[\s&]/.test(text) || chance.is(0.25) ? `"${text}"` : text;
}

/** `/"t"ransfer`, `"/transfer"`, `/tr"ansfer"`. */
export function quotedInside({ chance }: Scene, text: string): string {
  const from = chance.whole(0, text.length - 1);
  const to = chance.whole(from + 1, text.length);
  return `${text.slice(0, from)}"${text.slice(from, to)}"${text.slice(to)}`;
}

export interface Style {
  /** Of quotes within switches. */
  readonly quotes?: number;
  readonly gap?: string;
  /** `/rawreturn`, `/nowrap` and the like before the verb. */
  readonly leading?: boolean;
}

export function bitsadminArguments(scene: Scene, args: readonly Argument[], { quotes = 0.08, gap, leading }: Style = {}): string {
  const { chance } = scene;
  const first = leading === true || (leading === undefined && chance.is(0.15)) ? chance.shuffled(['/rawreturn', chance.pick(['/nowrap', '/wrap'])]).slice(0, chance.whole(1, 2)).map(word) : [];
  const written = [...first, ...args].map((argument) => {
    if (typeof argument === 'string') return quoteWhereNeeded(scene, argument);
    const cased = chance.cased(argument.word);
    return chance.is(quotes) ? quotedInside(scene, cased) : cased;
  });
  return written.join(gap ?? (chance.is(0.15) ? '  ' : ' '));
}

const SPELLINGS = ['bitsadmin', 'bitsadmin.exe', 'C:\\Windows\\System32\\bitsadmin.exe', '"C:\\Windows\\System32\\bitsadmin.exe"', 'C:\\Windows\\SysWOW64\\bitsadmin.exe', 'C:\\Windows\\System32\\..\\System32\\bitsadmin'];

export function bitsadminLine(scene: Scene, args: readonly Argument[], style: Style = {}): string {
  const { chance } = scene;
  return `${chance.cased(chance.pick(SPELLINGS))}${style.gap ?? chance.pick([' ', '  '])}${bitsadminArguments(scene, args, style)}`;
}

export function bitsadminImage({ chance }: Scene): string {
  return chance.pick(['C:\\Windows\\System32\\bitsadmin.exe', 'C:\\Windows\\System32\\bitsadmin.exe', 'C:\\Windows\\SysWOW64\\bitsadmin.exe', 'C:\\WINDOWS\\system32\\bitsadmin.exe']);
}

export function bitsadminProcess(scene: Scene, line: string): Process {
  return { image: bitsadminImage(scene), line, original: 'bitsadmin.exe' };
}

/** By one log or the other. */
export function bitsadminEvent(scene: Scene, args: readonly Argument[], style: Style = {}): Event {
  return processEvent(scene, bitsadminProcess(scene, bitsadminLine(scene, args, style)), scene.chance.is(0.2) ? 'security' : 'sysmon');
}

export interface Transfer {
  readonly remote: string;
  readonly local: string;
  readonly job?: string;
  readonly direction?: 'download' | 'upload';
  /** `/download` is the default, and may be left out. */
  readonly told?: boolean;
}

/** `/transfer <name> [<type>] [/priority <p>] [/ACLflags <f>] [/DYNAMIC] <remote> <local>` of Microsoft's reference. */
export function transferArguments(scene: Scene, { remote, local, job = jobName(scene), direction = 'download', told }: Transfer): readonly Argument[] {
  const { chance } = scene;
  const isTold = told ?? (direction === 'upload' || chance.is(0.4));
  const modifiers: (readonly Argument[])[] = chance.shuffled([
    ...(isTold ? [[word(`/${direction}`)]] : []), ...(chance.is(0.4) ? [[word('/priority'), word(chance.pick(['foreground', 'high', 'normal', 'low']))]] : []), ...(chance.is(0.05) ? [[word('/dynamic')]] : []), ...(chance.is(0.05) ? [[word('/aclflags'), word('ogds')]] : []),
  ]);
  return [word('/transfer'), job, ...modifiers.flat(), remote, local];
}
