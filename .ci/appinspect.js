#!/usr/bin/env node
/**
 * Splunk's own validator over our packages, judged by its JSON report: errors, failures and failures announced for
 * a coming version fail, and so does a warning that appinspect-warnings.json does not argue for.
 * Exit codes: 0 clean, 1 findings, 2 something is missing on this machine.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const VERSION = '4.3.1';
const root = resolve(import.meta.dirname, '..');
const venv = join(root, 'node_modules/.cache', `appinspect-${VERSION}`);
const runs = [[], ['cloud'], ['private_app']];
const argued = JSON.parse(readFileSync(join(import.meta.dirname, 'appinspect-warnings.json'), 'utf8'));

function stop(message) {
  console.error(message);
  process.exit(2);
}

function run(command, args, what) {
  const { status, error, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error) stop(`${what}: ${command} cannot be started (${error.code}). Install Python 3.9 or later with venv (Debian: python3 python3-venv).`);
  return { status, output: `${stdout}${stderr}` };
}

function install() {
  const program = join(venv, 'bin/splunk-appinspect');
  if (existsSync(program)) return program;
  console.log(`installing splunk-appinspect ${VERSION} ...`);
  const made = run('python3', ['-m', 'venv', venv], 'virtual environment');
  if (made.status !== 0) stop(`the virtual environment cannot be made; Debian needs the package python3-venv:\n${made.output}`);
  const got = run(join(venv, 'bin/pip'), ['install', '--quiet', `splunk-appinspect==${VERSION}`], 'installation');
  if (got.status !== 0) {
    rmSync(venv, { recursive: true, force: true });
    stop(`splunk-appinspect cannot be installed:\n${got.output}`);
  }
  return program;
}

function inspect(program, archive, tags, folder) {
  const file = join(folder, `${tags.join('-') || 'all'}.json`);
  const args = ['inspect', archive, '--mode', 'precert', '--data-format', 'json', '--output-file', file, ...tags.flatMap((tag) => ['--included-tags', tag])];
  const { output } = run(program, args, 'AppInspect');
  if (!existsSync(file)) {
    if (/libmagic/.test(output)) stop('AppInspect needs the system library libmagic. Install it (Debian: libmagic1).');
    stop(`AppInspect wrote no report:\n${output}`);
  }
  return JSON.parse(readFileSync(file, 'utf8')).reports.flatMap(({ groups }) => groups.flatMap(({ checks }) => checks));
}

const archives = process.argv.slice(2);
if (archives.length === 0) {
  const dist = join(root, 'dist');
  archives.push(...(existsSync(dist) ? readdirSync(dist).filter((name) => name.endsWith('.tgz')).map((name) => join(dist, name)) : []));
}
if (archives.length === 0) stop('There is no package in dist/. Run `npm run build` first.');

const program = install();
const folder = mkdtempSync(join(tmpdir(), 'appinspect-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));

let bad = 0;
const used = new Set();
for (const archive of archives) {
  for (const tags of runs) {
    const checks = inspect(program, archive, tags, folder);
    const counts = { error: 0, failure: 0, future_failure: 0, warning: 0, success: 0 };
    for (const { name, result, messages = [] } of checks) {
      counts[result] = (counts[result] ?? 0) + 1;
      if (['success', 'not_applicable', 'skipped', 'manual_check'].includes(result)) continue;
      for (const { message, message_filename: file, message_line: line } of messages.length > 0 ? messages : [{ message: '(no message)' }]) {
        const reason = result === 'warning' ? argued.find(({ check, contains }) => check === name && message.includes(contains)) : undefined;
        if (reason) used.add(reason);
        else {
          bad++;
          console.log(`${result} ${name}: ${message}${file ? ` (${file}${line ? `:${line}` : ''})` : ''}`);
        }
      }
    }
    const shown = ['error', 'failure', 'future_failure', 'warning', 'success'].map((key) => `${counts[key]} ${key}`).join(', ');
    console.log(`${archive.slice(archive.lastIndexOf('/') + 1)} [${tags.join(' ') || 'no tags'}]: ${shown}`);
  }
}
for (const reason of argued) console.log(`${used.has(reason) ? 'warning with a reason' : 'note: no longer seen'}: ${reason.check}: ${reason.reason}`);
process.exit(bad > 0 ? 1 : 0);
