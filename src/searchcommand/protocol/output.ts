/** The bytes of a reply's body, in memory that is used again for the next one. */
export class Output {
  private buffer = Buffer.allocUnsafeSlow(1 << 16);
  private length = 0;

  /** Begins a new body that will take about so many bytes. */
  begin(expected: number): void {
    this.length = 0;
    if (this.buffer.length < expected) this.buffer = Buffer.allocUnsafeSlow(expected);
  }

  copy(source: Buffer, start: number, end: number): void {
    this.reserve(end - start);
    source.copy(this.buffer, this.length, start, end);
    this.length += end - start;
  }

  text(text: string): void {
    this.reserve(text.length * 3);
    this.length += this.buffer.write(text, this.length, 'utf8');
  }

  /** Valid until the next `begin`. */
  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  private reserve(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.length + more, Math.ceil(this.buffer.length * 1.5)));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
