/** One pass over a PCRE pattern (pcre2pattern(3)), writing the JavaScript pattern that matches the same, or saying what cannot be said. */
import { codeText, complement, escapes, foldRange, otherCases, posixClass } from './classes.js';

export interface TranslatedRegex {
  /** Flag `u`; letter case and the dot are written out, since JavaScript cannot change them half-way. */
  readonly regex: RegExp;
  /** Names of the groups, in order. */
  readonly groups: readonly string[];
  /** For group n of the pattern, at index n, its number in `regex`; index 0 is the whole match. */
  readonly numbers: readonly number[];
  /** Something repeated holds something repeated: on hostile text it may go back for ever. Who runs it sets a time limit. */
  readonly risky: boolean;
}

export interface RegexProblem {
  readonly problem: string;
  /** Offset in the pattern. */
  readonly at: number;
}

/** Longer patterns are nobody's. */
const LONGEST = 20_000;
const DEEPEST = 200;
const LONGEST_NAME = 32;

class Unsayable extends Error {
  readonly at: number;

  constructor(problem: string, at: number) {
    super(problem);
    this.at = at;
  }
}

export function translateRegex(pattern: string): TranslatedRegex | RegexProblem {
  if (pattern.length > LONGEST) return { problem: `a regex of more than ${LONGEST} characters is not run`, at: LONGEST };
  try {
    return new Translator(pattern).translate();
  } catch (error) {
    if (error instanceof Unsayable) return { problem: error.message, at: error.at };
    if (error instanceof SyntaxError) return { problem: `JavaScript cannot say it: ${error.message.slice(-80)}`, at: 0 };
    throw error;
  }
}

interface Modes {
  readonly i: boolean;
  readonly s: boolean;
  readonly m: boolean;
  readonly x: boolean;
  readonly U: boolean;
}

const START = '^';
const END = '$';
const BEFORE_LAST_NEWLINE = `(?=\\n?${END})`;
const NEWLINE = '(?:\\r\\n|[\\n-\\r\\u0085\\u2028\\u2029])';

const controls: ReadonlyMap<string, number> = new Map([['a', 7], ['e', 27], ['f', 12], ['n', 10], ['r', 13], ['t', 9]]);

/** What a quantifier can follow. */
interface Atom {
  readonly text: string;
  /** A lookaround takes no quantifier in JavaScript unless grouped, an anchor none in PCRE either. */
  readonly assertion: boolean;
  readonly anchor?: true;
  readonly repeats: boolean;
}

class Translator {
  private readonly pattern: string;
  private at = 0;
  private depth = 0;
  private modes: Modes = { i: false, s: false, m: false, x: false, U: false };
  private readonly numbers: number[] = [0];
  private readonly names = new Map<string, number>();
  private readonly atomics: string[] = [];
  private groupCount = 0;
  private risky = false;
  private readonly groupTotal: number;

  constructor(pattern: string) {
    this.pattern = pattern;
    this.groupTotal = countGroups(pattern);
  }

  translate(): TranslatedRegex {
    const source = this.alternatives().text;
    if (this.at < this.pattern.length) this.fail('a ) has no ( before it');
    return { regex: new RegExp(source, 'u'), groups: [...this.names.keys()], numbers: this.numbers, risky: this.risky };
  }

  private fail(problem: string, at = this.at): never {
    throw new Unsayable(problem, at);
  }

  private looking(text: string): boolean {
    return this.pattern.startsWith(text, this.at);
  }

  private take(text: string): boolean {
    if (!this.looking(text)) return false;
    this.at += text.length;
    return true;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.pattern);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  /** Up to the ) that closes the group, or the end. Modes set inside hold until there. */
  private alternatives(): { text: string; repeats: boolean } {
    if (++this.depth > DEEPEST) this.fail(`groups nest more than ${DEEPEST} deep`);
    const outer = this.modes;
    let text = '';
    let repeats = false;
    while (this.at < this.pattern.length && !this.looking(')')) {
      if (this.take('|')) {
        text += '|';
        continue;
      }
      const atom = this.atom();
      if (!atom) continue;
      const quantified = this.quantified(atom);
      text += quantified.text;
      repeats ||= quantified.repeats;
    }
    this.modes = outer;
    this.depth--;
    return { text, repeats };
  }

  private quantified(atom: Atom): Atom {
    const quantifier = this.quantifier();
    if (!quantifier) return atom;
    const { range, unbounded, kind } = quantifier;
    if (atom.anchor) this.fail('a quantifier has nothing to repeat');
    if (unbounded && atom.repeats) this.risky = true;
    const base = atom.assertion ? `(?:${atom.text})` : atom.text;
    const lazy = (kind === 'lazy') !== this.modes.U && kind !== 'possessive' ? '?' : '';
    const text = `${base}${range}${lazy}`;
    return { text: kind === 'possessive' ? this.atomic(text) : text, assertion: false, repeats: unbounded || atom.repeats };
  }

  private quantifier(): { range: string; unbounded: boolean; kind: 'greedy' | 'lazy' | 'possessive' } | undefined {
    if (this.modes.x) this.skipExtended();
    const found = this.match(/([*+?]|\{\d+(?:,\d*)?\})([?+]?)/y);
    if (!found) return undefined;
    const [, range = '', mark] = found;
    const bounds = range.match(/\d+/g)?.map(Number) ?? [];
    if (bounds.some((bound) => bound > 65_535)) this.fail('a quantifier is larger than 65535');
    if (bounds.length === 2 && (bounds[0] ?? 0) > (bounds[1] ?? 0)) this.fail('the numbers of a quantifier are out of order');
    return { range, unbounded: /^[*+]$|,\}$/.test(range), kind: mark === '?' ? 'lazy' : mark === '+' ? 'possessive' : 'greedy' };
  }

  /** What is matched once and never given back: a lookahead takes it, and a reference to what it took moves on. */
  private atomic(text: string): string {
    const name = `atomic${this.atomics.length}_`;
    this.atomics.push(name);
    this.groupCount++;
    return `(?:(?=(?<${name}>${text}))\\k<${name}>)`;
  }

  private atom(): Atom | undefined {
    if (this.modes.x && this.skipExtended()) return undefined;
    if (this.at >= this.pattern.length) return undefined;
    const start = this.at;
    const c = String.fromCodePoint(this.pattern.codePointAt(start) ?? 0);
    this.at += c.length;
    const one = (text: string, anchor = false): Atom => ({ text, assertion: false, repeats: false, ...(anchor && { anchor }) });
    switch (c) {
      case '.':
        return one(this.modes.s ? '[\\s\\S]' : '[^\\n]');
      case '^':
        return one(this.modes.m ? `(?:${START}|(?<=\\n)(?=[\\s\\S]))` : START, true);
      case '$':
        return one(this.modes.m ? `(?=\\n|${END})` : BEFORE_LAST_NEWLINE, true);
      case '[':
        return one(this.characterClass(start));
      case '(':
        return this.group(start);
      case '\\':
        return this.escape(start);
      case '*':
      case '+':
      case '?':
        return this.fail('a quantifier has nothing before it', start);
      default:
        return one(this.literal(c.codePointAt(0) ?? 0));
    }
  }

  private literal(code: number): string {
    const others = this.modes.i ? otherCases(code) : [];
    return others.length === 0 ? codeText(code) : `[${[code, ...others].map(codeText).join('')}]`;
  }

  /** Blanks and comments of extended mode. */
  private skipExtended(): boolean {
    return this.match(/(?:[ \t\n\v\f\r]+|#[^\n]*(?:\n|$))+/y) !== null;
  }

  private group(start: number): Atom | undefined {
    if (this.looking('*')) this.fail('verbs such as (*SKIP) cannot be said', start);
    if (!this.take('?')) return this.capture(undefined, start);
    if (this.match(/#[^)]*/y)) {
      this.close(start);
      return undefined;
    }
    const named = this.match(/P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)'/y);
    if (named) return this.capture(named[1] ?? named[2], start);
    const backreference = this.match(/P=([A-Za-z_]\w*)\)/y);
    if (backreference) return this.reference(backreference[1] ?? '', start);
    for (const mark of ['=', '!', '<=', '<!', ':', '>'] as const) if (this.take(mark)) return this.plain(mark, start);
    const modes = this.match(/(\^?[imsxUnJ]*(?:-[imsxUnJ]*)?)([:)])/y);
    if (!modes) return this.fail(unsayableGroup(this.pattern.slice(start, start + 12)), start);
    return this.inlineModes(modes[1] ?? '', modes[2] === ':', start);
  }

  private close(start: number): void {
    if (!this.take(')')) this.fail('a ( is not closed', start);
  }

  private capture(name: string | undefined, start: number): Atom {
    if (name !== undefined && name.length > LONGEST_NAME) this.fail(`the name ${name} has more than ${LONGEST_NAME} characters`, start);
    if (name !== undefined && this.names.has(name)) this.fail(`two groups are named ${name}`, start);
    this.groupCount++;
    this.numbers.push(this.groupCount);
    if (name !== undefined) this.names.set(name, this.numbers.length - 1);
    const inner = this.alternatives();
    this.close(start);
    return { text: name === undefined ? `(${inner.text})` : `(?<${name}>${inner.text})`, assertion: false, repeats: inner.repeats };
  }

  private plain(mark: '=' | '!' | '<=' | '<!' | ':' | '>', start: number): Atom {
    const slot = mark === '>' ? this.groupCount : 0;
    const inner = this.alternatives();
    this.close(start);
    if (mark !== '>') return { text: `(?${mark}${inner.text})`, assertion: mark !== ':', repeats: inner.repeats };
    if (this.groupCount > slot) this.fail('an atomic group with groups inside is not said', start);
    return { text: this.atomic(inner.text), assertion: false, repeats: inner.repeats };
  }

  private inlineModes(text: string, scoped: boolean, start: number): Atom | undefined {
    const [on = '', off = ''] = text.replace('^', '').split('-');
    if (/[nJ]/.test(text)) this.fail('the modes n and J cannot be said', start);
    const before = this.modes;
    const base: Modes = text.startsWith('^') ? { i: false, s: false, m: false, x: false, U: before.U } : before;
    const is = (mode: keyof Modes): boolean => (on.includes(mode) || base[mode]) && !off.includes(mode);
    this.modes = { i: is('i'), s: is('s'), m: is('m'), x: is('x'), U: is('U') };
    if (!scoped) return undefined;
    const inner = this.alternatives();
    this.modes = before;
    this.close(start);
    return { text: `(?:${inner.text})`, assertion: false, repeats: inner.repeats };
  }

  /** To a group by its name or number. */
  private reference(group: string, start: number): Atom {
    if (this.modes.i) this.fail('a backreference without regard to case cannot be said', start);
    if (!/^\d+$/.test(group)) return { text: `\\k<${group}>`, assertion: false, repeats: false };
    const number = this.numbers[Number(group)];
    if (number === undefined) return this.fail(`there is no group ${group} before this place`, start);
    return { text: `(?:\\${number})`, assertion: false, repeats: false };
  }

  private escape(start: number): Atom | undefined {
    const c = this.pattern.charAt(this.at);
    if (c === '') return this.fail('a backslash ends the regex', start);
    const one = (text: string, anchor = false): Atom => ({ text, assertion: false, repeats: false, ...(anchor && { anchor }) });
    if (this.take('Q')) return this.quotedText();
    if (this.take('E')) return undefined;
    const named = this.match(/k(?:<(\w+)>|\{(\w+)\}|'(\w+)')/y);
    if (named) return this.reference(named[1] ?? named[2] ?? named[3] ?? '', start);
    const numbered = this.match(/g(?:\{(-?\d+)\}|(\d+))/y);
    if (numbered) return this.reference(String(this.relative(Number(numbered[1] ?? numbered[2]))), start);
    const digits = /^[1-9]\d*/.exec(this.pattern.slice(this.at, this.at + 4))?.[0];
    if (digits !== undefined && (digits.length === 1 || Number(digits) <= this.groupTotal)) {
      this.at += digits.length;
      return this.reference(digits, start);
    }
    const property = this.property();
    if (property !== undefined) return one(property);
    const code = this.code();
    if (code !== undefined) return one(this.literal(code));
    this.at++;
    const part = escapes.get(c.toLowerCase());
    if (part !== undefined) return one(c === c.toLowerCase() ? `[${part}]` : `[^${part}]`);
    switch (c) {
      case 'b':
      case 'B':
        return one(`\\${c}`, true);
      case 'A':
        return one(START, true);
      case 'z':
        return one(END, true);
      case 'Z':
        return one(BEFORE_LAST_NEWLINE, true);
      case 'N':
        return one('[^\\n]');
      case 'R':
        return one(this.atomic(NEWLINE));
      default:
    }
    if (/[A-Za-z]/.test(c)) return this.fail(`\\${c} cannot be said`, start);
    return one(this.literal(this.pattern.codePointAt(this.at - 1) ?? 0));
  }

  private relative(number: number): number {
    return number < 0 ? this.numbers.length + number : number;
  }

  /** `\Q…\E`: the characters as they are; a quantifier behind is for the last. */
  private quotedText(): Atom | undefined {
    const end = this.pattern.indexOf('\\E', this.at);
    const codes = Array.from(this.pattern.slice(this.at, end < 0 ? undefined : end)).map((c) => this.literal(c.codePointAt(0) ?? 0));
    this.at = end < 0 ? this.pattern.length : end + 2;
    const last = codes.pop();
    if (last === undefined) return undefined;
    const quantified = this.quantified({ text: last, assertion: false, repeats: false });
    return { ...quantified, text: `(?:${codes.join('')}${quantified.text})` };
  }

  /** The number of a character written by its number or as a control, the cursor behind the backslash. */
  private code(): number | undefined {
    const hex = this.match(/x(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{0,2}))/y);
    if (hex) return Number.parseInt(hex[1] ?? (hex[2] === '' ? '0' : (hex[2] ?? '0')), 16);
    const octal = this.match(/o\{([0-7]{1,7})\}|(0[0-7]{0,2}|[1-7][0-7]{1,2})/y);
    if (octal) return Number.parseInt(octal[1] ?? octal[2] ?? '0', 8);
    const control = this.match(/c([ -~])/y);
    if (control) return (control[1] ?? '@').toUpperCase().charCodeAt(0) ^ 64;
    const known = controls.get(this.pattern.charAt(this.at));
    if (known !== undefined) this.at++;
    return known;
  }

  private property(): string | undefined {
    const found = this.match(/([pP])(?:\{(\^?)([\w&]+)\}|([A-Z]))/y);
    if (!found) return undefined;
    const [, letter, negation, long, short] = found;
    const name = long ?? short ?? '';
    const negated = (letter === 'P') !== (negation === '^');
    if (name === 'Any') return negated ? '[^\\s\\S]' : '[\\s\\S]';
    if (name.startsWith("X")) return this.fail(`\\p{${name}} cannot be said`);
    const value = name === 'L&' ? 'LC' : /^[A-Z][a-z]?$/.test(name) ? name : `Script=${name}`;
    return `\\${negated ? 'P' : 'p'}{${value}}`;
  }

  private characterClass(start: number): string {
    const negated = this.take('^');
    let body = '';
    let previous: number | undefined;
    for (let first = true; ; first = false) {
      if (this.at >= this.pattern.length) this.fail('a [ is not closed', start);
      if (!first && this.take(']')) break;
      const posixName = this.match(/\[:(\^?[a-z]+):\]/y);
      if (posixName) {
        body += posixClass(posixName[1] ?? '') ?? this.fail(`there is no class [:${posixName[1] ?? ''}:]`);
        previous = undefined;
        continue;
      }
      if (previous !== undefined && this.looking('-') && !this.looking('-]')) {
        this.at++;
        const high = this.classMember();
        if (typeof high === 'string') this.fail('a range of a class ends with a set');
        if (high < previous) this.fail('a range of a class is out of order');
        else body += this.modes.i ? foldRange(previous, high) : `${codeText(previous)}-${codeText(high)}`;
        previous = undefined;
        continue;
      }
      const member = this.classMember();
      if (typeof member === 'string' && this.looking('-') && !this.looking('-]')) this.fail('a range of a class begins with a set');
      body += typeof member === 'string' ? member : [member, ...(this.modes.i ? otherCases(member) : [])].map(codeText).join('');
      previous = typeof member === 'number' ? member : undefined;
    }
    if (body === '') return negated ? '[\\s\\S]' : '[^\\s\\S]';
    return `[${negated ? '^' : ''}${body}]`;
  }

  /** A character by its number, or a set as the text of a class. */
  private classMember(): number | string {
    if (!this.take('\\')) {
      const code = this.pattern.codePointAt(this.at) ?? 0;
      this.at += code > 0xffff ? 2 : 1;
      return code;
    }
    if (this.take('b')) return 8;
    if (this.match(/[QE]/y)) return this.fail('\\Q and \\E inside a class cannot be said');
    const property = this.property();
    if (property !== undefined) return property;
    const code = this.code();
    if (code !== undefined) return code;
    const c = this.pattern.charAt(this.at);
    const part = escapes.get(c.toLowerCase());
    if (part !== undefined) {
      this.at++;
      return c === c.toLowerCase() ? part : complement(part);
    }
    if (/[A-Za-z]/.test(c)) return this.fail(`\\${c} inside a class cannot be said`);
    const literal = this.pattern.codePointAt(this.at) ?? this.fail('a backslash ends the regex');
    this.at += literal > 0xffff ? 2 : 1;
    return literal;
  }
}

/** Opening parentheses that capture, outside classes and escapes: whether \12 is a group or a character. */
function countGroups(pattern: string): number {
  let count = 0;
  for (const [found] of pattern.matchAll(/\\.|\[\]?(?:\\.|[^\]\\])*\]|\((?!\?)|\(\?(?:P?<(?![=!])|')/gs)) if (found.startsWith('(')) count++;
  return count;
}

function unsayableGroup(text: string): string {
  if (text.startsWith("(?(")) return 'conditional groups cannot be said';
  if (text.startsWith("(?|")) return 'groups that share their numbers cannot be said';
  if (/^\(\?(?:R|[+-]?\d|&|P>)/.test(text)) return 'recursion cannot be said';
  return `${text} begins no group that can be said`;
}
