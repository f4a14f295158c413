/** Blocks of the README that stand between two marks, and are measured, never typed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { replaceBlock } from '../../src/cli/coverage/block.js';

const readme = resolve(import.meta.dirname, '../../README.md');

/** With REGENERATE=1 in the environment the block is written; else it must say what was measured. */
export function expectBlock(name: string, measured: string): void {
  const text = readFileSync(readme, 'utf8');
  const now = replaceBlock(text, name, measured);
  if (now === undefined) throw new Error(`README.md has no block ${name}`);
  if (process.env['REGENERATE'] === '1') writeFileSync(readme, now);
  else if (now !== text) throw new Error(`README.md, block ${name}, does not say what is measured now. REGENERATE=1 npx jest test/coverage writes it. Measured:\n${measured}`);
}
