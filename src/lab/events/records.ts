/** Records of event files, streamed: what is packed is unpacked, what is UTF-16 becomes UTF-8. */
import { closeSync, constants, createReadStream, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { Splitter } from './splitter.js';
import type { Splitting } from './splitter.js';

export type { Format, RawRecord } from './splitter.js';

export interface Reading extends Splitting {
  /** Called after each chunk with the bytes read of this file so far. */
  readonly progress?: (file: string, bytes: number) => void;
  readonly signal?: AbortSignal;
}

const CHUNK = 1024 * 1024;
/** Real logs shrink tenfold or twentyfold; what grows more than this beyond a size is made to. */
const LARGEST_RATIO = 200;
const RATIO_FROM = 64 * 1024 * 1024;
const SUFFIXES = /\.(?:jsonl?|xml|csv|log|txt|ndjson)(?:\.gz)?$/i;

/** The files that are meant: folders give their event files, in order, links inside them left out. Throws what the file system says. */
export function listEventFiles(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (!statSync(path).isDirectory()) return [path];
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
      if (bytes === 0) decoder = wideDecoder(piece);
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
    if (codeOf(error)?.startsWith('Z_') !== true) throw error;
    reading.broken(file, splitter.line, 'the compressed data is damaged; what came before it was read');
    splitter.finish();
  } finally {
    raw.destroy();
  }
  return splitter.records;
}

/** The code of what the file system or the unpacker says of a file; nothing for any other error. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** For UTF-16, by its mark, as Windows tools write it. */
function wideDecoder(head: Buffer): InstanceType<typeof TextDecoder> | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le');
  return head[0] === 0xfe && head[1] === 0xff ? new TextDecoder('utf-16be') : undefined;
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
