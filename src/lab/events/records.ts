/** Records of event files: lines of JSON or CSV, or XML from <Event to </Event>, in chunks as they come from the disk. */
import { constants, createReadStream, lstatSync, openSync, closeSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { Prefilter } from './prefilter.js';

export interface RawRecord {
  readonly file: string;
  /** Where it begins, from 1. */
  readonly line: number;
  readonly text: string;
}

export type Format = 'json' | 'xml' | 'csv';

export interface Reading {
  /** Looked at for candidates only, per format; without one every record is. */
  readonly prefilter?: Readonly<Record<'json' | 'xml', Prefilter>>;
  readonly record: (record: RawRecord, format: Format) => void;
  /** A file or record that cannot be read. */
  readonly broken: (file: string, line: number, why: string) => void;
  /** Called after each chunk with the bytes read of this file so far. */
  readonly progress?: (file: string, bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** Longer records are broken: no event of Windows is near it. */
const LONGEST_RECORD = 32 * 1024 * 1024;
const LARGEST_DOCUMENT = 128 * 1024 * 1024;
const CHUNK = 1024 * 1024;
/** Real logs shrink tenfold or twentyfold; what grows more than this beyond a size is made to. */
const LARGEST_RATIO = 200;
const RATIO_FROM = 256 * 1024 * 1024;
const SUFFIXES = /\.(?:jsonl?|xml|csv|log|txt|ndjson)(?:\.gz)?$/i;

/** The files that are meant: folders give their event files, in order, links left out. */
export function listEventFiles(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const stat = lstatSync(path);
    if (!stat.isDirectory()) return [path];
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && SUFFIXES.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  });
}

/** Reads a file and gives how many records it holds. Throws what the file system says. */
export async function readFileRecords(file: string, reading: Reading): Promise<number> {
  const zipped = isGzip(file);
  const raw = createReadStream(file, { highWaterMark: CHUNK });
  const stream = zipped ? raw.pipe(createGunzip({ chunkSize: CHUNK })) : raw;
  if (zipped) raw.on('error', (error) => stream.destroy(error));
  const splitter = new Splitter(file, reading);
  let bytes = 0;
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      reading.signal?.throwIfAborted();
      if (bytes === 0 && piece[0] === 0xff && piece[1] === 0xfe) decoder = new TextDecoder('utf-16le');
      bytes += piece.length;
      if (zipped && bytes > RATIO_FROM && bytes > raw.bytesRead * LARGEST_RATIO) {
        reading.broken(file, splitter.line, 'it unpacks to far more than an event log does; the rest is left out');
        break;
      }
      splitter.take(decoder ? Buffer.from(decoder.decode(piece, { stream: true })) : piece);
      reading.progress?.(file, zipped ? raw.bytesRead : bytes);
    }
    splitter.finish();
  } catch (error) {
    if (!isZlibError(error)) throw error;
    reading.broken(file, splitter.line, 'the compressed data is damaged; what came before it was read');
    splitter.finish();
  } finally {
    raw.destroy();
  }
  return splitter.records;
}

function isGzip(file: string): boolean {
  const handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const head = Buffer.alloc(2);
    return readSync(handle, head, 0, 2, 0) === 2 && head[0] === 0x1f && head[1] === 0x8b;
  } catch {
    // A pipe cannot be read at a place.
    return file.endsWith('.gz');
  } finally {
    closeSync(handle);
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

const NEWLINE = 10;
const EVENT_END = Buffer.from('</Event>');

/** Cuts chunks into records. What is left of a chunk waits for the next. */
class Splitter {
  line = 1;
  records = 0;
  private rest: Buffer = Buffer.alloc(0);
  private format: Format | undefined;
  private skipping = false;
  /** One JSON value over many lines. */
  private document: boolean | undefined;
  private readonly file: string;
  private readonly reading: Reading;

  constructor(file: string, reading: Reading) {
    this.file = file;
    this.reading = reading;
  }

  take(piece: Buffer): void {
    const bytes = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    this.format ??= formatOf(bytes);
    this.document ??= this.format === 'json' && bytes.includes(NEWLINE) ? isDocument(bytes) : undefined;
    const end = this.lastEnd(bytes);
    if (end > 0) this.scan(bytes, end);
    this.rest = bytes.subarray(Math.max(end, 0));
    if (this.rest.length > (this.document ? LARGEST_DOCUMENT : LONGEST_RECORD)) this.drop();
  }

  finish(): void {
    if (this.rest.toString('latin1', 0, 200).trim() === '' || this.skipping) return;
    if (this.format === 'xml') {
      if (this.rest.includes('<Event ') || this.rest.includes('<Event>')) this.reading.broken(this.file, this.line, 'the file ends inside an event');
      return;
    }
    if (this.document) {
      this.records++;
      this.emit(this.rest.toString('utf8'));
    } else this.scan(this.rest, this.rest.length);
  }

  /** A record without end is counted once, and what belongs to it is passed over. */
  private drop(): void {
    if (!this.skipping) this.reading.broken(this.file, this.line, `a record of more than ${LONGEST_RECORD / 1024 / 1024} MB`);
    this.skipping = true;
    this.rest = Buffer.alloc(0);
  }

  /** Behind the last record that is whole. */
  private lastEnd(bytes: Buffer): number {
    if (this.document) return 0;
    if (this.format !== 'xml') return bytes.lastIndexOf(NEWLINE) + 1;
    const end = bytes.lastIndexOf(EVENT_END);
    return end < 0 ? 0 : end + EVENT_END.length;
  }

  private scan(bytes: Buffer, end: number): void {
    let from = 0;
    if (this.skipping) {
      from = this.format === 'xml' ? bytes.indexOf(EVENT_END) + EVENT_END.length : bytes.indexOf(NEWLINE) + 1;
      this.skipping = false;
      this.countLines(bytes, 0, from);
    }
    const filter = this.format === 'csv' ? undefined : this.reading.prefilter?.[this.format ?? 'json'];
    if (this.format === 'xml') this.scanXml(bytes, from, end, filter);
    else this.scanLines(bytes, from, end, filter);
  }

  private scanLines(bytes: Buffer, from: number, end: number, filter: Prefilter | undefined): void {
    let at = from;
    let hit = filter ? filter.next(bytes, at, end) : at;
    while (at < end) {
      const newline = bytes.indexOf(NEWLINE, at);
      const stop = newline < 0 || newline >= end ? end : newline;
      if (filter && hit >= 0 && hit < at) hit = filter.next(bytes, at, end);
      const candidate = !filter || (hit >= at && hit < stop);
      if (stop > at && !(stop === at + 1 && bytes[at] === 13)) {
        this.records++;
        if (candidate) this.emit(bytes.toString('utf8', at, stop));
      }
      this.line++;
      at = stop + 1;
    }
  }

  private scanXml(bytes: Buffer, from: number, end: number, filter: Prefilter | undefined): void {
    let at = from;
    let hit = filter ? filter.next(bytes, at, end) : at;
    for (let stop = bytes.indexOf(EVENT_END, at); stop >= 0 && stop < end; stop = bytes.indexOf(EVENT_END, at)) {
      const next = stop + EVENT_END.length;
      if (filter && hit >= 0 && hit < at) hit = filter.next(bytes, at, end);
      this.records++;
      if (!filter || (hit >= at && hit < next)) this.emitXml(bytes.toString('utf8', at, next), bytes, at);
      this.countLines(bytes, at, next);
      at = next;
    }
  }

  /** Blanks, a declaration or <Events> may stand before the event. */
  private emitXml(text: string, bytes: Buffer, at: number): void {
    const begin = /<Event[\s>]/.exec(text)?.index ?? 0;
    const line = this.line;
    this.countLines(bytes, at, at + Buffer.byteLength(text.slice(0, begin)));
    this.emit(text.slice(begin));
    this.line = line;
  }

  private countLines(bytes: Buffer, from: number, end: number): void {
    for (let at = bytes.indexOf(NEWLINE, from); at >= 0 && at < end; at = bytes.indexOf(NEWLINE, at + 1)) this.line++;
  }

  private emit(text: string): void {
    this.reading.record({ file: this.file, line: this.line, text }, this.format ?? 'json');
  }
}

/** Whether the first line is the begin of a value that goes on, and no value itself. */
function isDocument(bytes: Buffer): boolean {
  const line = bytes.toString('utf8', 0, bytes.indexOf(NEWLINE)).replace(/^\uFEFF/, '').trim();
  return !line.endsWith('}') && !line.endsWith('},');
}

function formatOf(bytes: Buffer): Format {
  const head = bytes.toString('utf8', 0, 4096).replace(/^\uFEFF/, '').trimStart();
  if (head.startsWith('<')) return 'xml';
  return head.startsWith('{') || head.startsWith('[') ? 'json' : 'csv';
}
