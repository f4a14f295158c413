/** Cuts chunks of bytes into records. What is left of a chunk waits for the next. */
import { eventEnd, layoutOf } from './format.js';
import type { Layout } from './format.js';
import type { Prefilter } from './prefilter.js';
import { ValueScanner } from './values.js';

export interface RawRecord {
  readonly file: string;
  /** Where it begins, from 1. */
  readonly line: number;
  readonly text: string;
}

export type Format = 'json' | 'xml' | 'csv';

export interface Splitting {
  /** Looked at for candidates only, per format; without one every record is. */
  readonly prefilter?: Readonly<Record<'json' | 'xml', Prefilter>>;
  readonly record: (record: RawRecord, format: Format) => void;
  /** A file or record that cannot be read. */
  readonly broken: (file: string, line: number, why: string) => void;
}

/** Longer records are broken: no event of Windows is near it. */
const LONGEST_RECORD = 32 * 1024 * 1024;
const TOO_LONG = `a record of more than ${LONGEST_RECORD / 1024 / 1024} MB`;
const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;

export class Splitter {
  line = 1;
  records = 0;
  private rest: Buffer = Buffer.alloc(0);
  private layout: Layout | undefined;
  private end: Buffer = Buffer.alloc(0);
  private skipping = false;
  private newlineIn: Buffer | undefined;
  private newline = Infinity;
  private readonly values: ValueScanner;
  private readonly file: string;
  private readonly splitting: Splitting;

  constructor(file: string, splitting: Splitting) {
    this.file = file;
    this.splitting = splitting;
    this.values = new ValueScanner({
      value: (bytes, start, end, line) => { this.takeValue(bytes, start, end, line); },
      rubbish: (line) => { splitting.broken(file, line, 'it is no JSON'); },
    });
  }

  take(piece: Buffer): void {
    if (this.layout === undefined) this.begin(piece);
    const kept = this.rest.length;
    const bytes = kept === 0 ? piece : Buffer.concat([this.rest, piece]);
    const done = this.layout === 'values' ? this.values.scan(bytes, kept) : this.scan(bytes, false);
    this.rest = bytes.subarray(done);
    if (this.rest.length > LONGEST_RECORD) this.drop();
  }

  finish(): void {
    if (this.layout === 'values') {
      if (this.values.isOpen && !this.skipping) this.splitting.broken(this.file, this.values.openLine, 'the file ends inside a record');
      return;
    }
    if (this.skipping || this.rest.toString('latin1', 0, 200).trim() === '') return;
    if (this.layout !== 'xml') this.scan(this.rest, true);
    else if (/<(?:[\w.-]+:)?Event[\s>]/.test(this.rest.toString('latin1', 0, 65_536))) this.splitting.broken(this.file, this.line, 'the file ends inside an event');
  }

  private begin(head: Buffer): void {
    this.layout = layoutOf(head);
    this.end = eventEnd(head);
  }

  /** A record without end is counted once, and what belongs to it is passed over. */
  private drop(): void {
    if (!this.skipping) this.splitting.broken(this.file, this.layout === 'values' ? this.values.openLine : this.line, TOO_LONG);
    this.skipping = true;
    // The end of the record may lie across two chunks.
    this.rest = this.layout === 'values' ? Buffer.alloc(0) : this.rest.subarray(this.rest.length - this.end.length);
  }

  private takeValue(bytes: Buffer, start: number, end: number, line: number): void {
    if (this.skipping) {
      this.skipping = false;
      return;
    }
    this.records++;
    this.line = line;
    const filter = this.splitting.prefilter?.json;
    if (!filter || (filter.next(bytes, start, end) >= 0)) this.emit(bytes.toString('utf8', start, end), 'json');
  }

  /** Gives how far records are whole. */
  private scan(bytes: Buffer, isLast: boolean): number {
    const end = isLast ? bytes.length : this.wholeEnd(bytes);
    if (end <= 0) return 0;
    const from = this.skipping ? this.resume(bytes) : 0;
    if (this.layout === 'csv') return this.scanCsv(bytes, from, end, isLast);
    if (this.layout === 'xml') this.scanXml(bytes, from, end, this.splitting.prefilter?.xml);
    else this.scanLines(bytes, from, end, this.splitting.prefilter?.json);
    return end;
  }

  /** Behind the last record that is whole. */
  private wholeEnd(bytes: Buffer): number {
    if (this.layout !== 'xml') return bytes.lastIndexOf(NEWLINE) + 1;
    const end = bytes.lastIndexOf(this.end);
    return end < 0 ? 0 : end + this.end.length;
  }

  /** Behind what was too long. */
  private resume(bytes: Buffer): number {
    const from = this.layout === 'xml' ? bytes.indexOf(this.end) + this.end.length : bytes.indexOf(NEWLINE) + 1;
    this.skipping = false;
    this.countLines(bytes, 0, from);
    return from;
  }

  private scanLines(bytes: Buffer, from: number, end: number, filter: Prefilter | undefined): void {
    let at = from;
    let hit = filter ? filter.next(bytes, at, end) : at;
    while (at < end) {
      const newline = bytes.indexOf(NEWLINE, at);
      const stop = newline < 0 || newline >= end ? end : newline;
      if (filter && hit >= 0 && hit < at) hit = filter.next(bytes, at, end);
      const candidate = !filter || (hit >= at && hit < stop);
      if (stop > at && !(stop === at + 1 && bytes[at] === RETURN)) {
        this.records++;
        if (candidate) this.emit(bytes.toString('utf8', at, stop), 'json');
        else if (!endsAsJson(bytes, stop)) this.splitting.broken(this.file, this.line, 'the line is no JSON');
      }
      this.line++;
      at = stop + 1;
    }
  }

  private scanXml(bytes: Buffer, from: number, end: number, filter: Prefilter | undefined): void {
    let at = from;
    let hit = filter ? filter.next(bytes, at, end) : at;
    for (let stop = bytes.indexOf(this.end, at); stop >= 0 && stop < end; stop = bytes.indexOf(this.end, at)) {
      const next = stop + this.end.length;
      if (filter && hit >= 0 && hit < at) hit = filter.next(bytes, at, end);
      this.records++;
      if (!filter || (hit >= at && hit < next)) this.emitXml(bytes.toString('utf8', at, next));
      this.countLines(bytes, at, next);
      at = next;
    }
  }

  /** Blanks, a declaration or <Events> may stand before the event. */
  private emitXml(text: string): void {
    const begin = /<(?:[\w.-]+:)?Event[\s>]/.exec(text)?.index ?? 0;
    const line = this.line + (text.slice(0, begin).match(/\n/g)?.length ?? 0);
    this.splitting.record({ file: this.file, line, text: text.slice(begin) }, 'xml');
  }

  /** A cell may hold line breaks: a record ends where its quotes are even. Gives how far records are whole. */
  private scanCsv(bytes: Buffer, from: number, end: number, isLast: boolean): number {
    let start = from;
    let lines = 0;
    let quotes = 0;
    for (let at = from; at < end;) {
      const newline = bytes.indexOf(NEWLINE, at);
      const stop = newline < 0 || newline >= end ? end : newline;
      for (let quote = at; quote < stop; quote++) if (bytes[quote] === QUOTE) quotes++;
      lines++;
      at = stop + 1;
      if (quotes % 2 !== 0 && !(isLast && at >= end)) continue;
      const last = bytes[stop - 1] === RETURN ? stop - 1 : stop;
      if (last > start) {
        this.records++;
        this.emit(bytes.toString('utf8', start, last), 'csv');
      }
      this.line += lines;
      [start, lines, quotes] = [at, 0, 0];
    }
    return Math.min(start, bytes.length);
  }

  private countLines(bytes: Buffer, from: number, end: number): void {
    for (let at = this.nextNewline(bytes, from); at < end; at = this.nextNewline(bytes, at + 1)) this.line++;
  }

  /** Looked for once, however many records stand on one line; asked for from left to right. */
  private nextNewline(bytes: Buffer, from: number): number {
    if (this.newlineIn !== bytes || this.newline < from) {
      const found = bytes.indexOf(NEWLINE, from);
      [this.newlineIn, this.newline] = [bytes, found < 0 ? Infinity : found];
    }
    return this.newline;
  }

  private emit(text: string, format: Format): void {
    this.splitting.record({ file: this.file, line: this.line, text }, format);
  }
}

/** A line that is passed over is not parsed; that it was cut shows in how it ends. */
function endsAsJson(bytes: Buffer, end: number): boolean {
  let at = end - 1;
  while (at >= 0 && (bytes[at] === RETURN || bytes[at] === 0x20 || bytes[at] === 0x2c)) at--;
  return bytes[at] === 0x7d || bytes[at] === 0x5d || bytes[at] === 0x5b;
}
