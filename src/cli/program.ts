/** Finds the verb, reads its arguments, runs it. */
import { nearest } from '../diagnostic/index.js';
import { quoted, readArguments } from './arguments.js';
import { programHelp, verbHelp } from './help.js';
import type { Io } from './io.js';
import { exitCodes, wrongUse } from './verb.js';
import type { Verb } from './verb.js';

/** Gives the exit code. `argv` is what stands behind the program's name. */
export async function runProgram(argv: readonly string[], verbs: readonly Verb[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined) {
    io.err(programHelp(verbs, io.version));
    return exitCodes.wrongUse;
  }
  if (name === '--version') return say(io, `bitsjobs ${io.version}\n`);
  if (name === '--help' || name === '-h') return say(io, programHelp(verbs, io.version));
  const verb = verbs.find((candidate) => candidate.name === name);
  if (!verb) return unknownVerb(name, verbs, io);
  const args = readArguments(verb, rest);
  if ('problem' in args) return wrongUse(io, args.problem, args.hint);
  if (args.has('help')) return say(io, verbHelp(verb));
  return verb.run(args, io);
}

function say(io: Io, text: string): number {
  io.out(text);
  return exitCodes.done;
}

function unknownVerb(name: string, verbs: readonly Verb[], io: Io): number {
  const meant = nearest(name, verbs.map((verb) => verb.name));
  const what = name.startsWith('-') ? 'the first argument is a verb, not' : 'there is no verb';
  return wrongUse(io, `${what} ${quoted(name)}`, meant === undefined ? `Verbs: ${verbs.map((verb) => verb.name).join(', ')}.` : `Did you mean ${meant}?`);
}
