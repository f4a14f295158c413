/** Files that are taken over as they are: what is hostile about a folder stays out of the app. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mini, run, writeRepository } from './fixture.js';
import { readTgz } from '../compile/tar.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitsjobs-added-'));
  writeRepository(join(folder, 'c'), mini);
  for (const name of ['more/bin', 'more/default', 'more/static']) mkdirSync(join(folder, name), { recursive: true });
});
afterEach(() => { rmSync(folder, { recursive: true }); });

function build(): string {
  return run(['build', '--content', 'c', '--add', 'more'], folder).out;
}

test('links are refused, to files and to folders', () => {
  writeFileSync(join(folder, 'secret'), 's3cret');
  symlinkSync(join(folder, 'secret'), join(folder, 'more/static/a.txt'));
  symlinkSync('/etc', join(folder, 'more/static/etc'));
  const out = build();
  expect(out).toContain('more/static/a.txt:1:1: error R105');
  expect(out).toContain('more/static/etc:1:1: error R105');
  expect(existsSync(join(folder, 'dist/MiniApp/static'))).toBe(false);
});

test('conf that is not UTF-8, and a file that is too large', () => {
  writeFileSync(join(folder, 'more/default/x.conf'), new Uint8Array([0x5b, 0xff, 0x5d]));
  writeFileSync(join(folder, 'more/static/big.png'), '');
  truncateSync(join(folder, 'more/static/big.png'), 65 * 1024 * 1024);
  const out = build();
  expect(out).toContain('more/default/x.conf:1:1: error R106');
  expect(out).toContain('more/static/big.png:1:1: error R104');
});

test('the right to run is kept in bin/ and nowhere else', () => {
  for (const path of ['bin/x.sh', 'bin/y.js', 'static/z.txt']) writeFileSync(join(folder, 'more', path), '');
  chmodSync(join(folder, 'more/bin/x.sh'), 0o700);
  chmodSync(join(folder, 'more/static/z.txt'), 0o777);
  build();
  const modes = readTgz(readFileSync(join(folder, 'dist/MiniApp-1.2.3.tgz'))).map(({ name, mode }) => `${mode.toString(8)} ${name}`);
  expect(modes).toEqual(expect.arrayContaining(['755 MiniApp/bin/x.sh', '644 MiniApp/bin/y.js', '644 MiniApp/static/z.txt']));
});
