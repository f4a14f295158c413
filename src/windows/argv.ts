/**
 * A command line into arguments as the C runtime of Windows does it: blanks and tabs part, quotes join and vanish, 2n backslashes before a
 * quote are n of them, 2n+1 are n and a quote, and a doubled quote within quotes is one. The first argument is simpler: a quote
 * only joins. Source: Microsoft's description of parsing C command-line arguments. One pass.
 */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A quote stands inside a word, where none is needed. */
  readonly isSplit: boolean;
  readonly isQuoted: boolean;
}

const QUOTE = 0x22;

export function argvOf(line: string): Word[] {
  const words: Word[] = [];
  let at = skipBlanks(line, 0);
  if (at < line.length) words.push(programWord(line, at));
  at = skipBlanks(line, words[0]?.end ?? at);
  while (at < line.length) {
    const word = wordAt(line, at);
    words.push(word);
    at = skipBlanks(line, word.end);
  }
  return words;
}

export function skipBlanks(line: string, at: number): number {
  while (at < line.length && isBlank(line.charCodeAt(at))) at++;
  return at;
}

/** Line breaks do not part arguments for the runtime; shells never pass them on, and a log may have them in place of blanks. */
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}

/** Where a word ends that no quote is in; of most words all there is to read. */
function endOfPlain(line: string, at: number): number {
  for (; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === QUOTE || isBlank(code)) break;
  }
  return at;
}

function programWord(line: string, start: number): Word {
  let quoted = false;
  let at = endOfPlain(line, start);
  for (; at < line.length && (quoted || !isBlank(line.charCodeAt(at))); at++) {
    if (line.charCodeAt(at) === QUOTE) quoted = !quoted;
  }
  return word(line, start, at, withoutQuotes(line.slice(start, at)));
}

function withoutQuotes(text: string): string {
  return text.includes('"') ? text.replaceAll('"', '') : text;
}

function wordAt(line: string, start: number): Word {
  const plain = endOfPlain(line, start);
  if (line.charCodeAt(plain) !== QUOTE) return { text: line.slice(start, plain), start, end: plain, isQuoted: false, isSplit: false };
  const parts: string[] = [];
  let quoted = false;
  let at = start;
  let from = start;
  const cut = (end: number, next: number): void => {
    parts.push(line.slice(from, end));
    from = next;
  };
  for (; at < line.length && (quoted || !isBlank(line.charCodeAt(at))); at++) {
    if (line[at] === '\\') {
      const end = endOfRun(line, at, '\\');
      const count = end - at;
      if (line[end] !== '"') at = end - 1;
      else {
        // Half of the backslashes stay; an odd one keeps the quote from meaning anything.
        cut(at + (count >> 1), end);
        at = count % 2 === 1 ? end : end - 1;
      }
    } else if (line[at] === '"') {
      if (quoted && line[at + 1] === '"') {
        cut(at, at + 1);
        at++;
      } else {
        cut(at, at + 1);
        quoted = !quoted;
      }
    }
  }
  parts.push(line.slice(from, at));
  return word(line, start, at, parts.join(''));
}

function endOfRun(line: string, at: number, c: string): number {
  while (line[at] === c) at++;
  return at;
}

function word(line: string, start: number, end: number, text: string): Word {
  const raw = line.slice(start, end);
  return { text, start, end, isQuoted: raw.startsWith('"'), isSplit: isSplit(raw) };
}

/** `"whole"` and `/name:"value"` are everyday; `/tr"ans"fer` is not. */
function isSplit(raw: string): boolean {
  const quote = raw.indexOf('"');
  if (quote < 0) return false;
  const inner = raw.replace(/^"|"$/g, '').replace(/\\"/g, '');
  return /[\w/]"+\w/.test(inner) || inner.includes('""');
}
