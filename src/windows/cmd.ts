/**
 * Text that cmd.exe reads, into the commands that it would start: carets go, `& && | ||`, line breaks and parentheses part, redirections
 * are left out, and variables that the text sets itself, or that every Windows has, are put in. Quotes stay: the program reads them.
 * One pass a command; what variables add is bounded.
 */
import { knownVariables } from './environment.js';
import type { Hiding } from './facts.js';

export interface ShellCommand {
  readonly text: string;
  readonly hidden: readonly Hiding[];
}

/** A command line for Windows ends at 32,767 characters; so does what variables may make of it. */
const longest = 65_536;
const mostCommands = 500;

export function cmdCommands(text: string): ShellCommand[] {
  const set = new Map<string, string>();
  const commands: ShellCommand[] = [];
  for (const { text: raw, isEscaped } of parted(text.slice(0, longest))) {
    const { text: line, hidden } = expanded(raw, set);
    const assignment = /^(?:call\s+)?set\s+"?([^=\s"][^="]*)=([^"]*)"?$/i.exec(line.trim());
    if (assignment?.[1] !== undefined) set.set(assignment[1].toLowerCase(), assignment[2] ?? '');
    commands.push({ text: line, hidden: isEscaped ? ['caret', ...hidden] : hidden });
    if (commands.length >= mostCommands) break;
  }
  return commands;
}

interface Part {
  readonly text: string;
  /** A caret stood between two letters. */
  readonly isEscaped: boolean;
}

/** What means nothing to cmd.exe, outside quotes and within. */
const plain = /[^"^&|\n)<>]+/y;
const plainQuoted = /[^"\n]+/y;

function* parted(text: string): Generator<Part> {
  let kept: string[] = [];
  let quoted = false;
  let isEscaped = false;
  const part = (): Part => {
    const one = { text: kept.join('').trim().replace(/^[@(\s]+/, ''), isEscaped };
    kept = [];
    isEscaped = false;
    return one;
  };
  for (let at = 0; at < text.length; at++) {
    const run = quoted ? plainQuoted : plain;
    run.lastIndex = at;
    if (run.test(text)) {
      kept.push(text.slice(at, run.lastIndex));
      at = run.lastIndex;
    }
    const c = text.charAt(at);
    if (c === '"') {
      quoted = !quoted;
      kept.push(c);
    } else if (c === '^') {
      const next = text.charAt(at + 1);
      isEscaped ||= /\w/.test(next);
      if (next === '\r' && text[at + 2] === '\n') at += 2;
      else if (next !== '\n') kept.push(next);
      at++;
    } else if (c === '&' || c === '|' || c === '\n' || c === ')') {
      quoted = false;
      yield part();
    } else if (c === '>' || c === '<') {
      dropHandle(kept);
      at = redirected(text, at);
    }
  }
  yield part();
}

/** The handle's number is part of the redirection, if it stands apart. */
function dropHandle(kept: string[]): void {
  const last = kept.at(-1) ?? '';
  const isApart = last.length > 1 ? /\s.$/.test(last.slice(-2)) : /^$|\s$/.test(kept.at(-2) ?? '');
  if (isApart && /[0-9]$/.test(last.slice(-1))) kept.push((kept.pop() ?? '').slice(0, -1));
}

/** The offset of the last character of a redirection and its target. */
function redirected(text: string, at: number): number {
  const target = /[<>]{1,2}(?:&\d|[ \t]*(?:"[^"]*"|[^\s&|<>()]*))/y;
  target.lastIndex = at;
  return target.test(text) ? target.lastIndex - 1 : at;
}

interface Expansion {
  readonly text: string;
  readonly hidden: readonly Hiding[];
}

/** `%name%`, `!name!`, `%name:~from,length%`, `%name:old=new%`; what is not known stays as it is. */
function expanded(raw: string, set: ReadonlyMap<string, string>): Expansion {
  if (!raw.includes('%') && !raw.includes('!')) return { text: raw, hidden: [] };
  const hidden = new Set<Hiding>();
  let room = longest - raw.length;
  const text = raw.replace(/([%!])([^%!:=\s]{1,64})(?::(~-?\d{1,5}(?:,-?\d{1,5})?|[^%!=]{1,64}=[^%!]{0,64}))?\1/g, (whole, _, name: string, change: string | undefined) => {
    const own = set.get(name.toLowerCase());
    const value = own ?? (change === undefined && !isProgramName(name) ? undefined : knownVariables.get(name.toLowerCase()));
    if (value === undefined) return whole;
    const result = change === undefined ? value : changed(value, change);
    room -= result.length;
    if (room < 0) return whole;
    if (change !== undefined) hidden.add('substring');
    else if (own !== undefined) hidden.add('variable');
    return result;
  });
  return { text, hidden: [...hidden] };
}

/** The one variable that stands for a program. */
function isProgramName(name: string): boolean {
  return name.toLowerCase() === 'comspec';
}

function changed(value: string, change: string): string {
  const cut = /^~(-?\d+)(?:,(-?\d+))?$/.exec(change);
  if (cut) {
    const from = Number(cut[1]);
    const start = from < 0 ? Math.max(value.length + from, 0) : from;
    const length = cut[2] === undefined ? value.length : Number(cut[2]);
    return length < 0 ? value.slice(start, length) : value.slice(start, start + length);
  }
  const equals = change.indexOf('=');
  const [old, by] = [change.slice(0, equals), change.slice(equals + 1)];
  return old.startsWith('*') ? value : replacedAll(value, old, by);
}

function replacedAll(value: string, old: string, by: string): string {
  const parts = value.toLowerCase().split(old.toLowerCase());
  let at = 0;
  return parts.map((part) => {
    const piece = value.slice(at, at + part.length);
    at += part.length + old.length;
    return piece;
  }).join(by);
}
