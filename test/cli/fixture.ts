/** Small content folders for tests of whole calls, and a way to make such calls. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const cli = resolve(import.meta.dirname, '../../dist/cli.js');

const FOLDERS = ['baselines', 'dashboards', 'data_sources', 'detections', 'lookups/csv', 'lookups/kvstore', 'macros', 'playbooks', 'removed', 'schedules', 'stories'];

const header = (name: string, id: string): string =>
  `name: ${name}\nid: ${id}\nversion: 1\ncreation_date: 2024-01-02\nmodification_date: 2025-03-04\nauthor: A\ndescription: d\n`;

export const mini: Readonly<Record<string, string>> = {
  'build.yml': 'author: A\nauthor_email: a@b.c\nid: MiniApp\ncontent_prefix: MINI\nlabel: Mini\ndescription: d\napp_version: 1.2.3\n',
  'macros/one.yml': `${header('one', '11111111-8e4c-11eb-aab5-acde48001122')}definition: search index=main\n`,
};

export const broken: Readonly<Record<string, string>> = {
  ...mini,
  'macros/two.yml': `${header('two', '22222222-8e4c-11eb-aab5-acde48001122')}definiton: search index=main\n`,
};

/** Our own settings: an error stops the archive. */
export const ownBroken: Readonly<Record<string, string>> = {
  ...broken,
  'build.yml': `${mini['build.yml']}extensions:\n  company: Ours\n`,
};

/** Writes files, in the order given, with the folders that the dialect demands. */
export function writeRepository(folder: string, files: Readonly<Record<string, string>>): void {
  for (const name of FOLDERS) mkdirSync(join(folder, name), { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function run(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', ...env } });
  return { code: status, out: stdout, err: stderr };
}
