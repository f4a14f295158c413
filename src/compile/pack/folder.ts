import { lstatSync, readdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { finding } from '../../diagnostic/index.js';
import type { Diagnostic } from '../../diagnostic/index.js';
import { packCodes } from './codes.js';
import { Staging } from './staging.js';

/** Writes a folder that is new or empty: all of it or, with a finding, nothing. */
export function writeFolder(folder: string, files: readonly { readonly path: string; readonly content: string }[]): Diagnostic | undefined {
  const target = resolve(folder);
  if (isTaken(target)) return finding(packCodes, 'P103', `${folder} exists and is not an empty folder`, undefined, 'Give a folder that is new or empty.');
  let staging: Staging | undefined;
  try {
    staging = new Staging(dirname(target));
    staging.addFolder(basename(target), files.map((file) => ({ ...file, mode: 0o644 })));
    staging.publish();
    return undefined;
  } catch (error) {
    if (typeof error !== 'object' || error === null || !('code' in error)) throw error;
    return finding(packCodes, 'P101', `${folder} cannot be written (${String(error.code)})`);
  } finally {
    staging?.discard();
  }
}

function isTaken(target: string): boolean {
  const stat = lstatSync(target, { throwIfNoEntry: false });
  return stat !== undefined && (!stat.isDirectory() || readdirSync(target).length > 0);
}
