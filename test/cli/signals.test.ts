/** Ctrl-C and a closed pipe. */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { broken, cli, mini, run, writeRepository } from './fixture.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitsjobs-signal-'));
  writeRepository(join(folder, 'c'), mini);
});
afterEach(() => { rmSync(folder, { recursive: true }); });

/** Random bytes take the archiver long enough to be interrupted. */
function slowBuild(): string[] {
  mkdirSync(join(folder, 'more', 'static'), { recursive: true });
  const big = randomBytes(40 * 1024 * 1024);
  for (const name of ['one', 'two']) writeFileSync(join(folder, 'more', 'static', `${name}.png`), big);
  return ['build', '--content', 'c', '--out', 'o', '--add', 'more'];
}

test.each<[NodeJS.Signals, number]>([['SIGINT', 130], ['SIGTERM', 143]])('%s in the middle leaves nothing behind', async (signal, code) => {
  const child = spawn(process.execPath, [cli, ...slowBuild()], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
  await setTimeout(500);
  child.kill(signal);
  expect(await ended).toBe(code);
  expect(err).toContain('interrupted');
  expect(existsSync(join(folder, 'o')) ? readdirSync(join(folder, 'o')) : []).toEqual([]);
});

test('an interrupted build leaves the archive of the last one', async () => {
  expect(run(['build', '--content', 'c', '--out', 'o'], folder).code).toBe(0);
  const before = readdirSync(join(folder, 'o'));
  const child = spawn(process.execPath, [cli, ...slowBuild()], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await setTimeout(500);
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(readdirSync(join(folder, 'o'))).toEqual(before);
  expect(run(['build', '--content', 'c', '--out', 'o'], folder).out).toContain('Nothing changed');
});

test('a reader that goes away early is no error', () => {
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`macros/m${i}.yml`, 'a: 1\n'.repeat(3)]));
  writeRepository(join(folder, 'b'), { ...broken, ...many });
  const { stdout, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${cli}" check --content b | head -n 1; exit 0`], { cwd: folder, encoding: 'utf8' });
  expect(stdout.split('\n')).toHaveLength(2);
  expect(stderr).toBe('');
});
