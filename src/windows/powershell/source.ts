/** PowerShell's text, character by character: blanks, comments, quotes, brackets. All positions only move forward. */
export interface Source {
  readonly text: string;
  at: number;
}

const singles = "'\u2018\u2019\u201a\u201b";
const doubles = '"\u201c\u201d\u201e';

export function peek({ text, at }: Source, ahead = 0): string {
  return text.charAt(at + ahead);
}

/** Blanks, continued lines and comments; line breaks only where they mean nothing. */
export function skipSpace(source: Source, acrossLines = false): void {
  const { text } = source;
  for (;;) {
    const c = text.charAt(source.at);
    if (c === ' ' || c === '\t' || c === '\u00a0' || c === '\r' || (acrossLines && c === '\n')) source.at++;
    else if (c !== '`' && c !== '<' && c !== '#') return;
    else if (c === '`' && /[\r\n]/.test(text.charAt(source.at + 1))) source.at += text.startsWith('\r\n', source.at + 1) ? 3 : 2;
    else if (text.startsWith('<#', source.at)) source.at = endAt(text, '#>', source.at + 2);
    else if (c === '#') source.at = lineEnd(text, source.at);
    else return;
  }
}

function endAt(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end + mark.length;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

export function isQuote(c: string): boolean {
  return c === '"' || c === "'" || (c > '\u2017' && (singles.includes(c) || doubles.includes(c)));
}

export interface Quoted {
  readonly text: string;
  /** Variables in it have a meaning. */
  readonly expands: boolean;
  readonly hasBacktick: boolean;
}

/** Reads the string at the cursor, here-strings included; one that is not closed ends with the text. */
export function readQuoted(source: Source): Quoted {
  if (peek(source) === '@') return hereString(source);
  const kind = singles.includes(peek(source)) ? singles : doubles;
  const expands = kind === doubles;
  const parts: string[] = [];
  let hasBacktick = false;
  for (source.at++; source.at < source.text.length; source.at++) {
    const c = peek(source);
    if (kind.includes(c)) {
      source.at++;
      // A doubled quote is one of the text.
      if (!kind.includes(peek(source)) || peek(source) === '') return { text: parts.join(''), expands, hasBacktick };
      parts.push(peek(source));
    } else if (expands && c === '`') {
      source.at++;
      hasBacktick = true;
      parts.push(escaped(peek(source)));
    } else parts.push(c);
  }
  return { text: parts.join(''), expands, hasBacktick };
}

function hereString(source: Source): Quoted {
  const quote = peek(source, 1);
  const start = lineEnd(source.text, source.at) + 1;
  const end = source.text.indexOf(`\n${quote}@`, start - 1);
  const text = source.text.slice(start, end < 0 ? undefined : Math.max(end, start));
  source.at = end < 0 ? source.text.length : end + 3;
  return { text, expands: quote === '"', hasBacktick: false };
}

const escapes: ReadonlyMap<string, string> = new Map([['n', '\n'], ['r', '\r'], ['t', '\t'], ['0', '\0'], ['a', '\x07'], ['b', '\b'], ['f', '\f'], ['v', '\v'], ['e', '\x1b']]);

/** What a backtick and a character stand for: most characters for themselves. */
export function escaped(c: string): string {
  return escapes.get(c) ?? c;
}

const closing: ReadonlyMap<string, string> = new Map([['(', ')'], ['{', '}'], ['[', ']']]);

/** The text within the bracket at the cursor, which moves behind it. Brackets in strings and comments do not count. */
export function readBracket(source: Source): string {
  const open = peek(source);
  const close = closing.get(open) ?? '';
  const start = source.at + 1;
  let depth = 0;
  while (source.at < source.text.length) {
    const c = peek(source);
    if (isQuote(c) && open !== '[') {
      readQuoted(source);
      continue;
    }
    if (c === '`') source.at++;
    else if (c === '#' && open !== '[' && /[\s({;]/.test(source.text.charAt(source.at - 1))) source.at = lineEnd(source.text, source.at) - 1;
    else if (c === open) depth++;
    else if (c === close && --depth === 0) return source.text.slice(start, source.at++);
    source.at++;
  }
  source.at = source.text.length;
  return source.text.slice(start);
}

/** The longest match of a sticky pattern at the cursor, which moves behind it. */
export function take(source: Source, pattern: RegExp): string | undefined {
  const { text, at } = source;
  pattern.lastIndex = at;
  // A test makes nothing; where the match ends the pattern knows.
  if (!pattern.test(text) || pattern.lastIndex === at) return undefined;
  source.at = pattern.lastIndex;
  return text.slice(at, source.at);
}
