/** Whole calls of the program, as a table: cases.yml. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { broken, mini, ownBroken, run, writeRepository } from './fixture.js';

interface Case {
  readonly name: string;
  readonly args: readonly string[];
  /** Folder to run in, below that of the case. */
  readonly cwd?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly code?: number;
  readonly out?: readonly string[];
  readonly err?: readonly string[];
  readonly not_out?: readonly string[];
  readonly made?: readonly string[];
  readonly not_made?: readonly string[];
}

const cases = parse(readFileSync(join(import.meta.dirname, 'cases.yml'), 'utf8')) as readonly Case[];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitsjobs-cli-'));
  for (const [name, files] of Object.entries({ mini, broken, own_broken: ownBroken, 'own/content': mini })) writeRepository(join(folder, name), files);
});
afterEach(() => { rmSync(folder, { recursive: true }); });

test.each(cases)('$name', ({ args, cwd = '.', files = {}, code = 0, ...expected }) => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const outcome = run(args, join(folder, cwd));
  for (const text of expected.out ?? []) expect(outcome.out).toContain(text);
  for (const text of expected.err ?? []) expect(outcome.err).toContain(text);
  for (const text of expected.not_out ?? []) expect(outcome.out).not.toContain(text);
  for (const path of expected.made ?? []) expect([path, existsSync(join(folder, path))]).toEqual([path, true]);
  for (const path of expected.not_made ?? []) expect([path, existsSync(join(folder, path))]).toEqual([path, false]);
  expect([outcome.code, outcome.code === code ? '' : outcome.out + outcome.err]).toEqual([code, '']);
  if (code !== 2) expect(outcome.err).toBe('');
  expect(outcome.out + outcome.err).not.toMatch(/^\s+at /m);
});
