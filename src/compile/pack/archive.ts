/**
 * The files of an app as tar and gzip, the same bytes on every machine: nothing of the file system, the
 * clock, the user or the locale goes in.
 */
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
  const packed = await tar(entriesOf(root, files), date, signal);
  signal?.throwIfAborted();
  const { gzipSync } = await import('fflate');
  return gzipSync(packed, { level: 6, mtime: 0 });
}

async function tar(entries: readonly Entry[], date: Date, signal?: AbortSignal): Promise<Uint8Array> {
  // Loading the archiver takes longer than most verbs need, hence not at the top.
  const { TarArchive } = await import('archiver');
  const stream = new TarArchive();
  const chunks: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', resolve);
    stream.on('warning', reject);
    stream.on('error', reject);
    signal?.addEventListener('abort', () => {
      stream.abort();
      reject(signal.reason as Error);
    });
  });
  for (const { path, content, mode, folder } of entries) {
    stream.append(Buffer.from(content.buffer, content.byteOffset, content.byteLength), {
      name: folder ? `${path}/` : path,
      mode,
      date,
    });
  }
  await Promise.all([stream.finalize(), done]);
  return Buffer.concat(chunks);
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
