#!/usr/bin/env node
/**
 * How long Splunk waits for the reply to getinfo: from the start of the launcher until the last byte of the reply is there, input left
 * open as Splunk leaves it, beside a bare `node -e 0` from start to end, in turns. Every reply is taken apart before its time counts.
 *
 *   node bench/start.js [rounds] [node...]     without a Node: the one that runs this
 */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const [rounds = '101', ...nodes] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'bench-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));
for (const folder of ['bin', 'default', 'local', 'splunk/var/run/splunk', 'splunk/var/log/splunk']) mkdirSync(join(work, folder), { recursive: true });
for (const path of ['bin/bitsjobs.sh', 'bin/withoutnode.sh', 'dist/bitsscore.cjs']) copyFileSync(join(root, path), join(work, path.replace('dist', 'bin')));
copyFileSync(join(root, 'default/bitsscore.conf'), join(work, 'default/bitsscore.conf'));

const request = JSON.stringify({ action: 'getinfo', preview: false, searchinfo: { args: [], raw_args: [], dispatch_dir: work, sid: '1', app: 'search', owner: 'o', username: 'u', session_key: 'none', splunkd_uri: '', splunk_version: '10.2.0', search: '', command: 'bitsscore', maxresultrows: 50000, earliest_time: '0', latest_time: '0' } });
const getinfo = `chunked 1.0,${Buffer.byteLength(request)},0\n${request}`;

/** The metadata of a whole reply, nothing as long as it is not there; what is no answer to getinfo ends the bench. */
function information(bytes) {
  const end = bytes.indexOf(10);
  if (end < 0) return undefined;
  const [, length, body] = /^chunked 1\.0,(\d+),(\d+)$/.exec(bytes.toString('latin1', 0, end)) ?? [];
  if (length === undefined || bytes.length > end + 1 + Number(length)) throw new Error(`no reply: ${bytes}`);
  if (bytes.length < end + 1 + Number(length)) return undefined;
  const metadata = JSON.parse(bytes.toString('utf8', end + 1));
  if (metadata.type !== 'stateful' || metadata.error !== undefined || !metadata.required_fields.includes('process') || body !== '0') throw new Error(`not what getinfo is answered with: ${bytes}`);
  return metadata;
}

/** Milliseconds until the reply is there, and until the program has ended. */
function launched() {
  return new Promise((done, fail) => {
    const start = performance.now();
    const child = spawn(join(work, 'bin/bitsjobs.sh'), ['bitsscore'], { stdio: 'pipe', env: { SPLUNK_HOME: join(work, 'splunk') } });
    let [output, errors, replied] = [Buffer.alloc(0), '', undefined];
    child.stdin.write(getinfo);
    child.stdout.on('data', (bytes) => {
      output = Buffer.concat([output, bytes]);
      try {
        if (replied === undefined && information(output)) replied = performance.now() - start;
        if (replied !== undefined) child.stdin.end();
      } catch (error) {
        child.kill();
        fail(error);
      }
    });
    child.stderr.on('data', (bytes) => (errors += bytes));
    child.on('close', (status) => (status === 0 && errors === '' && replied !== undefined ? done([replied, performance.now() - start]) : fail(new Error(`launcher: exit ${status}, ${errors}`))));
  });
}

function bare(node) {
  return new Promise((done, fail) => {
    const start = performance.now();
    spawn(node, ['-e', '0'], { stdio: 'pipe', env: {} }).on('close', (status) => (status === 0 ? done(performance.now() - start) : fail(new Error(`${node}: exit ${status}`))));
  });
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const figures = (values) => [Math.min(...values), median(values), Math.max(...values)].map((value) => value.toFixed(1)).join(' / ');

console.log(`${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}; milliseconds: minimum / median / maximum of ${rounds}`);
for (const node of nodes.length > 0 ? nodes : [process.execPath]) {
  writeFileSync(join(work, 'local/node.path'), `${resolve(node)}\n`, { mode: 0o644 });
  // The first start asks this Node for its version.
  await launched();
  const [replies, ends, bares] = [[], [], []];
  for (let round = 0; round < Number(rounds); round++) {
    const [reply, end] = await launched();
    replies.push(reply);
    ends.push(end);
    bares.push(await bare(node));
  }
  const ratio = (values) => `${(median(values) / median(bares)).toFixed(2)} (minima: ${(Math.min(...values) / Math.min(...bares)).toFixed(2)})`;
  console.log(`${node}: launcher to getinfo reply ${figures(replies)}, to its end ${figures(ends)}; bare Node to its end ${figures(bares)}: ${ratio(replies)} and ${ratio(ends)} times`);
}
