#!/usr/bin/env node
/** Where the shell starts the program: arguments in, exit code out. */
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printable } from '../diagnostic/index.js';
import { processIo } from './io.js';
import { runProgram } from './program.js';
import { exitCodes } from './verb.js';
import { verbs } from './verbs/index.js';

/** Set by build.js. */
declare const BITSJOBS_VERSION: string;

const stop = new AbortController();
const unread = new AbortController();
const io = processIo({ signal: stop.signal, unread: unread.signal }, dirname(fileURLToPath(import.meta.url)), BITSJOBS_VERSION);

// The first Ctrl-C lets the work tidy up at its next pause; the second does not wait.
let code: number = exitCodes.interrupted;
for (const [name, exitCode] of [['SIGINT', exitCodes.interrupted], ['SIGTERM', 143]] as const) {
  process.on(name, () => {
    if (stop.signal.aborted) process.exit(exitCode);
    code = exitCode;
    stop.abort();
  });
}

// `bitsjobs check | head` closes our output early: no fault of anybody. A full disk is one, though not ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') {
      if (stream === process.stdout) unread.abort();
      return;
    }
    process.on('exit', () => { process.exitCode = exitCodes.findings; });
  });
}

// What is thrown outside of any call of ours must not end in a stack trace either.
process.on('uncaughtException', (error) => {
  // What a library throws while it is being stopped is no fault: the work itself tidies up and ends.
  if (stop.signal.aborted) process.exitCode = code;
  else process.exit(bug(error));
});

try {
  process.exitCode = await runProgram(process.argv.slice(2), verbs, io);
} catch (error) {
  io.endStages();
  process.exitCode = stop.signal.aborted ? interrupted() : bug(error);
}

function interrupted(): number {
  io.err('bitsjobs: interrupted, nothing was left behind\n');
  return code;
}

/** Everything that a user can cause is a finding or wrong use; what is thrown as far as here is a bug. */
function bug(error: unknown): number {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const id = createHash('sha256').update(`${BITSJOBS_VERSION} ${withoutPaths(trace)}`).digest('hex').slice(0, 8);
  io.err(`bitsjobs: this is a bug of ours (id ${id}). Please report it with what you called and on which files.\n`);
  io.err(process.env['BITSJOBS_DEBUG'] === '1' ? `${trace.split('\n').map(printable).join('\n')}\n` : '    BITSJOBS_DEBUG=1 shows where it happened.\n');
  return exitCodes.ourBug;
}

/** The same bug has the same id wherever the program is installed. */
function withoutPaths(trace: string): string {
  return trace.split('\n').slice(1, 4).join(' ').replace(/[^\s(]*\//g, '');
}
