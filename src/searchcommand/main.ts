/** Where Splunk starts `| bitsscore`, by bin/bitsjobs.sh. The only file here that knows of files, clock and process. */
import { appendFileSync, readFileSync, readSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scoredFields } from '../windows/index.js';
import { bitsscore, LARGEST_CONF, logLine, serve } from './index.js';
import type { Channel, ConfFile, Entry, Scorer } from './index.js';
import { scorerFrom } from './rows.js';

const LARGEST_LOG = 10 << 20;
const app = join(dirname(process.argv[1] ?? '.'), '..');

/** Pipes of Splunk may be non-blocking: then there is nothing to do but wait. */
function patiently(step: () => number): number {
  for (;;) {
    try {
      return step();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}

const channel: Channel = {
  read: (into, offset, length) => patiently(() => readSync(0, into, offset, length, null)),
  write: (bytes) => {
    for (let done = 0; done < bytes.length; ) done += patiently(() => writeSync(1, bytes, done, bytes.length - done));
  },
};

/** Only of this app: what other apps ship under the same name is none of ours. A file that is not there says nothing. */
function confFile(folder: string): ConfFile {
  const name = `${folder}/bitsscore.conf`;
  try {
    const size = statSync(join(app, name), { throwIfNoEntry: false })?.size ?? 0;
    if (size > LARGEST_CONF) return { name };
    return { name, text: size === 0 ? '' : readFileSync(join(app, name), 'utf8') };
  } catch {
    return { name, text: '' };
  }
}

/** Beside Splunk's own logs, where `index=_internal` finds it. A log that cannot be written must not stop a search. */
function log(entry: Entry): void {
  const home = process.env['SPLUNK_HOME'];
  if (home === undefined || home === '') return;
  const file = join(home, 'var/log/splunk/bitsscore.log');
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG) renameSync(file, `${file}.1`);
    appendFileSync(file, logLine(entry, new Date().toISOString(), process.pid));
  } catch {
    return;
  }
}

function logError(error: unknown): void {
  log({ level: 'ERROR', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

/**
 * What scores is seven times as large as what talks to Splunk, and reading it takes as long as an eighth of the start. Most of the
 * processes that Splunk starts are asked for getinfo alone: build.js puts it behind this program, where it is not read before the first
 * row. What an admin has set may have to be complained of at once; what we ship is right.
 */
function scorerOf(local: ConfFile): Scorer {
  const load = (): Scorer => scorerFrom([confFile('default'), local]);
  let loaded: Scorer | undefined;
  return local.text === '' ? { fields: scoredFields, warnings: [], scoring: (present, options) => (loaded ??= load()).scoring(present, options) } : load();
}

function run(): number {
  const scorer = scorerOf(confFile('local'));
  const { kind, message, chunks } = serve(channel, bitsscore(scorer, undefined, logError), () => {
    log({ level: 'INFO', message: 'first rows' });
  });
  // Splunk asks several times for getinfo alone: that leaves no trace.
  if (chunks > 1) log({ level: 'INFO', message: 'input ended', chunks });
  if (kind !== 'done') log({ level: 'ERROR', message, chunks });
  return kind === 'broken' ? 1 : 0;
}

try {
  process.exitCode = run();
} catch (error) {
  // Splunk ended the search and closed the pipe, or this is a bug of ours: nothing on stderr, Splunk would show it as an error.
  logError(error);
  process.exitCode = 1;
}
