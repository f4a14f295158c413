/** What a script has said so far. */
import type { Reading } from '../act.js';
import type { Hiding } from '../facts.js';
import type { Value } from './value.js';

export interface Session {
  /** Names in lower case, without `$` and scope. */
  readonly variables: Map<string, Value>;
  readonly aliases: Map<string, string>;
  /** In the order of the script. */
  readonly readings: Reading[];
  /** How the current command is hidden; emptied when a command has been read. */
  hidden: readonly Hiding[];
  /** Characters that may still be read: keeps scripts within scripts from multiplying. */
  fuel: number;
  depth: number;
  /** Expressions within the current one that no bracket bounds. */
  nesting: number;
  /** Runs statements and tells the value of the last. */
  readonly run: (text: string) => Value;
  /** Reads a command line of another program. */
  readonly line: (text: string) => Reading;
}

/** Remembers how the current command is hidden. */
export function hide(session: Session, how: Hiding): void {
  if (!session.hidden.includes(how)) session.hidden = [...session.hidden, how];
}
