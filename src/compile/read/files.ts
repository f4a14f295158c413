/** The only way by which content comes from disk: inside its root, no links, no special files, of limited size. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { resolve } from 'node:path';

/** Largest YAML file that is read without being declared in checks.yml, in bytes. */
export const LARGEST_YAML = 256 * 1024;

/** Largest file of any other kind, in bytes. */
export const LARGEST_FILE = 64 * 1024 * 1024;

export interface FoundFile {
  /** Path below the root, with `/` between folders. */
  readonly path: string;
  readonly kind: 'file' | 'link' | 'other';
}

/** A problem with a file, in words for a person. */
export interface FileFault {
  readonly fault: 'missing' | 'outside' | 'large' | 'encoding' | 'unreadable';
  readonly message: string;
}

/** All files below a folder of the root, in code-point order of their paths; links are named, not followed. */
export function listFiles(root: string, folder: string): FoundFile[] {
  const found: FoundFile[] = [];
  const visit = (path: string): void => {
    for (const entry of entriesOf(resolve(root, path))) {
      const below = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) visit(below);
      else found.push({ path: below, kind: entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'link' : 'other' });
    }
  };
  visit(folder);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Whether a folder of the root exists and is a folder itself, not a link to one. */
export function isFolder(root: string, path: string): boolean {
  return statKind(resolve(root, path)) === 'folder';
}

export function isFile(root: string, path: string): boolean {
  return statKind(resolve(root, path)) === 'file';
}

function statKind(path: string): 'file' | 'folder' | 'none' {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return 'folder';
  return stat?.isFile() ? 'file' : 'none';
}

/**
 * The bytes of a file below the root, or what is wrong with it. Paths come from `listFiles`, which enters no linked
 * folder; the file itself is opened without following a link, and looked at through the same descriptor.
 */
export function readBytes(root: string, path: string, largest: number): Uint8Array | FileFault {
  if (path.split('/').includes('..')) return { fault: 'outside', message: `${path} leads out of the folder` };
  try {
    const descriptor = openSync(resolve(root, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      return readOpen(descriptor, path, largest);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (isMissing(error)) return { fault: 'missing', message: `${path} does not exist` };
    if (codeOf(error) === 'ELOOP') return { fault: 'outside', message: `${path} is a link` };
    return { fault: 'unreadable', message: `${path} cannot be read (${codeOf(error)})` };
  }
}

function readOpen(descriptor: number, path: string, largest: number): Uint8Array | FileFault {
  const stat = fstatSync(descriptor);
  if (!stat.isFile()) return { fault: 'outside', message: `${path} is not a plain file` };
  if (stat.size > largest) return { fault: 'large', message: `${path} has ${stat.size} bytes, at most ${largest} are read` };
  const bytes = Buffer.allocUnsafe(stat.size);
  let length = 0;
  while (length < bytes.length) {
    const read = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a file below the root; a byte order mark is dropped. */
export function readText(root: string, path: string, largest = LARGEST_FILE): string | FileFault {
  const bytes = readBytes(root, path, largest);
  if (!(bytes instanceof Uint8Array)) return bytes;
  try {
    const text = utf8.decode(bytes);
    if (text.includes('\0')) return { fault: 'encoding', message: `${path} holds NUL bytes: it is not text` };
    return text;
  } catch {
    return { fault: 'encoding', message: `${path} is not UTF-8` };
  }
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}

/** The system's word for an error (`EACCES`), or the name of its class. */
export function codeOf(error: unknown): string {
  // Not by instanceof: an error may come from another realm, as in a test runner's.
  if (typeof error !== 'object' || error === null) return 'unknown error';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'name' in error && typeof error.name === 'string' ? error.name : 'unknown error';
}
