/** A verb of the command line as data: its help is printed from the same table that its arguments are read by. */
import type { Io } from './io.js';

export interface Option {
  /** Without the dashes. */
  readonly name: string;
  /** Placeholder of its value in the help; an option without one is a switch. */
  readonly value?: string;
  /** May be given more than once. */
  readonly many?: boolean;
  /** The only values allowed. */
  readonly choices?: readonly string[];
  /** What holds when it is not given, for the help and for `Args.one`. */
  readonly fallback?: string;
  readonly doc: string;
}

export interface Example {
  /** Arguments after the program's name. */
  readonly line: string;
  readonly doc: string;
}

export interface Verb {
  readonly name: string;
  readonly summary: string;
  /** Arguments after the verb, as the help shows them. */
  readonly usage: string;
  readonly options: readonly Option[];
  /** Most arguments that are no options. */
  readonly operands?: number;
  readonly examples: readonly Example[];
  /** Gives the exit code. */
  run(args: Args, io: Io): Promise<number>;
}

/** Arguments of one call, checked against the verb's table. */
export interface Args {
  /** Value of an option: the last one given, else its fallback. */
  one(name: string): string | undefined;
  many(name: string): readonly string[];
  has(name: string): boolean;
  readonly operands: readonly string[];
}

/** Exit codes of the program. */
export const exitCodes = { done: 0, findings: 1, wrongUse: 2, ourBug: 3, interrupted: 130 } as const;

/** Says what was wrong with a call, and gives its exit code. */
export function wrongUse(io: Io, problem: string, hint?: string): number {
  io.err(`bitsjobs: ${problem}\n${hint === undefined ? '' : `    ${hint}\n`}`);
  return exitCodes.wrongUse;
}

export const formatOption: Option = {
  name: 'format',
  value: 'text|json',
  choices: ['text', 'json'],
  fallback: 'text',
  doc: 'Text for people, or one JSON object for programs.',
};
