/**
 * The recordings and foreign content that some tests read. They are not part of the project: without them those tests
 * are skipped, with the reason in their name.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const dataFolder = resolve(import.meta.dirname, '../../shared/data');
const isThere = existsSync(dataFolder);

export function describeWithData(name: string, body: () => void): void {
  if (isThere) describe(name, body);
  else describe.skip(`${name} (skipped: the folder ../shared/data is missing)`, body);
}

/** An archive of the data in a temporary folder of its own, which goes when the tests of the file end. */
export function unpacked(archive: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'bitsjobs-data-'));
  if (isThere) execFileSync('tar', ['-xzf', join(dataFolder, archive), '-C', folder]);
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
  return folder;
}
