/**
 * Chunks of Splunk's custom search command protocol, version 2: `chunked 1.0,<bytes>,<bytes>\n`, metadata (JSON), body (CSV), without
 * anything between them. Both numbers count bytes. Source: "Custom search command protocol" of Splunk's developer documentation and
 * the reader of splunklib, which allows blanks around the commas and a CR before the LF.
 */

import type { Memory } from './memory.js';

/** Bytes in and out, blocking. `read` gives at least one byte, or 0 at the end. */
export interface Channel {
  readonly read: (into: Uint8Array, offset: number, length: number) => number;
  readonly write: (bytes: Uint8Array) => void;
}

export interface Frame {
  readonly metadata: string;
  /** Where the body stands in the reader's memory, until the next frame is read. */
  readonly from: number;
  readonly to: number;
}

/** `truncated`: nobody is left to hear an answer. `broken`: the reader cannot know where the next frame begins. */
export type Reading =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'end' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'broken'; readonly message: string };

const HEADER = /^chunked\s+1\.0\s*,\s*(\d{1,15})\s*,\s*(\d{1,15})\s*$/;
const LONGEST_HEADER = 128;
/** Metadata holds the whole search, URL-encoded. */
const LARGEST_METADATA = 1 << 24;
const LARGEST_BODY = 1 << 30;
const LF = 0x0a;

export class FrameReader {
  private readonly source: Pick<Channel, 'read'>;
  private readonly memory: Memory;
  private readonly ahead = Buffer.alloc(1 << 16);
  private from = 0;
  private to = 0;

  constructor(source: Pick<Channel, 'read'>, memory: Memory) {
    this.source = source;
    this.memory = memory;
  }

  next(): Reading {
    const header = this.header();
    if (header === undefined) return { kind: this.from === this.to ? 'end' : 'truncated' };
    const match = HEADER.exec(header);
    if (!match) return broken(`${JSON.stringify(header.slice(0, 60))} is no chunk header of protocol version 2`);
    const [metadataBytes, bodyBytes] = [Number(match[1]), Number(match[2])];
    if (metadataBytes > LARGEST_METADATA) return broken(`a chunk announces ${metadataBytes} bytes of metadata; ${LARGEST_METADATA} are the most`);
    if (bodyBytes > LARGEST_BODY) return broken(`a chunk announces ${bodyBytes} bytes of rows; ${LARGEST_BODY} are the most (maxchunksize in commands.conf)`);
    const metadata = this.text(metadataBytes);
    const from = this.memory.begin(bodyBytes);
    if (metadata === undefined || !this.take(from, bodyBytes)) return { kind: 'truncated' };
    return { kind: 'frame', frame: { metadata, from, to: from + bodyBytes } };
  }

  /** Up to the LF; what is no header after so many bytes will not become one. Nothing at the end of input. */
  private header(): string | undefined {
    for (;;) {
      const end = this.ahead.subarray(this.from, this.to).indexOf(LF);
      const length = end < 0 ? this.to - this.from : end;
      if (end >= 0 || length > LONGEST_HEADER) {
        const text = this.ahead.toString('latin1', this.from, this.from + Math.min(length, LONGEST_HEADER + 1));
        this.from += length + 1;
        return text;
      }
      if (!this.fill()) return undefined;
    }
  }

  private fill(): boolean {
    this.ahead.copyWithin(0, this.from, this.to);
    this.to -= this.from;
    this.from = 0;
    const got = this.source.read(this.ahead, this.to, this.ahead.length - this.to);
    this.to += got;
    return got > 0;
  }

  private text(length: number): string | undefined {
    const from = this.memory.begin(length);
    return this.take(from, length) ? this.memory.bytes.toString('utf8', from, from + length) : undefined;
  }

  /** False where the input ends before. */
  private take(from: number, length: number): boolean {
    const { memory } = this;
    const to = from + length;
    for (let at = from; at < to; ) {
      if (at === memory.bytes.length) memory.grow(Math.min(to, at * 2));
      const room = Math.min(memory.bytes.length, to) - at;
      const got = this.from < this.to ? this.takeAhead(memory.bytes, at, room) : this.source.read(memory.bytes, at, room);
      if (got === 0) return false;
      at += got;
    }
    return true;
  }

  private takeAhead(into: Buffer, offset: number, room: number): number {
    const got = Math.min(room, this.to - this.from);
    this.ahead.copy(into, offset, this.from, this.from + got);
    this.from += got;
    return got;
  }
}

function broken(message: string): Reading {
  return { kind: 'broken', message };
}

/** The body may come in pieces. */
export function writeFrame(channel: Pick<Channel, 'write'>, metadata: object, body: readonly Uint8Array[]): void {
  const json = Buffer.from(JSON.stringify(metadata));
  const length = body.reduce((sum, piece) => sum + piece.length, 0);
  channel.write(Buffer.concat([Buffer.from(`chunked 1.0,${json.length},${length}\n`), json]));
  for (const piece of body) if (piece.length > 0) channel.write(piece);
}
