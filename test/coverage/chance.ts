/** A random source with a seed: the same seed gives the same rewrites on every machine. */

export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** mulberry32: 0 up to 1, exclusive. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  is(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.whole(0, from.length - 1)] as T;
  }

  shuffled<T>(list: readonly T[]): T[] {
    return list.map((one) => [this.next(), one] as const).sort(([a], [b]) => a - b).map(([, one]) => one);
  }

  some<T>(list: readonly T[]): T[] {
    return this.shuffled(list).slice(0, this.whole(0, list.length));
  }

  letters(from: number, to: number): string {
    return Array.from({ length: this.whole(from, to) }, () => this.pick(Array.from('abcdefghijklmnopqrstuvwxyz'))).join('');
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => String(this.whole(0, 9))).join('');
  }

  hex(count: number): string {
    return Array.from({ length: count }, () => this.pick(Array.from('0123456789ABCDEF'))).join('');
  }

  guid(): string {
    return `{${[8, 4, 4, 4, 12].map((count) => this.hex(count)).join('-')}}`;
  }

  /** In any case: as it is, upper, lower, or every letter by itself. */
  cased(text: string): string {
    const way = this.whole(0, 4);
    if (way <= 1) return text;
    if (way === 2) return text.toUpperCase();
    if (way === 3) return text.toLowerCase();
    return Array.from(text).map((letter) => (this.is(0.5) ? letter.toUpperCase() : letter.toLowerCase())).join('');
  }
}
