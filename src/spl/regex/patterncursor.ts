import { Unsayable } from './problem.js';

/** A place in a pattern that only moves on. */
export class PatternCursor {
  readonly pattern: string;
  at = 0;

  constructor(pattern: string) {
    this.pattern = pattern;
  }

  get done(): boolean {
    return this.at >= this.pattern.length;
  }

  looking(text: string): boolean {
    return this.pattern.startsWith(text, this.at);
  }

  take(text: string): boolean {
    if (!this.looking(text)) return false;
    this.at += text.length;
    return true;
  }

  /** The sticky regex at this place. */
  match(regex: RegExp): RegExpExecArray | null {
    regex.lastIndex = this.at;
    const found = regex.exec(this.pattern);
    if (found) this.at = regex.lastIndex;
    return found;
  }

  /** The number of the next character. */
  takeCode(): number {
    const code = this.pattern.codePointAt(this.at) ?? this.fail('the regex ends too soon');
    this.at += code > 0xffff ? 2 : 1;
    return code;
  }

  fail(problem: string, at = this.at): never {
    throw new Unsayable(problem, at);
  }
}
