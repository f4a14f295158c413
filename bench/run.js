#!/usr/bin/env node
/**
 * Whole builds of public content, as a process: start of Node, reading, checking, writing, compressing. Cold (an empty
 * output folder) and warm (nothing changed). A figure counts only if the answer is right: every expected stanza is there,
 * and each run gives the same archive. Where contentctl 4.4.7 is installed (CONTENTCTL=<program>), it is timed beside us
 * on the same tree, in turns.
 *
 *   npm run bench -- [rounds]
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const data = resolve(root, '../shared/data');
const rounds = Number(process.argv[2] ?? 5);
if (!existsSync(data)) {
  console.log('bench: the folder ../shared/data is missing; its public content is what is built here.');
  process.exit(2);
}

const trees = [
  { name: 'ESCU 4.44 (contentctl 4)', archive: 'escu/escu-4.44-content.tar.gz', options: ['--es', '7'], searches: 1_725 + 66, peerSeconds: 5.0 },
  { name: 'ESCU 4.44 (ESCU 6)', archive: 'escu6-large/input.tar.gz', options: ['--attack', 'attack-stub.json'], searches: 1_521 + 53, peerSeconds: 6.7 },
];

const work = mkdtempSync(join(tmpdir(), 'bench-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));

/** `findings`: exit code 1 is ours to say that foreign content was built with findings; of anybody else it is a failure. */
function timed(command, args, cwd, findings = true) {
  const start = performance.now();
  const { status, signal, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (signal || (status !== 0 && !(findings && status === 1))) throw new Error(`${command} ${args.join(' ')}: ${signal ?? status}\n${stderr}`);
  return (performance.now() - start) / 1000;
}

/** contentctl without its JSON API, which we have no counterpart of. */
function timedPeer(tree, searches) {
  rmSync(join(tree, 'dist'), { recursive: true, force: true });
  const seconds = timed(process.env.CONTENTCTL, ['build', '--no-build-api'], tree, false);
  countSearches(join(tree, 'dist/DA-ESS-ContentUpdate'), searches);
  return seconds;
}

function countSearches(app, expected) {
  const stanzas = readFileSync(join(app, 'default/savedsearches.conf'), 'utf8').match(/^\[(?!default\]).+\]$/gm).length;
  if (stanzas !== expected) throw new Error(`${app}: ${stanzas} searches, ${expected} expected`);
}

/** The archive's hash, once the conf files were looked at. */
function answer(out, searches) {
  const checksum = readdirSync(out).find((name) => name.endsWith('.sha256'));
  const app = readdirSync(out, { withFileTypes: true }).find((entry) => entry.isDirectory() && existsSync(join(out, entry.name, 'default/savedsearches.conf')));
  countSearches(join(out, app.name), searches);
  return readFileSync(join(out, checksum), 'utf8').slice(0, 64);
}

function figures(seconds) {
  const sorted = [...seconds].sort((a, b) => a - b);
  return [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map((value) => value.toFixed(2)).join(' / ');
}

console.log(`${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} x ${cpus()[0].model}; seconds: minimum / median / maximum of ${rounds}`);
for (const { name, archive, options, searches, peerSeconds } of trees) {
  const content = join(work, archive.replace(/\W/g, '_'));
  mkdirSync(content);
  spawnSync('tar', ['-xzf', join(data, archive), '-C', content]);
  const given = options.map((option) => (option.endsWith('.json') ? join(content, option) : option));
  const peer = process.env.CONTENTCTL && archive.startsWith('escu/') ? peerTree(content) : undefined;
  const [cold, warm, others, hashes] = [[], [], [], new Set()];
  for (let round = 0; round < rounds; round++) {
    const out = join(work, 'out');
    rmSync(out, { recursive: true, force: true });
    const build = [join(root, 'dist/cli.js'), 'build', '--content', content, '--out', out, ...given];
    cold.push(timed(process.execPath, build, work));
    hashes.add(answer(out, searches));
    warm.push(timed(process.execPath, build, work));
    hashes.add(answer(out, searches));
    if (peer) others.push(timedPeer(peer, searches));
  }
  if (hashes.size !== 1) throw new Error(`${name}: the archives differ from run to run`);
  const median = [...cold].sort((a, b) => a - b)[Math.floor(cold.length / 2)];
  console.log(`${name}: cold ${figures(cold)}, warm ${figures(warm)}; the published ${peerSeconds} s of its own builder is ${(peerSeconds / median).toFixed(1)} times as long`);
  if (peer) console.log(`  contentctl beside us: ${figures(others)}; ${([...others].sort((a, b) => a - b)[Math.floor(others.length / 2)] / median).toFixed(1)} times as long`);
}

/** contentctl wants its app template, and folders, CSV files and models that the public archive does not have; they are made up. */
function peerTree(content) {
  const tree = join(work, 'peer');
  cpSync(content, tree, { recursive: true });
  const python = join(process.env.CONTENTCTL, '../python');
  const template = spawnSync(python, ['-c', 'import contentctl, os; print(os.path.join(os.path.dirname(contentctl.__file__), "templates/app_template"))'], { encoding: 'utf8' }).stdout.trim();
  cpSync(template, join(tree, 'app_template'), { recursive: true });
  for (const folder of ['playbooks', 'investigations', 'dashboards', 'removed']) mkdirSync(join(tree, folder), { recursive: true });
  for (const name of readdirSync(join(tree, 'lookups')).filter((file) => file.endsWith('.yml'))) {
    const file = /^filename: *([^\s]+)/m.exec(readFileSync(join(tree, 'lookups', name), 'utf8'))?.[1];
    if (file && !existsSync(join(tree, 'lookups', file))) writeFileSync(join(tree, 'lookups', file), 'a,b\n1,2\n');
  }
  return tree;
}
