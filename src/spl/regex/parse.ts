/** PCRE text into a tree (pcre2pattern(3)). Throws an Unsayable for what is wrong, and for what has no place in the tree. */
import { readBracket } from './bracket.js';
import { foldedRanges, oneCharacter, setOf } from './characterset.js';
import { NEWLINE } from './classes.js';
import { characterEscape, classEscape, propertyEscape } from './escape.js';
import { sequence } from './node.js';
import type { Assertion, Node, ParsedPattern } from './node.js';
import { PatternCursor } from './patterncursor.js';

const DEEPEST = 200;
const LONGEST_NAME = 32;
const MOST_REPEATS = 65_535;

interface Modes {
  readonly i: boolean;
  readonly s: boolean;
  readonly m: boolean;
  readonly x: boolean;
  readonly U: boolean;
  readonly n: boolean;
}

const NO_MODES: Modes = { i: false, s: false, m: false, x: false, U: false, n: false };

const assertions: ReadonlyMap<string, Assertion> = new Map([['A', 'start'], ['z', 'end'], ['Z', 'lastLine'], ['b', 'wordBoundary'], ['B', 'notWordBoundary']]);

export function parsePattern(pattern: string): ParsedPattern {
  return new Parser(pattern).parse();
}

class Parser {
  private readonly cursor: PatternCursor;
  private readonly groupTotal: number;
  private readonly names = new Map<string, number>();
  private modes = NO_MODES;
  private groupCount = 0;
  private depth = 0;
  private quoting = false;

  constructor(pattern: string) {
    this.cursor = new PatternCursor(pattern);
    this.groupTotal = countGroups(pattern);
  }

  parse(): ParsedPattern {
    const tree = this.alternatives();
    if (!this.cursor.done) this.cursor.fail('a ) has no ( before it');
    return { tree, groupCount: this.groupCount, names: this.names };
  }

  /** Up to the ) that closes the group, or the end. Modes set inside hold until there. */
  private alternatives(): Node {
    if (++this.depth > DEEPEST) this.cursor.fail(`groups nest more than ${DEEPEST} deep`);
    const outer = this.modes;
    const branches: Node[][] = [[]];
    while (!this.atEnd()) {
      if (!this.quoting && this.cursor.take('|')) branches.push([]);
      else branches.at(-1)?.push(...this.piece());
    }
    this.modes = outer;
    this.depth--;
    return branches.length === 1 ? sequence(branches[0] ?? []) : { kind: 'choice', branches: branches.map(sequence) };
  }

  private atEnd(): boolean {
    this.skip();
    return this.cursor.done || (!this.quoting && this.cursor.looking(')'));
  }

  /** What matches nothing and can stand between a character and its quantifier: comments, `\Q`, `\E`, blanks in extended mode. */
  private skip(): void {
    const { cursor } = this;
    for (let start = -1; start !== cursor.at; ) {
      start = cursor.at;
      if (cursor.take('\\E')) this.quoting = false;
      else if (this.quoting) return;
      else if (cursor.take('\\Q')) this.quoting = true;
      else if (cursor.match(/\(\?#[^)]*/y)) this.close(start);
      else if (this.modes.x) cursor.match(/(?:[ \t\n\v\f\r\u0085\u200e\u200f\u2028\u2029]|#[^\n]*)+/y);
    }
  }

  private piece(): Node[] {
    if (this.quoting) return [this.quantified(this.literal(this.cursor.takeCode()))];
    const atom = this.atom();
    if (!atom) return [];
    return [atom.kind === 'assertion' ? atom : this.quantified(atom)];
  }

  private quantified(body: Node): Node {
    this.skip();
    if (this.quoting) return body;
    const { cursor } = this;
    const start = cursor.at;
    const found = cursor.match(/[*+?]|\{(\d+)(,?)(\d*)\}/y);
    if (!found) return body;
    const [mark, least, comma, bound] = found;
    const min = least === undefined ? (mark === '+' ? 1 : 0) : Number(least);
    const max = least === undefined ? (mark === '?' ? 1 : Infinity) : comma === '' ? min : bound === '' ? Infinity : Number(bound);
    if (min > MOST_REPEATS || (max > MOST_REPEATS && max !== Infinity)) cursor.fail(`a quantifier is larger than ${MOST_REPEATS}`, start);
    if (min > max) cursor.fail('the numbers of a quantifier are out of order', start);
    if (this.modes.x) cursor.match(/\s+(?=[?+])/y);
    const possessive = cursor.take('+');
    // Looking twice is looking once.
    const most = body.kind === 'look' ? 1 : Infinity;
    const repeat: Node = { kind: 'repeat', body, min: Math.min(min, most), max: Math.min(max, most), lazy: !possessive && cursor.take('?') !== this.modes.U };
    return possessive ? { kind: 'atomic', body: repeat } : repeat;
  }

  private atom(): Node | undefined {
    const { cursor, modes } = this;
    const start = cursor.at;
    const c = cursor.pattern.charAt(start);
    if (cursor.match(/[*+?]|\{\d+,?\d*\}/y)) return cursor.fail('a quantifier has nothing to repeat', start);
    switch (c) {
      case '(':
        cursor.at++;
        return this.group(start);
      case '[':
        cursor.at++;
        return { kind: 'set', set: readBracket(cursor, modes.i) };
      case '\\':
        cursor.at++;
        return this.escape(start);
      case '.':
        cursor.at++;
        return { kind: 'set', set: modes.s ? setOf([[0, 0x10ffff]]) : setOf(NEWLINE, [], true) };
      case '^':
        cursor.at++;
        return { kind: 'assertion', which: modes.m ? 'lineStart' : 'start' };
      case '$':
        cursor.at++;
        return { kind: 'assertion', which: modes.m ? 'lineEnd' : 'lastLine' };
      default:
        return this.literal(cursor.takeCode());
    }
  }

  private literal(code: number): Node {
    return { kind: 'set', set: this.modes.i ? setOf(foldedRanges([[code, code]])) : oneCharacter(code) };
  }

  private group(start: number): Node | undefined {
    const { cursor } = this;
    if (cursor.looking('*')) cursor.fail('verbs such as (*SKIP) cannot be said', start);
    if (!cursor.take('?')) return this.modes.n ? this.alone(start) : this.capture(start);
    const named = cursor.match(/P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)'/y);
    if (named) return this.capture(start, named[1] ?? named[2]);
    const back = cursor.match(/P=(\w+)\)/y);
    if (back) return this.reference(back[1] ?? '', start);
    const look = cursor.match(/(<?)([=!])/y);
    if (look) return { kind: 'look', behind: look[1] === '<', negated: look[2] === '!', body: this.enclosed(start), at: start };
    if (cursor.take('>')) return { kind: 'atomic', body: this.enclosed(start) };
    const modes = cursor.match(/(\^?)([imnsxJU]*)(?:-([imnsxJU]*))?([:)])/y);
    if (!modes) return cursor.fail(unsayableGroup(cursor.pattern.slice(start, start + 12)), start);
    return this.inlineModes(modes, start);
  }

  private close(start: number): void {
    if (!this.cursor.take(')')) this.cursor.fail('a ( is not closed', start);
  }

  private enclosed(start: number): Node {
    const body = this.alternatives();
    this.close(start);
    return body;
  }

  /** A group that captures nothing: unlike what is in it, it can always be repeated. */
  private alone(start: number): Node {
    return { kind: 'sequence', parts: [this.enclosed(start)] };
  }

  private capture(start: number, name?: string): Node {
    const number = ++this.groupCount;
    if (name !== undefined) {
      if (name.length > LONGEST_NAME) this.cursor.fail(`the name ${name} has more than ${LONGEST_NAME} characters`, start);
      if (this.names.has(name)) this.cursor.fail(`two groups are named ${name}`, start);
      this.names.set(name, number);
    }
    return { kind: 'group', number, body: this.enclosed(start) };
  }

  /** `(?i)` for the rest of the group, `(?i:…)` for a group of its own; `^` takes all off but U. */
  private inlineModes([, reset, on = '', off = '', end]: readonly (string | undefined)[], start: number): Node | undefined {
    const unknown = /J|xx/.exec(on + off)?.[0] ?? (reset === '^' && off !== '' ? '^-' : undefined);
    if (unknown !== undefined) this.cursor.fail(`the mode ${unknown} cannot be said`, start);
    const before = this.modes;
    const base = reset === '^' ? { ...NO_MODES, U: before.U } : before;
    const is = (mode: keyof Modes): boolean => (on.includes(mode) || base[mode]) && !off.includes(mode);
    this.modes = { i: is('i'), s: is('s'), m: is('m'), x: is('x'), U: is('U'), n: is('n') };
    if (end === ')') {
      this.skip();
      return undefined;
    }
    const body = this.alone(start);
    this.modes = before;
    return body;
  }

  /** To a group by its name or its number. */
  private reference(group: string, start: number): Node {
    if (this.modes.i) this.cursor.fail('a backreference without regard to case cannot be said', start);
    const number = /^\d+$/.test(group) ? Number(group) : this.names.get(group);
    if (number === undefined || number < 1 || number > this.groupCount) return this.cursor.fail(`there is no group ${group} before this place`, start);
    return { kind: 'reference', group: number, at: start };
  }

  private escape(start: number): Node | undefined {
    const { cursor } = this;
    if (cursor.done) return cursor.fail('a backslash ends the regex', start);
    const reference = this.backreference(start);
    if (reference) return reference;
    const property = propertyEscape(cursor);
    if (property !== undefined) return { kind: 'set', set: setOf([], [property]) };
    const code = characterEscape(cursor);
    if (code !== undefined) return this.literal(code);
    const ranges = classEscape(cursor);
    if (ranges) return { kind: 'set', set: setOf(ranges) };
    const c = cursor.pattern.charAt(cursor.at);
    const which = assertions.get(c);
    if (which) {
      cursor.at++;
      return { kind: 'assertion', which };
    }
    if (cursor.take('R')) return { kind: 'newline' };
    if (cursor.match(/N(?!\{)|N(?=\{\d+,?\d*\})/y)) return { kind: 'set', set: setOf(NEWLINE, [], true) };
    if (/[A-Za-z0-9]/.test(c)) return cursor.fail(`\\${c} cannot be said`, start);
    return this.literal(cursor.takeCode());
  }

  /** `\1`, `\g1`, `\g{-1}`, `\k<name>`. `\12` is a group only where there are as many, else a character. */
  private backreference(start: number): Node | undefined {
    const { cursor } = this;
    const named = cursor.match(/k(?:<(\w+)>|\{(\w+)\}|'(\w+)')|g\{([A-Za-z_]\w*)\}/y);
    if (named) return this.reference(named[1] ?? named[2] ?? named[3] ?? named[4] ?? '', start);
    const relative = cursor.match(/g(?:\{-(\d{1,4})\}|-(\d{1,4}))/y);
    if (relative) return this.reference(String(this.groupCount + 1 - Number(relative[1] ?? relative[2])), start);
    const numbered = cursor.match(/g(?:\{(\d{1,4})\}|(\d{1,4}))/y);
    if (numbered) return this.reference(numbered[1] ?? numbered[2] ?? '', start);
    const digits = /^[1-9]\d{0,4}/.exec(cursor.pattern.slice(cursor.at, cursor.at + 5))?.[0];
    if (digits === undefined || (digits.length > 1 && Number(digits) > this.groupTotal)) return undefined;
    cursor.at += digits.length;
    return this.reference(digits, start);
  }
}

/** Opening parentheses that capture, outside classes and escapes. */
function countGroups(pattern: string): number {
  let count = 0;
  for (const [found] of pattern.matchAll(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?!\?)|\(\?(?:P?<(?![=!])|')/gs)) if (found.startsWith('(')) count++;
  return count;
}

function unsayableGroup(text: string): string {
  if (text.startsWith('(?(')) return 'conditional groups cannot be said';
  if (text.startsWith('(?|')) return 'groups that share their numbers cannot be said';
  if (/^\(\?(?:R|[+-]?\d|&|P>)/.test(text)) return 'recursion cannot be said';
  return `${text} begins no group that can be said`;
}

