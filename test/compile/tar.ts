/** A reader of tar archives, small and independent of the writer under test. */
import { gunzipSync } from 'node:zlib';

export interface TarEntry {
  readonly name: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly owner: string;
  readonly mtime: number;
  readonly type: string;
  readonly content: Buffer;
}

const BLOCK = 512;

export function readTgz(bytes: Uint8Array): TarEntry[] {
  const tar = gunzipSync(bytes);
  const entries: TarEntry[] = [];
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const header = tar.subarray(at, at + BLOCK);
    const size = octal(header, 124, 12);
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    const type = text(header, 156, 1) || '0';
    at += BLOCK * (1 + Math.ceil(size / BLOCK));
    if (checksum(header) !== octal(header, 148, 8)) throw new Error('wrong checksum');
    if (type === 'x') {
      longName = /^\d+ path=(.*)$/m.exec(content.toString())?.[1];
      continue;
    }
    const prefix = text(header, 345, 155);
    const name = longName ?? (prefix === '' ? '' : `${prefix}/`) + text(header, 0, 100);
    longName = undefined;
    entries.push({
      name, type, content, mode: octal(header, 100, 8), uid: octal(header, 108, 8), gid: octal(header, 116, 8),
      owner: text(header, 265, 32) + text(header, 297, 32), mtime: octal(header, 136, 12),
    });
  }
  return entries;
}

function text(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? length : end).toString();
}

function octal(header: Buffer, start: number, length: number): number {
  return Number.parseInt(text(header, start, length).trim() || '0', 8);
}

function checksum(header: Buffer): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);
}
