/** An unchanged build does nothing and says the same; whatever decides what is made makes it work again. */
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { broken, run, writeRepository } from './fixture.js';

const UNCHANGED = 'Nothing changed since the last build.';
const build = ['build', '--content', 'c', '--out', 'o', '--add', 'more'];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitsjobs-cache-'));
  writeRepository(join(folder, 'c'), broken);
  mkdirSync(join(folder, 'more', 'default'), { recursive: true });
  writeFileSync(join(folder, 'more', 'default', 'extra.conf'), '[a]\nb = c\n');
  expect(run(build, folder).out).not.toContain(UNCHANGED);
});
afterEach(() => { rmSync(folder, { recursive: true }); });

function withoutTime(text: string): string {
  return text.replace(`${UNCHANGED}\n`, '').replace(/[\d.]+ s\n/, '');
}

test('the second build prints the same findings and works nothing', () => {
  const [first, second] = [run([...build, '--no-cache'], folder), run(build, folder)];
  expect(second.out).toContain(UNCHANGED);
  expect(withoutTime(second.out)).toBe(withoutTime(first.out));
  expect(second.code).toBe(1);
});

test('--no-cache builds all the same', () => {
  expect(run([...build, '--no-cache'], folder).out).not.toContain(UNCHANGED);
});

test.each<[string, () => void]>([
  ['a changed file', () => { appendFileSync(join(folder, 'c/macros/one.yml'), '# x\n'); }],
  ['a new file', () => { writeFileSync(join(folder, 'c/macros/.x.yml'), ''); }],
  ['a new link', () => { symlinkSync('one.yml', join(folder, 'c/macros/three.yml')); }],
  ['a lost file', () => { rmSync(join(folder, 'c/macros/two.yml')); }],
  ['a changed file of those that are added', () => { appendFileSync(join(folder, 'more/default/extra.conf'), 'd = e\n'); }],
  ['a lost archive', () => { rmSync(join(folder, 'o/MiniApp-1.2.3.tgz')); }],
  ['a changed file of the unpacked app', () => { appendFileSync(join(folder, 'o/MiniApp/default/app.conf'), '#\n'); }],
  ['a strange file in the unpacked app', () => { writeFileSync(join(folder, 'o/MiniApp/default/x.conf'), ''); }],
  ['a cache that is no JSON', () => { writeFileSync(join(folder, 'o/.bitsjobs-cache.json'), '{"key'); }],
  ['a cache that is something else', () => { writeFileSync(join(folder, 'o/.bitsjobs-cache.json'), 'null'); }],
])('%s makes it build again', (_, change) => {
  change();
  expect(run(build, folder).out).not.toContain(UNCHANGED);
  expect(run(build, folder).out).toContain(UNCHANGED);
});

test('another right to run makes it build again', () => {
  mkdirSync(join(folder, 'more', 'bin'));
  writeFileSync(join(folder, 'more/bin/x.sh'), '#!/bin/sh\n');
  run(build, folder);
  chmodSync(join(folder, 'more/bin/x.sh'), 0o755);
  expect(run(build, folder).out).not.toContain(UNCHANGED);
});

test('other options make it build again', () => {
  expect(run([...build, '--es', '7'], folder).out).not.toContain(UNCHANGED);
  expect(run([...build, '--es', '7'], folder).out).toContain(UNCHANGED);
  expect(run(build, folder).out).not.toContain(UNCHANGED);
});

test('the cache holds nothing that a build without it would not say', () => {
  const kept = JSON.parse(readFileSync(join(folder, 'o/.bitsjobs-cache.json'), 'utf8')) as { outputs: Record<string, string> };
  expect(Object.keys(kept.outputs).sort()).toEqual(['MiniApp', 'MiniApp-1.2.3.tgz', 'MiniApp-1.2.3.tgz.sha256', 'MiniApp-1.2.3.tgz.spdx.json']);
});
