#!/usr/bin/env node
/**
 * Splunk's own validator over our packages, judged by its JSON report and not by its exit code, which says little:
 * errors, failures and failures announced for a coming version are findings, and so is a warning or a skipped check
 * that appinspect-warnings.json gives no reason for. A reason may name the one `result` that it accepts (even a failure) and the
 * `archive` that it is for, by the end of its name; it then holds in runs over all checks alone.
 *
 *   node .ci/appinspect.js [archive...]      without archives: those in dist/
 *
 * Exit codes: 0 clean, 1 findings, 2 wrong use or something is missing on this machine, 3 a bug of ours.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

const VERSION = '4.3.1';
/** Below it, AppInspect did not know the tag: it then runs a dozen packaging checks, and passes. */
const FEWEST_CHECKS = 100;
/** A tag each, with the name of its run; without a tag, all checks run. */
const RUNS = [['all checks'], ['cloud', 'cloud'], ['private_app', 'private_app']];
const RESULTS = ['error', 'failure', 'future_failure', 'warning', 'skipped', 'success', 'not_applicable'];
const CLEAN = new Set(['success', 'not_applicable']);
/** What a reason in appinspect-warnings.json can accept. A check that was skipped has looked at nothing. */
const ARGUABLE = new Set(['warning', 'skipped']);

const root = resolve(import.meta.dirname, '..');
const venv = join(root, 'node_modules/.cache/appinspect');
const python = join(venv, 'bin/python');
const warningsFile = join(import.meta.dirname, 'appinspect-warnings.json');

/** Ends the program with a message for a person. */
class Stop extends Error {
  constructor(message, code = 2) {
    super(message);
    this.code = code;
  }
}

const children = new Set();
let interruptedBy;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    interruptedBy = signal;
    for (const child of children) child.kill('SIGTERM');
  });
}

/** Runs a program to its end. `status` is null where it could not be started. */
function run(command, args, env = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let output = '';
    children.add(child);
    child.stdout.on('data', (bytes) => (output += bytes));
    child.stderr.on('data', (bytes) => (output += bytes));
    const end = (status) => {
      children.delete(child);
      if (interruptedBy) fail(new Stop('interrupted', 128 + constants.signals[interruptedBy]));
      else done({ status, output: output.trim() });
    };
    child.once('error', () => end(null));
    child.once('close', end);
  });
}

/** AppInspect in a virtual environment of its own; made anew when it is another version or was left half made. */
async function install() {
  const { status, output } = await run(python, ['-c', 'from importlib.metadata import version; print(version("splunk-appinspect"))']);
  if (status !== 0 || output !== VERSION) {
    console.log(`installing splunk-appinspect ${VERSION} into ${venv.slice(root.length + 1)} ...`);
    mkdirSync(dirname(venv), { recursive: true });
    const made = await run('python3', ['-m', 'venv', '--clear', venv]);
    if (made.status === null) throw new Stop('AppInspect needs Python 3, and python3 cannot be started. Install it (Debian: apt-get install python3 python3-venv).');
    if (made.status !== 0) throw new Stop(`Python cannot make a virtual environment. Install its module venv (Debian: apt-get install python3-venv).\n${made.output}`);
    const got = await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `splunk-appinspect==${VERSION}`]);
    if (got.status !== 0) throw new Stop(`pip cannot install splunk-appinspect ${VERSION}:\n${got.output}`);
  }
  const magic = await run(python, ['-c', 'import magic']);
  if (magic.status !== 0) throw new Stop(`AppInspect needs the system library libmagic. Install it (Debian: apt-get install libmagic1; macOS: brew install libmagic).\n${magic.output.split('\n').at(-1)}`);
}

/** One run over one archive: the checks of its report. */
async function inspect(archive, tag, folder) {
  const report = join(folder, `${basename(archive)}-${tag ?? 'all'}.json`);
  const args = ['inspect', archive, '--mode', 'precert', '--data-format', 'json', '--output-file', report];
  // Else it keeps quiet about what comes after the 25th message of a check.
  args.push('--max-messages', 'all');
  // The list of trusted libraries concerns Python code. Without it, the same package gets the same verdict anywhere.
  args.push('--skip-trusted-libraries-update');
  if (tag) args.push('--included-tags', tag);
  const { status, output } = await run(join(venv, 'bin/splunk-appinspect'), args, { TMPDIR: folder });
  if (!existsSync(report)) throw new Stop(`AppInspect ended with ${status} and wrote no report about ${archive}:\n${output}`);
  const checks = JSON.parse(readFileSync(report, 'utf8')).reports.flatMap(({ groups }) => groups.flatMap((group) => group.checks));
  if (checks.length < FEWEST_CHECKS) throw new Stop(`AppInspect ran ${checks.length} checks for ${tag ?? 'all tags'}, at least ${FEWEST_CHECKS} were expected: does it still know the tag?`);
  return checks;
}

/** Everything a report says that is not clean. A package that cannot be read skips most checks: then only the failures tell something. */
function remarks(checks) {
  const isBroken = checks.some(({ result }) => result === 'failure' || result === 'error');
  const loud = checks.filter(({ result }) => !CLEAN.has(result) && !(isBroken && result === 'skipped'));
  return loud.flatMap(({ name, result, messages }) =>
    (messages?.length ? messages : [{ message: '(no message)' }]).map(({ message, message_filename: file, message_line: line }) => ({
      result,
      check: name,
      message: String(message).replace(/\s+/g, ' ').trim(),
      place: file && file !== 'None' ? `${file}${line ? `:${line}` : ''}` : '',
    })),
  );
}

function readReasons() {
  const reasons = JSON.parse(readFileSync(warningsFile, 'utf8'));
  for (const entry of reasons) {
    const wrong = ['check', 'message', 'reason'].find((key) => typeof entry[key] !== 'string' || entry[key].trim() === '');
    if (wrong) throw new Stop(`${basename(warningsFile)}: an entry has no ${wrong}: ${JSON.stringify(entry)}`);
  }
  return reasons;
}

/** Whether a reason was given for this remark. */
function isAccepted({ check, message, result, archive: end = '' }, remark, archive, [, tag]) {
  const isArguable = result === undefined ? ARGUABLE.has(remark.result) : remark.result === result && tag === undefined;
  return isArguable && archive.endsWith(end) && check === remark.check && remark.message.includes(message);
}

function archivesOf(args) {
  const unknown = args.find((arg) => arg.startsWith('-'));
  if (unknown) throw new Stop(`Unknown option ${unknown}. Use: node .ci/appinspect.js [archive...]`);
  const missing = args.find((arg) => !statSync(arg, { throwIfNoEntry: false })?.isFile());
  if (missing) throw new Stop(`${missing} is not a file.`);
  if (args.length > 0) return args.map((arg) => resolve(arg));
  const dist = join(root, 'dist');
  const found = existsSync(dist) ? readdirSync(dist).filter((name) => name.endsWith('.tgz')) : [];
  if (found.length === 0) throw new Stop('There is no package in dist/. Run `npm run build` first.');
  return found.sort().map((name) => join(dist, name));
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  return rows.map((row) => row.map((cell, column) => (column < 2 ? String(cell).padEnd(widths[column]) : String(cell).padStart(widths[column]))).join('  ')).join('\n');
}

async function main() {
  const archives = archivesOf(process.argv.slice(2));
  const reasons = readReasons();
  await install();
  const folder = mkdtempSync(join(tmpdir(), 'appinspect-'));
  try {
    const rows = [['archive', 'run', ...RESULTS.map((result) => result.replace('_', ' '))]];
    const findings = new Map();
    const seen = new Set();
    for (const archive of archives) {
      const reports = await Promise.all(RUNS.map(([, tag]) => inspect(archive, tag, folder)));
      reports.forEach((checks, index) => {
        const [name] = RUNS[index];
        rows.push([basename(archive), name, ...RESULTS.map((result) => checks.filter((check) => check.result === result).length)]);
        for (const remark of remarks(checks)) {
          const reason = reasons.find((entry) => isAccepted(entry, remark, archive, RUNS[index]));
          if (reason) seen.add(reason);
          else note(findings, `${basename(archive)}: ${remark.result}: ${remark.check}: ${remark.message}${remark.place && ` (${remark.place})`}`, name);
        }
      });
    }
    for (const [finding, runs] of findings) console.log(`${finding} [${runs.join(', ')}]`);
    for (const entry of reasons.filter(({ archive = '' }) => archives.some((path) => path.endsWith(archive)))) {
      const said = seen.has(entry) ? `accepted, since ${entry.reason}` : `note: ${basename(warningsFile)} lists a warning that no longer appears`;
      console.log(`${said}: ${entry.check}: ${entry.message}`);
    }
    console.log(`\nAppInspect ${VERSION}\n${table(rows)}`);
    console.log(findings.size === 0 ? 'clean' : `${findings.size} ${findings.size === 1 ? 'finding' : 'findings'}`);
    return findings.size === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** The same finding of several runs is one line. */
function note(findings, finding, run) {
  findings.set(finding, [...(findings.get(finding) ?? []), run]);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Stop ? error.message : error);
  process.exitCode = error instanceof Stop ? error.code : 3;
}
