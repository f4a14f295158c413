/** A place in one command of a search, and what comes next there. */
import { nearest } from '../../diagnostic/index.js';
import type { SyntaxProblem } from '../codes.js';
import { tokenAt } from './lexer.js';
import type { Token, TokenKind } from './lexer.js';
import type { Search } from './search.js';

/** Ends the reading of one command; `parseSearch` catches it and goes on behind the next pipe. */
export class Fault extends Error {
  readonly problem: SyntaxProblem;

  constructor(problem: SyntaxProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

export interface Region {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Tokens by their begin, where they are lexed already. */
  readonly tokens?: ReadonlyMap<number, Token>;
  /** Subsearches directly in this region, by the offset of their bracket, read already. */
  readonly subsearches: ReadonlyMap<number, Search>;
}

/** How deep parentheses may nest: reading and running them goes as deep. */
const DEEPEST = 200;

export class Cursor {
  readonly text: string;
  readonly end: number;
  private readonly subsearches: ReadonlyMap<number, Search>;
  private readonly tokens: ReadonlyMap<number, Token> | undefined;
  private place: number;
  private seen: Token | undefined;
  private depth = 0;
  /** Behind the last thing that was taken. */
  last: number;
  /** Macro calls that stand where only their definition could tell what they are. */
  readonly macros: Token[] = [];

  constructor({ text, start, end, subsearches, tokens }: Region) {
    this.text = text;
    this.place = start;
    this.end = end;
    this.subsearches = subsearches;
    this.tokens = tokens;
    this.last = start;
    this.skip();
  }

  /** Behind blanks and comments. */
  get at(): number {
    return this.place;
  }

  set at(place: number) {
    this.place = place;
    this.last = place;
    this.seen = undefined;
    this.skip();
  }

  get done(): boolean {
    return this.place >= this.end;
  }

  private lexed(place: number): Token {
    return this.tokens?.get(place) ?? tokenAt(this.text, place);
  }

  private skip(): void {
    while (this.place < this.end) {
      const token = this.lexed(this.place);
      if (token.kind !== 'space' && token.kind !== 'comment') return;
      this.place = token.end;
    }
  }

  peek(): Token | undefined {
    if (this.done) return undefined;
    this.seen ??= this.lexed(this.place);
    return this.seen;
  }

  is(kind: TokenKind): boolean {
    return this.peek()?.kind === kind;
  }

  /** The next token is one of these words, whatever its case. */
  isWord(...words: readonly string[]): boolean {
    const token = this.peek();
    return token?.kind === 'word' && words.includes(token.text.toLowerCase());
  }

  take(): Token {
    const token = this.peek();
    if (!token) return this.fail('S202', 'something is missing here');
    this.at = token.end;
    return token;
  }

  takeIf(kind: TokenKind): Token | undefined {
    return this.is(kind) ? this.take() : undefined;
  }

  takeWord(...words: readonly string[]): boolean {
    if (!this.isWord(...words)) return false;
    this.take();
    return true;
  }

  expect(kind: TokenKind, what: string): Token {
    return this.takeIf(kind) ?? this.fail('S202', `${what} is missing`);
  }

  /** The subsearch that begins here. */
  takeSubsearch(): Search {
    const found = this.subsearches.get(this.place);
    if (!found) return this.fail('S202', 'a subsearch in [ ] is missing');
    this.at = found.end;
    return found;
  }

  /** Whether the token behind the next one is this operator: `name=`. */
  isAssignment(): boolean {
    const token = this.peek();
    if (token?.kind !== 'word' && token?.kind !== 'string') return false;
    let at = token.end;
    while (at < this.end && this.lexed(at).kind === 'space') at = this.lexed(at).end;
    return at < this.end && this.lexed(at).text === '=';
  }

  /** Runs one level deeper; a text made of parentheses must not exhaust the stack. */
  nested<T>(read: () => T): T {
    if (++this.depth > DEEPEST) return this.fail('S209', `parentheses nest more than ${DEEPEST} deep`);
    const value = read();
    this.depth--;
    return value;
  }

  /** Ends this command. The place is the next token, or the end of what was read, unless given. */
  fail(code: SyntaxProblem['code'], message: string, place?: { readonly start: number; readonly end: number }): never {
    const token = this.peek();
    const { start, end } = place ?? token ?? { start: this.last, end: this.last };
    throw new Fault({ code, message, start, end });
  }
}

/** `; did you mean x?` where one of the candidates is close. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates);
  return near === undefined ? '' : `; did you mean ${near}?`;
}
