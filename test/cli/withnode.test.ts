/** `build --with-node`: what is refused before anything is built. A whole build with a real Node is part of .ci/smoke.js. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { carriedNode } from '../../src/cli/carriednode.js';
import { platforms, releaseOf } from '../../src/compile/index.js';
import { run } from './fixture.js';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'with node ')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

describe('the argument', () => {
  test.each([
    ['package/bin/node', '--with-node cannot be "package/bin/node"'],
    ['linux_x86_64=', '--with-node cannot be "linux_x86_64="'],
    ['=x', '--with-node cannot be "=x"'],
    ['linux_x64=x', 'knows no platform "linux_x64"'],
    ['windows_x86_64=x', 'knows no platform "windows_x86_64"'],
    ['linux_x86_64=/nonexistent/node', '/nonexistent/node cannot be read (ENOENT)'],
    ['linux_x86_64=.', '. is no file'],
    [`linux_x86_64=${import.meta.filename}`, 'is no program for Linux (no ELF file)'],
    ['linux_x86_64=a\u001b[31m', 'cannot be read (ENOENT)'],
  ])('%j', (argument, problem) => {
    const { code, out, err } = run(['build', '--with-node', argument], folder);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(problem);
    expect(err).not.toContain('\u001b');
    expect(err.trimEnd().split('\n')).toHaveLength(2);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  test('is for the app of this project alone', () => {
    expect(run(['build', '--content', '.', '--with-node', 'linux_x86_64=x'], folder)).toMatchObject({ code: 2, err: expect.stringContaining('--with-node and --content cannot stand together') as unknown });
  });
});

const [linux] = platforms;
const own = readFileSync(process.execPath);
const release = linux?.runsOn === `${process.platform}-${process.arch}` ? releaseOf(own, linux) : { fault: 'is for another system' };
const isOfficial = 'version' in release || /^is Node [\d.]+;/.test(release.fault);
const described = isOfficial ? describe : describe.skip;

/** The Node that runs this test, older or newer as wanted: its version stands in it as text. */
described('a Node (skipped unless an official build for Linux on x86-64 runs this test)', () => {
  const { version } = process;
  const newer = version.replace(/^v../, 'v22');

  function copy(changes: readonly (readonly [string, string])[] = []): string {
    const bytes = Buffer.from(own);
    for (const [from, to] of changes) for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at, 'latin1');
    const path = join(folder, 'package/bin/node');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    chmodSync(path, 0o755);
    writeFileSync(join(folder, 'package/LICENSE'), 'Node.js is licensed for use as follows:\n');
    return `linux_x86_64=${path}`;
  }

  test('of release 22 is taken, with its licence', async () => {
    expect(await carriedNode(copy([[version, newer]]))).toMatchObject({ platform: 'linux_x86_64', version: newer.slice(1), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown, licence: 'Node.js is licensed for use as follows:\n' });
  });

  test('of release 18 is not', async () => {
    expect(await carriedNode(copy([[version, version.replace(/^v../, 'v18')]]))).toMatchObject({ problem: expect.stringMatching(/is Node 18\.\d+\.\d+; 22 is the oldest/) as unknown });
  });

  test('that says something else when it is asked is not', async () => {
    const address = `/release/${version}/node-${version}.tar.gz`;
    expect(await carriedNode(copy([[address, address.replaceAll(version, newer.replace('22', '23'))]]))).toMatchObject({ problem: expect.stringContaining(`but ${version}`) as unknown, hint: expect.stringContaining('whole') as unknown });
  });

  test('without the right to run, without a licence, with the licence of something else', async () => {
    const argument = copy([[version, newer]]);
    writeFileSync(join(folder, 'package/LICENSE'), 'MIT\n');
    expect(await carriedNode(argument)).toMatchObject({ problem: expect.stringContaining('has no licence text beside it') as unknown });
    rmSync(join(folder, 'package/LICENSE'));
    expect(await carriedNode(argument)).toMatchObject({ problem: expect.stringContaining('has no licence text beside it') as unknown });
    chmodSync(join(folder, 'package/bin/node'), 0o644);
    expect(await carriedNode(argument)).toMatchObject({ problem: expect.stringContaining('cannot be started (EACCES)') as unknown });
  });
});
