/**
 * Chunks of Splunk's custom search command protocol, version 2: `chunked 1.0,<bytes>,<bytes>\n`, metadata (JSON), body (CSV), without
 * anything between them. Both numbers count bytes. Source: "Custom search command protocol" of Splunk's developer documentation and
 * the reader of splunklib, which allows blanks around the commas and a CR before the LF.
 */

/** Bytes in and out, blocking. `read` gives at least one byte, or 0 at the end. */
export interface Channel {
  readonly read: (into: Uint8Array, offset: number, length: number) => number;
  readonly write: (bytes: Uint8Array) => void;
}

export interface Frame {
  readonly metadata: string;
  /** Valid until the next frame is read: its memory is used again. */
  readonly body: Buffer;
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
/** Memory that nothing was written to costs nothing; growing in small steps would leave garbage. */
const UNTOUCHED = 1 << 26;
const LF = 0x0a;

export class FrameReader {
  private readonly source: Pick<Channel, 'read'>;
  private readonly ahead = Buffer.alloc(1 << 16);
  private from = 0;
  private to = 0;
  private body: Buffer = Buffer.alloc(0);

  constructor(source: Pick<Channel, 'read'>) {
    this.source = source;
  }

  next(): Reading {
    const header = this.header();
    if (header === undefined) return { kind: this.from === this.to ? 'end' : 'truncated' };
    const match = HEADER.exec(header);
    if (!match) return broken(`${JSON.stringify(header.slice(0, 60))} is no chunk header of protocol version 2`);
    const [metadataBytes, bodyBytes] = [Number(match[1]), Number(match[2])];
    if (metadataBytes > LARGEST_METADATA) return broken(`a chunk announces ${metadataBytes} bytes of metadata; ${LARGEST_METADATA} are the most`);
    if (bodyBytes > LARGEST_BODY) return broken(`a chunk announces ${bodyBytes} bytes of rows; ${LARGEST_BODY} are the most (maxchunksize in commands.conf)`);
    const metadata = this.take(metadataBytes, Buffer.alloc(0));
    const body = metadata && this.take(bodyBytes, this.body);
    if (!metadata || !body) return { kind: 'truncated' };
    this.body = body;
    return { kind: 'frame', frame: { metadata: metadata.toString('utf8', 0, metadataBytes), body: body.subarray(0, bodyBytes) } };
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

  /** Into the buffer given, or a larger one. Beyond 64 MiB it grows with what has come, not with what a header promises. */
  private take(length: number, into: Buffer): Buffer | undefined {
    let buffer = into;
    let done = 0;
    while (done < length) {
      if (done === buffer.length || buffer.length === 0) buffer = grown(buffer, done, length);
      const room = Math.min(buffer.length, length) - done;
      const got = this.from < this.to ? this.takeAhead(buffer, done, room) : this.source.read(buffer, done, room);
      if (got === 0) return undefined;
      done += got;
    }
    return buffer;
  }

  private takeAhead(into: Buffer, offset: number, room: number): number {
    const got = Math.min(room, this.to - this.from);
    this.ahead.copy(into, offset, this.from, this.from + got);
    this.from += got;
    return got;
  }
}

function grown(buffer: Buffer, used: number, length: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(Math.min(length, Math.max(UNTOUCHED, buffer.length * 2)));
  buffer.copy(larger, 0, 0, used);
  return larger;
}

function broken(message: string): Reading {
  return { kind: 'broken', message };
}

export function writeFrame(channel: Pick<Channel, 'write'>, metadata: object, body: Uint8Array): void {
  const json = Buffer.from(JSON.stringify(metadata));
  channel.write(Buffer.concat([Buffer.from(`chunked 1.0,${json.length},${body.length}\n`), json]));
  if (body.length > 0) channel.write(body);
}
