/** The last stage: what lies in the archive, that it is the same everywhere, that failure leaves nothing. */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { pack, packCodes, vetEntries } from '../../src/compile/pack/index.js';
import type { Packed, PackFile, PackRequest } from '../../src/compile/pack/index.js';
import { cli, mini, writeRepository } from '../cli/fixture.js';
import { readTgz } from './tar.js';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'bitsjobs-pack-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

const files: readonly PackFile[] = [
  { path: 'default/app.conf', content: '[launcher]\nversion = 1.0.0\n' },
  { path: 'LICENSE', content: 'ä' },
  { path: 'bin/run.sh', content: '#!/bin/sh\n', executable: true },
  { path: 'appserver/static/\u{10400}.png', content: new Uint8Array([0, 1, 255]) },
  { path: 'appserver/static/\uffee.png', content: '' },
  { path: `lookups/${'long'.repeat(40)}.csv`, content: 'a,b\n' },
];

function request(more: Partial<PackRequest> = {}): PackRequest {
  return { files: vetEntries(files).files, app: { id: 'App', version: '1.0.0', author: 'A' }, out: join(folder, 'o'), date: '2025-03-04', tool: 'bitsjobs-0', ...more };
}

async function packed(more: Partial<PackRequest> = {}): Promise<Packed> {
  const result = await pack(request(more));
  if (!('archive' in result)) throw new Error(result.map(({ message }) => message).join());
  return result;
}

async function fault(more: Partial<PackRequest>): Promise<string> {
  const result = await pack(request(more));
  return 'archive' in result ? 'none' : (result[0]?.code ?? '');
}

describe('the archive', () => {
  test('holds the files below the app folder, by code point, with modes, one date and no owner', async () => {
    const entries = readTgz(readFileSync((await packed()).archive));
    expect(entries.map(({ name, mode }) => `${mode.toString(8)} ${name}`)).toEqual([
      '755 App/', '644 App/LICENSE', '755 App/appserver/', '755 App/appserver/static/', '644 App/appserver/static/\uffee.png',
      '644 App/appserver/static/\u{10400}.png', '755 App/bin/', '755 App/bin/run.sh', '755 App/default/', '644 App/default/app.conf',
      '755 App/lookups/', `644 App/lookups/${'long'.repeat(40)}.csv`,
    ]);
    for (const { uid, gid, owner, mtime, type } of entries) expect([uid, gid, owner, mtime, '05'.includes(type)]).toEqual([0, 0, '', Date.UTC(2025, 2, 4) / 1000, true]);
    expect(entries.find(({ name }) => name.endsWith('LICENSE'))?.content.toString()).toBe('ä');
  });

  test('has a gzip header without time and name', async () => {
    const bytes = readFileSync((await packed()).archive);
    expect([...bytes.subarray(0, 10)]).toEqual([31, 139, 8, 0, 0, 0, 0, 0, 0, 3]);
  });

  test('is what its checksum file and the SBOM say', async () => {
    const made = await packed();
    const sha256 = createHash('sha256').update(readFileSync(made.archive)).digest('hex');
    expect(made.sha256).toBe(sha256);
    expect(readFileSync(made.checksum, 'utf8')).toBe(`${sha256}  App-1.0.0.tgz\n`);
    const sbom = JSON.parse(readFileSync(made.sbom, 'utf8')) as { creationInfo: { created: string }; files: { fileName: string; checksums: { checksumValue: string }[] }[] };
    expect(sbom.creationInfo.created).toBe('2025-03-04T00:00:00Z');
    const license = sbom.files.find(({ fileName }) => fileName === './LICENSE');
    expect(license?.checksums[1]?.checksumValue).toBe(createHash('sha256').update('ä').digest('hex'));
    expect(sbom.files).toHaveLength(files.length);
  });

  test('lies unpacked beside itself', async () => {
    const made = await packed();
    for (const { name, content, type, mode } of readTgz(readFileSync(made.archive))) {
      const path = join(folder, 'o', name);
      if (type === '5') continue;
      expect(readFileSync(path).equals(content)).toBe(true);
      expect((statSync(path).mode & 0o100) !== 0).toBe(mode === 0o755);
    }
  });

  test('replaces an older one and the app unpacked from it', async () => {
    await packed();
    await packed({ files: [{ path: 'default/app.conf', content: '' }], beside: [{ path: 'schema/a.json', content: '{}' }] });
    expect(readdirSync(join(folder, 'o')).sort()).toEqual(['App', 'App-1.0.0.tgz', 'App-1.0.0.tgz.sha256', 'App-1.0.0.tgz.spdx.json', 'schema']);
    expect(readdirSync(join(folder, 'o', 'App'))).toEqual(['default']);
  });
});

describe('builds are the same', () => {
  const here: [string, Record<string, string>, string][] = [
    ['here', {}, '022'],
    ['in another time zone', { TZ: 'Pacific/Kiritimati' }, '022'],
    ['in another locale', { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', LANGUAGE: 'tr' }, '022'],
    ['with another umask', {}, '077'],
    ['for another user', { HOME: '/nonexistent', USER: 'nobody', LOGNAME: 'nobody' }, '022'],
  ];

  test('under another time zone, locale, umask, user, path, and order of files on disk', () => {
    const sums = here.map(([name, env, umask], index) => {
      const place = join(folder, `${index} ${name}`);
      const sources = index % 2 === 0 ? mini : Object.fromEntries(Object.entries(mini).reverse());
      mkdirSync(place);
      writeRepository(join(place, 'c'), sources);
      const { status } = spawnSync('sh', ['-c', `umask ${umask}; exec "$@"`, 'sh', process.execPath, cli, 'build', '--content', 'c', '--out', 'o'], {
        cwd: place, env: { ...process.env, ...env },
      });
      expect([name, status]).toEqual([name, 0]);
      return ['MiniApp-1.2.3.tgz', 'MiniApp-1.2.3.tgz.sha256', 'MiniApp-1.2.3.tgz.spdx.json']
        .map((file) => createHash('sha256').update(readFileSync(join(place, 'o', file))).digest('hex'))
        .join();
    });
    expect(new Set(sums).size).toBe(1);
  });
});

describe('paths', () => {
  test.each([
    '', '/etc/passwd', '../x', 'a/../../x', 'a/./b', 'a//b', 'a/', 'a\\b', 'C:/x', 'a\nb', 'a\u0000b', 'a\u0085b', '.git/config', 'default/.x', 'a/..',
    'local/app.conf', 'local', 'metadata/local.meta', 'a?', 'a/b.', 'a /b', '\ud800', 'x'.repeat(201), 'x/'.repeat(250) + 'x',
  ])('%j is left out and reported', (path) => {
    const { files: left, diagnostics } = vetEntries([{ path, content: '' }]);
    expect(left).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['P102']);
  });

  test('a path twice, and a file that is a folder too', () => {
    const { files: left, diagnostics } = vetEntries(['a', 'a', 'b', 'b/c'].map((path) => ({ path, content: '' })));
    expect(left.map(({ path }) => path)).toEqual(['a', 'b/c']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['P105', 'P105']);
  });

  test('whatever passes stays below the app folder', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('..', '.', '/', 'a', '\\', 'local'))), (parts) => {
      const { files: left } = vetEntries([{ path: parts.join('/'), content: '' }]);
      for (const { path } of left) expect(join('/app', path).startsWith('/app/')).toBe(true);
    }));
  });

  test('an unchecked path is a bug, not an archive', async () => {
    await expect(pack(request({ files: [{ path: '../x', content: '' }] }))).rejects.toThrow('unchecked path');
  });
});

describe('failure leaves nothing', () => {
  const leftovers = (): string[] => (existsSync(join(folder, 'o')) ? readdirSync(join(folder, 'o')) : []);

  test('an output folder that cannot be made', async () => {
    writeFileSync(join(folder, 'o'), '');
    expect(await fault({})).toBe('P101');
    expect(await fault({ out: join(folder, 'o', 'deeper') })).toBe('P101');
  });

  test('a step that fails undoes the others', async () => {
    await packed();
    const before = readFileSync(join(folder, 'o', 'App-1.0.0.tgz'));
    writeFileSync(join(folder, 'o', 'schema'), 'a file where a folder is wanted');
    expect(await fault({ files: [{ path: 'default/app.conf', content: 'new' }], beside: [{ path: 'schema/a.json', content: '' }] })).toBe('P101');
    expect(leftovers().sort()).toEqual(['App', 'App-1.0.0.tgz', 'App-1.0.0.tgz.sha256', 'App-1.0.0.tgz.spdx.json', 'schema']);
    expect(readFileSync(join(folder, 'o', 'App-1.0.0.tgz')).equals(before)).toBe(true);
    expect(existsSync(join(folder, 'o', 'App', 'LICENSE'))).toBe(true);
  });

  test('a signal to stop', async () => {
    const stop = new AbortController();
    const result = pack(request({ signal: stop.signal }));
    stop.abort();
    await expect(result).rejects.toThrow('aborted');
    expect(leftovers()).toEqual([]);
  });

  test('a signal in the middle of the first of two large files: of the second, nothing is heard', () => {
    const program = join(folder, 'stop.mjs');
    const door = pathToFileURL(resolve(import.meta.dirname, '../../dist/cli.js'));
    writeRepository(join(folder, 'c'), mini);
    mkdirSync(join(folder, 'more/static'), { recursive: true });
    for (const name of ['a', 'b']) writeFileSync(join(folder, `more/static/${name}.png`), randomBytes(16 * 1024 * 1024));
    // The signal comes from inside, when the work on the archive has begun: no clock decides what is tested.
    writeFileSync(program, `
      import { syncBuiltinESMExports } from 'node:module';
      import timers from 'node:timers/promises';
      const turn = timers.setImmediate;
      let turns = 0;
      timers.setImmediate = (...args) => { if (++turns === 25) process.kill(process.pid, 'SIGINT'); return turn(...args); };
      syncBuiltinESMExports();
      process.argv = [process.argv[0], 'bitsjobs', 'build', '--content', 'c', '--out', 'o', '--add', 'more'];
      await import(${JSON.stringify(door.href)});
    `);
    const { status, stderr } = spawnSync(process.execPath, [program], { cwd: folder, encoding: 'utf8' });
    expect([status, stderr.trim()]).toEqual([130, 'bitsjobs: interrupted, nothing was left behind']);
    expect(leftovers()).toEqual([]);
  });

  test('a signal that came before', async () => {
    await expect(pack(request({ signal: AbortSignal.abort() }))).rejects.toThrow('aborted');
    expect(leftovers()).toEqual([]);
  });

  test.each([
    [{ id: '../App', version: '1.0.0' }], [{ id: '', version: '1.0.0' }], [{ id: '.', version: '1.0.0' }], [{ id: 'App', version: '../1' }], [{ id: 'App', version: '' }],
  ])('%j cannot be file names', async (app) => {
    expect(await fault({ app: { ...app, author: '' } })).toBe('P104');
    expect(leftovers()).toEqual([]);
  });

  test('an app in use, and a folder that is none of ours', async () => {
    mkdirSync(join(folder, 'o', 'App', 'metadata'), { recursive: true });
    expect(await fault({})).toBe('P103');
    await packed({ out: join(folder, 'p') });
    writeFileSync(join(folder, 'p', 'App', 'local'), '');
    expect(await fault({ out: join(folder, 'p') })).toBe('P103');
  });

  test('the staging folder of a process that was killed goes after an hour', async () => {
    const [old, young] = ['.bitsjobs-tmp-old', '.bitsjobs-tmp-young'].map((name) => join(folder, 'o', name)) as [string, string];
    mkdirSync(old, { recursive: true });
    mkdirSync(young);
    spawnSync('touch', ['-d', '2 hours ago', old]);
    await packed();
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
  });
});

test('every code says how to mend it', () => {
  for (const { means, mend } of Object.values(packCodes)) expect([means.endsWith('.'), mend.endsWith('.')]).toEqual([true, true]);
});
