/**
 * Which records of a chunk of bytes can matter at all: those that hold one of the literals asked for, letter case
 * ignored. Wu and Manber's search for several words (1994): where the last two bytes of a window are no part of any
 * word, it moves on by nearly a word's length, so that most bytes are never looked at.
 */

/** Windows of fewer bytes than this cannot skip. */
const SHORTEST = 3;

export class Prefilter {
  private readonly window: number;
  /** By two bytes at the end of the window: how far it may move; 0 where a word may stand. */
  private readonly shifts = new Uint8Array(65_536);
  private readonly words = new Map<number, Uint8Array[]>();

  /** Words in lower case, of ASCII, and of three characters at least. */
  constructor(literals: Iterable<string>) {
    const words = [...new Set(literals)].map((literal) => Buffer.from(literal, 'latin1'));
    if (words.length === 0 || words.some((word) => word.length < SHORTEST)) throw new Error('a prefilter needs words of three characters');
    this.window = Math.min(...words.map((word) => word.length));
    this.shifts.fill(this.window - 1);
    for (const word of words) this.learn(word);
  }

  private learn(word: Uint8Array): void {
    for (let end = 1; end < this.window; end++) {
      for (const block of blocks(word[end - 1] ?? 0, word[end] ?? 0)) {
        const shift = this.window - 1 - end;
        this.shifts[block] = Math.min(this.shifts[block] ?? 0, shift);
        if (shift === 0) this.words.set(block, [...(this.words.get(block) ?? []), word]);
      }
    }
  }

  /** Where the next word begins at or behind an offset; -1 where there is none before the end. */
  next(bytes: Uint8Array, from: number, end: number): number {
    const { shifts, window } = this;
    let at = from + window - 1;
    while (at < end) {
      const shift = shifts[((bytes[at - 1] ?? 0) << 8) | (bytes[at] ?? 0)] ?? 1;
      if (shift > 0) {
        at += shift;
        continue;
      }
      const start = at - window + 1;
      const words = this.words.get(((bytes[at - 1] ?? 0) << 8) | (bytes[at] ?? 0)) ?? [];
      if (words.some((word) => stands(word, bytes, start, end))) return start;
      at++;
    }
    return -1;
  }
}

/** Both letter cases of both bytes. */
function blocks(first: number, second: number): Set<number> {
  return new Set([first, upper(first)].flatMap((a) => [second, upper(second)].map((b) => (a << 8) | b)));
}

function upper(byte: number): number {
  return byte >= 0x61 && byte <= 0x7a ? byte - 32 : byte;
}

function stands(word: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (start + word.length > end) return false;
  for (let i = 0; i < word.length; i++) {
    const byte = bytes[start + i] ?? 0;
    if (word[i] !== (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte)) return false;
  }
  return true;
}

/**
 * What hides a literal from a search of bytes, so that a record with it has to be read: an escaped ASCII character of
 * JSON, a character reference of XML, and the Kelvin sign, whose lower case is k.
 */
export const disguises = { json: ['\\u00', '\\u212a', '\u00e2\u0084\u00aa'], xml: ['&#x', '&#0', '&#1', '&#2', '&#3', '&#4', '&#5', '&#6', '&#7', '&#8', '&#9', '<![cdata[', '\u00e2\u0084\u00aa'] } as const;
