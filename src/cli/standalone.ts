/** The folder of `bitsjobs serve`: its store, the lookup that the store writes, and the token of its owner. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const STANDALONE_FOLDER = '.bitsjobs';
export const STANDALONE_PORT = '8093';

export function tokenFile(folder: string): string {
  return join(folder, 'token');
}

/** A text says why the folder cannot be made or used. */
export function openFolder(folder: string): { readonly token: string; readonly isNew: boolean } | string {
  const file = tokenFile(folder);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const isNew = statSync(file, { throwIfNoEntry: false }) === undefined;
    if (isNew) writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    // Whoever could read it before may have: only the file's rights can be mended.
    chmodSync(file, 0o600);
    const token = readFileSync(file, 'utf8').trim();
    return /^[\w-]{20,200}$/.test(token) ? { token, isNew } : `${file} holds no token: delete it, and a new one is made`;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return `${folder} cannot be used (${code})`;
  }
}
