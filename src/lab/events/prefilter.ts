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
  private readonly rare: readonly Buffer[];
  /** Where each of `rare` comes next in the chunk looked at last. */
  private readonly places: number[];
  private chunk: Uint8Array | undefined;

  /**
   * Words in lower case, of ASCII, and of three characters at least. `rare`: bytes as they are, found by their first byte,
   * which should be rare: they may be short without keeping the window from moving on.
   */
  constructor(literals: Iterable<string>, rare: readonly string[] = []) {
    this.rare = rare.map((text) => Buffer.from(text, 'latin1'));
    this.places = rare.map(() => -1);
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
  next(bytes: Buffer, from: number, end: number): number {
    const word = this.nextWord(bytes, from, end);
    const rare = this.nextRare(bytes, from, end);
    return word < 0 ? rare : rare < 0 ? word : Math.min(word, rare);
  }

  private nextRare(bytes: Buffer, from: number, end: number): number {
    const fresh = this.chunk !== bytes;
    this.chunk = bytes;
    let nearest = -1;
    this.rare.forEach((text, index) => {
      const known = this.places[index] ?? -1;
      const at = fresh || (known >= 0 && known < from) ? bytes.indexOf(text, from) : known;
      this.places[index] = at;
      if (at >= 0 && at < end && (nearest < 0 || at < nearest)) nearest = at;
    });
    return nearest;
  }

  private nextWord(bytes: Uint8Array, from: number, end: number): number {
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

/** In UTF-8, what is k or begins with i in lower case: the Kelvin sign, and I with a dot. */
const FOLDED = ['\u00e2\u0084\u00aa', '\u00c4\u00b0'];

/**
 * What hides a literal from a search of bytes, so that a record with it has to be read: an escaped character of JSON that
 * is or becomes ASCII; a character reference, CDATA or comment of XML. Kinds and proxy records get values that they do not
 * hold: the log's name, the scheme of an address.
 */
export const disguises = {
  json: { words: ['\\u00', '\\u212a', '\\u0130', '"kind"', '"cs-host"'], rare: FOLDED },
  xml: { words: [], rare: ['&#', '[CDATA[', '!--', ...FOLDED] },
} as const;

/** For both kinds of files, of words as the constructor takes them. */
export function prefilters(literals: Iterable<string>): { readonly json: Prefilter; readonly xml: Prefilter } {
  const words = [...literals];
  return { json: new Prefilter([...words, ...disguises.json.words], disguises.json.rare), xml: new Prefilter([...words, ...disguises.xml.words], disguises.xml.rare) };
}
