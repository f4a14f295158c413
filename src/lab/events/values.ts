/** JSON values one after the other, or in one list, over any number of lines: where each begins and ends, in one pass of the bytes. */

const QUOTE = 34;
const BACKSLASH = 92;
const NEWLINE = 10;

export interface ValueSink {
  /** A value from a byte to another, and its line. */
  readonly value: (bytes: Buffer, start: number, end: number, line: number) => void;
  /** What is no value, up to the end of its line. */
  readonly rubbish: (line: number) => void;
}

/** Lists are opened, objects are values. What is in progress when bytes end goes on in the next. */
export class ValueScanner {
  line = 1;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private inRubbish = false;
  private begin = 0;
  private readonly sink: ValueSink;

  constructor(sink: ValueSink) {
    this.sink = sink;
  }

  /** Whether a value has begun. */
  get isOpen(): boolean {
    return this.depth > 0;
  }

  /** The line on which the value in progress began. */
  get openLine(): number {
    return this.begin;
  }

  /** From where bytes are new; gives where the value in progress begins, or the end where there is none. */
  scan(bytes: Buffer, from: number): number {
    let start = this.isOpen ? 0 : bytes.length;
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === NEWLINE) this.line++;
      if (this.inString) this.inside(byte);
      else if (this.depth === 0) {
        if (this.begins(byte)) start = at;
      } else if (this.ends(byte)) {
        this.sink.value(bytes, start, at + 1, this.begin);
        start = bytes.length;
      }
    }
    return start;
  }

  private inside(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === BACKSLASH) this.escaped = true;
    else if (byte === QUOTE) this.inString = false;
  }

  /** Between values: blanks, commas and the brackets of lists mean nothing. */
  private begins(byte: number): boolean {
    if (byte === NEWLINE) this.inRubbish = false;
    if (this.inRubbish) return false;
    if (byte === 123) {
      this.depth = 1;
      this.begin = this.line;
      return true;
    }
    if (byte > 32 && byte !== 44 && byte !== 91 && byte !== 93 && !isMark(byte)) {
      this.inRubbish = true;
      this.sink.rubbish(this.line);
    }
    return false;
  }

  private ends(byte: number): boolean {
    if (byte === QUOTE) this.inString = true;
    else if (byte === 123 || byte === 91) this.depth++;
    else if (byte === 125 || byte === 93) return --this.depth === 0;
    return false;
  }
}

/** A byte of the mark that may begin a file in UTF-8. */
function isMark(byte: number): boolean {
  return byte === 0xef || byte === 0xbb || byte === 0xbf;
}
