/** PowerShell's text into what it does. */
import { joined } from '../act.js';
import type { Reading } from '../act.js';
import { perform } from './commands.js';
import type { Session } from './session.js';
import { statements } from './statement.js';
import { empty } from './value.js';

/** Brackets and scripts within scripts; deeper ones are left alone. */
const deepest = 40;

/** Reads a script; `line` reads command lines of other programs in it. Total, and linear: nested text is read as long as there is fuel. */
export function readScript(text: string, line: (text: string) => Reading): Reading {
  const session: Session = {
    variables: new Map(),
    aliases: new Map(),
    readings: [],
    hidden: [],
    fuel: text.length * 12 + 100_000,
    depth: 0,
    nesting: 0,
    line,
    run: (inner) => {
      if (session.depth >= deepest || session.fuel < inner.length) return empty;
      session.fuel -= inner.length;
      session.depth++;
      const value = statements(inner, session, (call) => perform(call, session, line));
      session.depth--;
      return value;
    },
  };
  session.run(text);
  return joined(session.readings);
}

export { scriptOf } from './host.js';
