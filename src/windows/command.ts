/** A command line into what it does: the program by its name, carriers undressed until something is left that means something. */
import { carried, joined, nothing, reading } from './act.js';
import type { Reading } from './act.js';
import { argvOf } from './argv.js';
import type { Word } from './argv.js';
import { bitsadminAct, looksLikeBitsadmin } from './bitsadmin/index.js';
import { carriers } from './carriers.js';
import { cmdCommands } from './cmd.js';
import type { Carrier, Hiding } from './facts.js';
import { programOf } from './program.js';

/** How deep commands may stand in each other. */
const deepest = 10;

export interface Call {
  readonly line: string;
  readonly words: readonly Word[];
  readonly depth: number;
  /** Reads a command line that this one holds. */
  readonly inner: (line: string) => Reading;
}

/** What a command line does; `program` names it where the line does not (a renamed binary, a notify child). */
export function readLine(line: string, program?: string, depth = 0): Reading {
  if (depth > deepest) return nothing;
  const words = argvOf(line);
  const name = program ?? programOf(words[0]?.text ?? '');
  const call: Call = { line, words, depth, inner: (text) => readLine(text, undefined, depth + 1) };
  const hidden: Hiding[] = words[0]?.isSplit ? ['quotes'] : [];
  if (name === 'bitsadmin') return reading(bitsadminAct(words.slice(1)), line, hidden);
  if (name === 'cmd') return readCmd(call);
  if (carriers.has(name)) return readCarrier(name, call);
  if (depth === 0 && looksLikeBitsadmin(words.slice(1))) return reading(bitsadminAct(words.slice(1)), line, ['renamed', ...hidden]);
  return { ...nothing, others: name === '' ? [] : [name] };
}

/** Behind `/c`, `/k` or `/r` the text is cmd's own, without the quotes around it. */
function readCmd({ line, words, depth }: Call): Reading {
  const at = words.findIndex(({ text }, index) => index > 0 && /^\/[ckr]/i.test(text));
  const found = words[at];
  if (!found) return nothing;
  const glued = /^"?\/[ckr]/i.exec(line.slice(found.start))?.[0].length ?? 2;
  return carried('cmd', readCmdText(unwrapped(line.slice(found.start + glued).trim()), depth + 1));
}

export function readCmdText(text: string, depth: number): Reading {
  return joined(cmdCommands(text).map(({ text: line, hidden }) => {
    const one = readLine(withoutKeyword(line), undefined, depth);
    return one.acts.length > 0 ? { ...one, hidden: [...hidden, ...one.hidden] } : one;
  }));
}

/** `call x`, `if exist y x`, `for … do x`: what is started stands behind the keyword. */
function withoutKeyword(line: string): string {
  const loop = /\bdo\s+[@(]*\s*/i.exec(/^for\s/i.test(line) ? line : '');
  if (loop) return line.slice(loop.index + loop[0].length);
  return line.replace(/^(?:call\s+|else\s+|do\s+[@(]*\s*)+/i, '').replace(/^if\s+(?:not\s+)?(?:exist\s+(?:"[^"]*"|\S+)|errorlevel\s+\d+|defined\s+\S+|\S+==\S+)\s+[(@]*\s*/i, '');
}

function unwrapped(text: string): string {
  if (!text.startsWith('"')) return text;
  const last = text.lastIndexOf('"');
  return last > 0 ? text.slice(1, last) + text.slice(last + 1) : text.slice(1);
}

/** The first word that names a program we know, or holds a command line that begins with one. */
function readCarrier(name: string, { line, words, inner }: Call): Reading {
  const by: Carrier | undefined = carriers.get(name);
  if (by === undefined) return nothing;
  for (const { text, start } of words.slice(1, 65)) {
    const bare = text.replace(/^[/-]{0,2}[a-z]{1,16}[:=](?!\\)/i, '');
    const holds = /\s/.test(bare);
    if (!isKnown(programOf(argvOf(bare.slice(0, 300))[0]?.text ?? ''))) continue;
    return carried(by, inner(holds ? bare : line.slice(start)));
  }
  return nothing;
}

function isKnown(name: string): boolean {
  return name === 'bitsadmin' || name === 'cmd' || carriers.has(name);
}
