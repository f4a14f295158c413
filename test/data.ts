/**
 * The recordings and foreign content that some tests read. They are not part of the project: without them those tests
 * are skipped, with the reason in their name.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export const dataFolder = resolve(import.meta.dirname, '../../shared/data');
const isThere = existsSync(dataFolder);

export function describeWithData(name: string, body: () => void): void {
  if (isThere) describe(name, body);
  else describe.skip(`${name} (skipped: the folder ../shared/data is missing)`, body);
}
