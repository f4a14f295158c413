/** Where Splunk starts `| bitsscore`, by bin/bitsjobs.sh. The only file here that knows of files, clock and process. */
import { appendFileSync, readFileSync, readSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bitsscore, logLine, readSettings, serve, tunedScorer } from './index.js';
import type { Channel, Entry } from './index.js';

const LARGEST_LOG = 10 << 20;
const LARGEST_CONF = 1 << 20;
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
function confFile(folder: string): { name: string; text: string } {
  const name = `${folder}/bitsscore.conf`;
  try {
    return { name, text: statSync(join(app, name)).size > LARGEST_CONF ? '' : readFileSync(join(app, name), 'utf8') };
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

function run(): number {
  const scorer = tunedScorer(readSettings([confFile('default'), confFile('local')]));
  const { kind, message, chunks } = serve(channel, bitsscore(scorer), () => {
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
  log({ level: 'ERROR', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exitCode = 1;
}
