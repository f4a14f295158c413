/**
 * Whether any of many words stands in a cell, asked of its bytes: most rows are passed through on this answer alone, so that none of
 * their cells becomes a text (bench/searchcommand.js).
 *
 * All words at once, one step a byte (Aho and Corasick, "Efficient string matching", 1975), the automaton's states made when a text
 * first leads to them. Letter case does not matter. A byte outside ASCII counts as a hit: what it may stand for is not for bytes to say.
 */
const QUOTE = 0x22;
const HIT = -1;
const UNKNOWN = -2;

/** One character of a word: a test of a byte, by the name it is written with. */
type Letter = string;

export class Sieve {
  /** The symbols of all words in a row. A state is a set of places in it: how far each word has come. */
  private readonly symbols: readonly Letter[];
  private readonly isInAny: boolean;
  private readonly starts: ReadonlySet<number>;
  private readonly ends: ReadonlySet<number>;
  private readonly classes = new Uint8Array(256);
  private readonly examples: readonly number[];
  private readonly states: (readonly number[])[] = [];
  private readonly found = new Map<string, number>();
  private table = new Int32Array(0);

  /** Words in lower case, in which `\w` is any letter, digit or underscore and `\s` any blank; an empty word is in any text. */
  constructor(words: readonly string[]) {
    const spelled = words.map((word) => word.match(/\\[ws]|[^]/g) ?? []);
    this.symbols = spelled.flat();
    const ends = spelled.map((_, index) => spelled.slice(0, index + 1).flat().length);
    this.starts = new Set(spelled.flatMap((word, index) => (word.length > 0 ? [(ends[index] ?? 0) - word.length] : [])));
    this.ends = new Set(ends);
    this.isInAny = spelled.some(({ length }) => length === 0);
    this.examples = this.classify();
    this.state([]);
  }

  /** Of a cell of CSV: quotes around it do not count, doubled ones within it are one. */
  has(body: Uint8Array, from: number, to: number): boolean {
    if (this.isInAny) return to > from;
    const { classes } = this;
    let isQuoted = body[from] === QUOTE;
    let { table } = this;
    let state = 0;
    for (let at = isQuoted ? from + 1 : from; at < to; at++) {
      const byte = body[at] ?? 0;
      if (byte === QUOTE && isQuoted && body[++at] !== QUOTE) {
        // The closing one; text behind it belongs to the cell.
        isQuoted = false;
        at--;
        continue;
      }
      const step = state + (classes[byte] ?? 0);
      state = table[step] ?? HIT;
      if (state >= 0) continue;
      if (state === UNKNOWN) {
        // Where the step leads has not been asked before.
        state = this.step(step, byte);
        table = this.table;
      }
      if (state === HIT) return true;
    }
    return false;
  }

  /** Bytes that no word tells apart are one class; gives a byte of each. */
  private classify(): readonly number[] {
    const examples: number[] = [];
    const known = new Map<string, number>();
    const distinct = [...new Set(this.symbols)];
    for (let byte = 0; byte < 256; byte++) {
      const key = byte > 0x7f ? 'beyond' : distinct.map((symbol) => (stands(symbol, byte) ? '1' : '0')).join('');
      const found = known.get(key) ?? examples.push(byte) - 1;
      known.set(key, found);
      this.classes[byte] = found;
    }
    return examples;
  }

  /** Where a place of the table leads, which it has from now on. */
  private step(step: number, byte: number): number {
    const next = this.next(this.states[Math.floor(step / this.examples.length)] ?? [], byte);
    this.table[step] = next;
    return next;
  }

  private next(before: readonly number[], byte: number): number {
    if (byte > 0x7f) return HIT;
    const places = [...before, ...this.starts].filter((place) => stands(this.symbols[place] ?? '', byte)).map((place) => place + 1);
    return places.some((place) => this.ends.has(place)) ? HIT : this.state([...new Set(places)].sort((a, b) => a - b));
  }

  /** Where the steps of the state begin in the table. */
  private state(places: readonly number[]): number {
    const key = places.join(' ');
    const known = this.found.get(key);
    if (known !== undefined) return known;
    const first = this.states.length * this.examples.length;
    this.states.push(places);
    this.found.set(key, first);
    const larger = new Int32Array(first + this.examples.length).fill(UNKNOWN, first);
    larger.set(this.table);
    this.table = larger;
    return first;
  }
}

function stands(symbol: Letter, byte: number): boolean {
  const character = String.fromCharCode(byte).toLowerCase();
  if (symbol === '\\w') return /\w/.test(character);
  if (symbol === '\\s') return /\s/.test(character);
  return symbol === character;
}
