/** A command line into what it does: the program by its name, carriers undressed until something is left that means something. */
import { carried, joined, nothing, reading } from './act.js';
import type { Reading } from './act.js';
import { argvOf } from './argv.js';
import type { Word } from './argv.js';
import { bitsadminAct, looksLikeBitsadmin } from './bitsadmin/index.js';
import { carriers } from './carriers.js';
import { cmdCommands } from './cmd.js';
import type { Hiding } from './facts.js';
import { isDetour } from './place.js';
import { readScript, scriptOf } from './powershell/index.js';
import { programOf } from './program.js';
import { programAct } from './programs.js';

/** How deep commands may stand in each other. */
const deepest = 10;

interface Call {
  readonly line: string;
  readonly words: readonly Word[];
  /** Reads a command line that this one holds. */
  readonly inner: (line: string) => Reading;
  /** Reads text for cmd.exe that this one holds. */
  readonly shell: (text: string) => Reading;
}

/** What a command line does; `program` names it where the line does not (a renamed binary, a notify child). Total and linear. */
export function readCommandLine(line: string, program?: string): Reading {
  return read(line, program, { left: line.length * 8 + 10_000 }, 0);
}

/** What a script does. */
export function readPowerShell(text: string): Reading {
  const fuel = { left: text.length * 8 + 10_000 };
  return readScript(text, (line) => read(line, undefined, fuel, 1));
}

/** Characters that may still be read: lines within lines cannot multiply. */
interface Fuel {
  left: number;
}

function read(line: string, program: string | undefined, fuel: Fuel, depth: number): Reading {
  fuel.left -= line.length;
  if (depth > deepest || fuel.left < 0) return nothing;
  const words = argvOf(line);
  const name = program ?? programOf(words[0]?.text ?? '');
  const inner = (text: string): Reading => read(text, undefined, fuel, depth + 1);
  const shell = (text: string): Reading => joined(cmdCommands(text).flatMap((command) => withoutKeyword(command.text).map((line) => {
    const one = inner(line);
    return one.acts.length > 0 ? { ...one, hidden: [...command.hidden, ...one.hidden] } : one;
  })));
  return readProgram(name, { line, words, inner, shell }, depth);
}

function readProgram(name: string, call: Call, depth: number): Reading {
  const { line, words } = call;
  const hidden = spelling(line, words);
  if (name === 'bitsadmin') return reading(bitsadminAct(words.slice(1)), line, hidden);
  if (name === 'cmd') return readCmd(call);
  if (name === 'powershell' || name === 'pwsh' || name === 'powershell_ise') return readHost(call);
  const act = programAct(name, words, line);
  if (act) return reading(act, line, hidden);
  if (carriers.has(name)) return readCarrier(name, call);
  if (depth <= 1 && looksLikeBitsadmin(words.slice(1))) return reading(bitsadminAct(words.slice(1)), line, ['renamed', ...hidden]);
  return { ...nothing, others: name === '' ? [] : [name] };
}

function spelling(line: string, words: readonly Word[]): Hiding[] {
  const found: Hiding[] = [];
  const [program] = words;
  if (words.some(({ isSplit }) => isSplit)) found.push('quotes');
  if (program && isDetour(program.text)) found.push('path');
  if (line.includes('\t') || line.includes('    ')) found.push('whitespace');
  return found;
}

/** Behind `/c`, `/k` or `/r` the text is cmd's own, without the quotes around it. */
function readCmd({ line, words, shell }: Call): Reading {
  const found = words.find(({ text }, index) => index > 0 && /^\/[ckr]/i.test(text)) ?? words.find(({ text }, index) => index === 0 && /\/[ckr]$/i.test(text));
  if (!found) return nothing;
  const glued = /\/[ckr]/i.exec(line.slice(found.start));
  return carried('cmd', shell(unwrapped(line.slice(found.start + (glued ? glued.index + 2 : 2)).trim())));
}

function readHost({ words, inner }: Call): Reading {
  const script = scriptOf(words.slice(1));
  if (!script) return nothing;
  const read = readScript(script.text, inner);
  return script.isEncoded ? carried('encodedcommand', read, ['base64']) : carried('powershell', read);
}

/** `call x`, `if exist y x`, `for … in ('x') do y`: what is started stands behind the keyword. */
function withoutKeyword(line: string): readonly string[] {
  if (!/^for\s/i.test(line)) return [withoutCondition(line)];
  const source = /\bin\s*\(\s*['"`]([^]{0,2000}?)['"`]\s*(?:\)|\bdo\b|$)/i.exec(line)?.[1];
  const loop = /\bdo\s+[@(]*\s*/i.exec(line);
  return [...(source === undefined ? [] : [source]), ...(loop ? [withoutCondition(line.slice(loop.index + loop[0].length))] : [])];
}

function withoutCondition(line: string): string {
  return line.replace(/^(?:(?:call|else|do)\s+[@(]*\s*)+/i, '').replace(/^if\s+(?:\/i\s+)?(?:not\s+)?(?:exist\s+(?:"[^"]*"|\S+)|errorlevel\s+\d+|defined\s+\S+|[^\s=]+==\S+)\s+[(@]*\s*/i, '');
}

/** cmd takes the first quote and the last one away. */
function unwrapped(text: string): string {
  if (!text.startsWith('"')) return text;
  const last = text.lastIndexOf('"');
  return last > 0 ? text.slice(1, last) + text.slice(last + 1) : text.slice(1);
}

/** The words behind the carrier: one that names a program we know begins a line, one with blanks may hold a line. */
function readCarrier(name: string, { line, words, inner, shell }: Call): Reading {
  const by = carriers.get(name);
  if (by === undefined) return nothing;
  for (const { text, start } of words.slice(1, 65)) {
    const bare = text.replace(/^[/-]{0,2}[a-z]{1,16}[:=](?!\\)/i, '');
    if (!/\s/.test(bare)) {
      if (!starters.has(programOf(bare)) && !carriers.has(programOf(bare))) continue;
      // pcalua has the program behind -a and its arguments behind -c.
      return carried(by, inner(by === 'pcalua' ? line.slice(start).replace(/\s-c\s/, ' ') : line.slice(start)));
    }
    const held = shell(bare);
    if (held.acts.length > 0) return carried(by, held);
  }
  return scripted.has(by) ? carried(by, inner(withinScript(line))) : nothing;
}

/** Hosts of scripts in the command line: the line that they start stands somewhere in it. */
const scripted: ReadonlySet<string> = new Set(['mshta', 'rundll32']);

/** From the name of a program we know to the end of the script's string. */
function withinScript(line: string): string {
  const text = line.replace(/""|\\"/g, '"');
  const start = text.search(/\b(?:bitsadmin|powershell|pwsh|cmd)(?:\.exe)?\s/i);
  return start < 0 ? '' : text.slice(start).replace(/["']\s*[,;)][^]*$/, '');
}

const starters: ReadonlySet<string> = new Set(['bitsadmin', 'cmd', 'powershell', 'pwsh', 'net', 'net1', 'wevtutil', 'desktopimgdownldr', 'cscript', '%comspec%']);
