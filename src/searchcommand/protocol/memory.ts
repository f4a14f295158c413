/**
 * The rows of a chunk and the reply to them in one stretch of memory: the reply begins at its start and grows over the rows that are
 * answered. So a chunk takes little more than its own size, and a row that is passed through is moved within one buffer, at a fifth
 * of what a copy from one to another costs (bench/searchcommand.js). What does not fit before the rows is set aside.
 */
const COMMA = 0x2c;
/** Room for the header and for our cells of the first rows; and what share of a chunk more. */
const GAP = 1 << 16;
const SHARE = 1 / 8;
/** Memory that nothing was written to costs nothing; growing in small steps would leave garbage. */
const UNTOUCHED = 1 << 26;

export class Memory {
  bytes: Buffer = Buffer.allocUnsafeSlow(0);
  private unread = 0;
  private end = 0;
  /** Kept from chunk to chunk: new memory for each would cost more than what is written to it. */
  private aside: Buffer = Buffer.allocUnsafeSlow(0);
  private asideEnd = 0;

  /** Where a chunk of so many bytes is to be put. What the last reply held is gone. */
  begin(length: number): number {
    this.end = 0;
    this.asideEnd = 0;
    this.unread = GAP + Math.floor(length * SHARE);
    const needed = this.unread + Math.min(length, UNTOUCHED);
    // A little more, since the next chunk is about as large.
    if (this.bytes.length < needed) this.bytes = Buffer.allocUnsafeSlow(needed + (needed >>> 3));
    return this.unread;
  }

  /** Makes room for so many bytes in all. Beyond 64 MiB the reader asks as bytes come, since a header can promise anything. */
  grow(length: number): void {
    if (this.bytes.length >= length) return;
    const larger = Buffer.allocUnsafeSlow(length);
    this.bytes.copy(larger);
    this.bytes = larger;
  }

  /** All before has been read: the reply may take its place. */
  release(before: number): void {
    this.unread = before;
  }

  /** A part of what has been released, not before what was moved last: it never goes further back than it stands. */
  move(start: number, end: number): void {
    this.bytes.copyWithin(this.end, start, end);
    this.end += end - start;
  }

  text(text: string): void {
    const most = text.length * 3;
    if (this.end + most > this.unread) this.setAside();
    if (most <= this.unread) this.end += this.bytes.write(text, this.end, 'utf8');
    else {
      this.reserve(most);
      this.asideEnd += this.aside.write(text, this.asideEnd, 'utf8');
    }
  }

  /** So many commas and a byte, by hand: a call into the runtime costs more than a few bytes. */
  commas(count: number, last: number): void {
    if (this.end + count >= this.unread) this.setAside();
    for (let left = count; left > 0; left--) this.bytes[this.end++] = COMMA;
    this.bytes[this.end++] = last;
  }

  /** The reply, piece by piece; valid until the next `begin`. */
  reply(): readonly Buffer[] {
    return [this.aside.subarray(0, this.asideEnd), this.bytes.subarray(0, this.end)];
  }

  private setAside(): void {
    this.reserve(this.end);
    this.asideEnd += this.bytes.copy(this.aside, this.asideEnd, 0, this.end);
    this.end = 0;
  }

  private reserve(length: number): void {
    const needed = this.asideEnd + length;
    if (this.aside.length >= needed) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.aside.length * 2, this.bytes.length * 2));
    this.aside.copy(larger, 0, 0, this.asideEnd);
    this.aside = larger;
  }
}
