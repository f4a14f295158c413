/**
 * The files of an app as tar and gzip, the same bytes on every machine: nothing of the file system, the
 * clock, the user or the locale goes in.
 */
import { setImmediate } from 'node:timers/promises';
import { byPath, faultOfPath, foldersOf } from './entries.js';
import type { PackFile } from './entries.js';

const FILE = 0o644;
const EXECUTABLE = 0o755;
const FOLDER = 0o755;

interface Entry {
  readonly path: string;
  readonly content: Uint8Array;
  readonly mode: number;
  readonly folder: boolean;
}

/**
 * A .tgz whose one top folder is `root`. Every entry carries `date`; owner and group are 0.
 * The gzip stream is made by fflate: zlib's depends on the version and the CPU that Node was built for.
 */
export async function archive(root: string, files: readonly PackFile[], date: Date, signal?: AbortSignal): Promise<Uint8Array> {
  const { Gzip } = await import('fflate');
  const packed: Uint8Array[] = [];
  const gzip = new Gzip({ level: 6, mtime: 0 }, (piece) => { packed.push(piece); });
  const pieces = new Pieces((piece, isLast) => { gzip.push(piece, isLast); });
  for await (const bytes of tar(entriesOf(root, files), date, signal)) {
    // Compressing lets no signal through, and one file may be a hundred megabytes.
    for (let at = 0; at < bytes.length; at += BREATH) {
      pieces.add(bytes.subarray(at, at + BREATH));
      await setImmediate();
      signal?.throwIfAborted();
    }
  }
  pieces.end();
  return Buffer.concat(packed);
}

const BREATH = 1 << 20;

/** Bytes in pieces of one size, whatever came: what is compressed together decides what the compressed bytes are. */
class Pieces {
  private readonly give: (piece: Uint8Array, isLast: boolean) => void;
  private piece = new Uint8Array(1 << 20);
  private length = 0;

  constructor(give: (piece: Uint8Array, isLast: boolean) => void) {
    this.give = give;
  }

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + this.piece.length - this.length);
      this.piece.set(part, this.length);
      this.length += part.length;
      at += part.length;
      if (this.length === this.piece.length) this.flush(false);
    }
  }

  end(): void {
    this.flush(true);
  }

  private flush(isLast: boolean): void {
    this.give(this.piece.subarray(0, this.length), isLast);
    this.length = 0;
  }
}

async function* tar(entries: readonly Entry[], date: Date, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  // Loading the archiver takes longer than most verbs need, hence not at the top.
  const { TarArchive } = await import('archiver');
  signal?.throwIfAborted();
  const stream = new TarArchive();
  stream.on('warning', (error) => stream.destroy(error));
  for (const { path, content, mode, folder } of entries) {
    stream.append(Buffer.from(content.buffer, content.byteOffset, content.byteLength), {
      name: folder ? `${path}/` : path,
      mode,
      date,
    });
  }
  const done = stream.finalize();
  // Where the reader stops early, how the rest ends is of no interest; else it is awaited below.
  done.catch(() => undefined);
  yield* stream as AsyncIterable<Uint8Array>;
  await done;
}

/** Folders before what lies in them, in one order by code point. */
function entriesOf(root: string, files: readonly PackFile[]): Entry[] {
  const bad = files.find(({ path }) => faultOfPath(path));
  if (bad) throw new Error(`unchecked path in the archive: ${JSON.stringify(bad.path)}`);
  const inRoot = files.map((file) => ({ ...file, path: `${root}/${file.path}` }));
  const folders = [...new Set(inRoot.flatMap(({ path }) => foldersOf(path)))];
  return [...folders.map((path) => ({ path, content: '', folder: true })), ...inRoot]
    .sort(byPath)
    .map((file) => ({ path: file.path, content: bytesOf(file), mode: modeOf(file), folder: 'folder' in file }));
}

/** The mode that a file has in the archive and in the unpacked folder. */
export function modeOf(file: PackFile): number {
  if ('folder' in file) return FOLDER;
  return file.executable ? EXECUTABLE : FILE;
}

export function bytesOf({ content }: PackFile): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}
