/** A search command that is a program of its own: Splunk sends it the rows and takes back what it answers. */
import { anyColumns, withColumns } from '../columns.js';
import { lex } from '../syntax/lexer.js';
import type { Syntax } from '../syntax/grammar.js';
import { unescapeString } from '../syntax/text.js';
import { mergeEvents, refuse } from '../table.js';
import type { Row } from '../table.js';
import { command } from './command.js';
import type { AnyCommand } from './command.js';
import { anything } from './known.js';

export interface ExternalDefinition {
  readonly name: string;
  readonly about: string;
  /** Fields that it adds; without, it may return anything. */
  readonly adds?: (args: readonly string[]) => AddedFields;
  /** What it would say against its arguments before it sees a row. */
  readonly refuses?: (args: readonly string[]) => string | undefined;
}

export interface AddedFields {
  readonly names: readonly string[];
  /** Those that can hold several values. */
  readonly multivalue: readonly string[];
}

/** Run by the program that the surroundings have under this name, which is handed in: the language starts none. */
export function externalCommand({ name, about, adds, refuses }: ExternalDefinition): AnyCommand {
  return command({
    name,
    about,
    syntax: accepted((args) => refuses?.(args)),
    columns: (text, input) => {
      const added = adds?.(argumentsOf(text));
      return added ? withColumns(input, added.names, added.multivalue) : anyColumns;
    },
    run: async (text, input, context) => {
      const program = context.external(name) ?? refuse(`the command ${name} is not at hand`);
      const answer = await program(argumentsOf(text), input.rows.map(({ fields }) => fields), context.warn);
      const together = answer.length === input.rows.length ? undefined : mergeEvents(input.rows);
      const rows = answer.map((fields, index): Row => ({ fields, events: together ?? input.rows[index]?.events ?? [] }));
      return { rows, columns: input.columns };
    },
  });
}

/** Any arguments but those that the command refuses; a macro among them may stand for anything. */
function accepted(refuses: (args: readonly string[]) => string | undefined): Syntax<string> {
  return {
    ...anything,
    read: (cursor) => {
      const start = cursor.at;
      const text = anything.read(cursor);
      const problem = text.includes('`') ? undefined : refuses(argumentsOf(text));
      return problem === undefined ? text : cursor.fail('S202', problem, { start, end: cursor.last });
    },
  };
}

/** As Splunk splits them: at blanks outside quotes, quotes taken off (protocol v2, searchinfo.args). */
export function argumentsOf(text: string): string[] {
  const args: string[] = [];
  let current: string | undefined;
  for (const { kind, text: written } of lex(text)) {
    if (kind === 'space') {
      if (current !== undefined) args.push(current);
      current = undefined;
    } else if (kind !== 'comment') current = (current ?? '') + (kind === 'string' ? unescapeString(written) : written);
  }
  return current === undefined ? args : [...args, current];
}
