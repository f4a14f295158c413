/**
 * SPL into tokens, without loss: the texts of all tokens joined are the input. One pass, linear time,
 * never fails; what is not closed is a token with `closed: false`.
 *
 * Only what means the same everywhere is told apart here. Whether `-` is an operator or part of a word
 * depends on the command, so that a word holds every other character; who parses an expression lexes
 * the word again.
 */
export type TokenKind =
  | 'space'
  | 'comment' // ```…```
  | 'string' // "…"
  | 'quoted' // '…', a field name in an expression
  | 'macro' // `name(args)`
  | 'pipe'
  | 'open' // [
  | 'close' // ]
  | 'lparen'
  | 'rparen'
  | 'comma'
  | 'operator' // = == != < <= > >=
  | 'word';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Offsets in UTF-16 units; `end` is the one behind the last character. */
  readonly start: number;
  readonly end: number;
  /** False for a comment, string or macro that the text ends in. */
  readonly closed: boolean;
}

const single: Readonly<Record<string, TokenKind>> = {
  '|': 'pipe', '[': 'open', ']': 'close', '(': 'lparen', ')': 'rparen', ',': 'comma',
};

export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  while (start < text.length) {
    const token = tokenAt(text, start);
    tokens.push(token);
    start = token.end;
  }
  return tokens;
}

/** The token that begins at an offset within the text. */
export function tokenAt(text: string, start: number): Token {
  const c = text.charAt(start);
  const make = (kind: TokenKind, end: number, closed = true): Token => ({ kind, text: text.slice(start, end), start, end, closed });
  const kind = single[c];
  if (kind) return make(kind, start + 1);
  if (isSpace(c)) return make('space', endOfSpace(text, start));
  if (text.startsWith('```', start)) return delimited(text, start, '```', make, 'comment');
  if (c === '`') return delimited(text, start, '`', make, 'macro');
  if (c === '"') return string(text, start, make);
  if (c === "'") return quoted(text, start, make);
  if (c === '=' || c === '<' || c === '>' || text.startsWith('!=', start)) {
    return make('operator', start + (text[start + 1] === '=' ? 2 : 1));
  }
  return make('word', endOfWord(text, start));
}

type Make = (kind: TokenKind, end: number, closed?: boolean) => Token;

function delimited(text: string, start: number, mark: string, make: Make, kind: TokenKind): Token {
  const end = text.indexOf(mark, start + mark.length);
  return end < 0 ? make(kind, text.length, false) : make(kind, end + mark.length);
}

/** A backslash keeps the next character from ending the string; what else it means is a matter of the command. */
function string(text: string, start: number, make: Make): Token {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return make('string', at + 1);
  }
  return make('string', text.length, false);
}

/**
 * A field name in single quotes, within one line and without a pipe. Where there is no such partner, an
 * apostrophe is a letter like any other, and so it is inside a word: `user=O'Brien`, `don't`; in `a.'b c'` whoever
 * parses the expression lexes again.
 */
function quoted(text: string, start: number, make: Make): Token {
  for (let at = start + 1; at < text.length; at++) {
    const c = text[at];
    if (c === "'") return make('quoted', at + 1);
    if (c === '\n' || c === '|' || c === '"' || c === '`') break;
  }
  return make('word', endOfWord(text, start));
}

/** A backslash takes the character behind it along, unless that is a blank. Sticky: lexing is hot, and a regex walks faster than we do. */
const WORD = /(?:\\[^ \t\n\r\f\v\u00a0]|[^ \t\n\r\f\v\u00a0|[\](),"`=<>!\\]|!(?!=)|\\)+/y;
const SPACE = /[ \t\n\r\f\v\u00a0]+/y;

function endOfWord(text: string, start: number): number {
  WORD.lastIndex = start;
  return WORD.test(text) ? WORD.lastIndex : start + 1;
}

function endOfSpace(text: string, start: number): number {
  SPACE.lastIndex = start;
  return SPACE.test(text) ? SPACE.lastIndex : start;
}

export function isSpace(c: string): boolean {
  return c === ' ' || c === '\t' || c === '\n' || c === '\r' || c === '\f' || c === '\v' || c === '\u00a0';
}
