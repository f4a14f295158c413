/** A search command that is a program of its own: Splunk sends it the rows and takes back what it answers. */
import { anyColumns, withColumns } from '../columns.js';
import { lex } from '../syntax/lexer.js';
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
  readonly adds?: readonly string[];
}

/** Run by the program that the surroundings have under this name, which is handed in: the language starts none. */
export function externalCommand({ name, about, adds }: ExternalDefinition): AnyCommand {
  return command({
    name,
    about,
    syntax: anything,
    columns: (_, input) => (adds ? withColumns(input, adds) : anyColumns),
    run: async (text, input, context) => {
      const program = context.external(name) ?? refuse(`the command ${name} is not at hand`);
      const answer = await program(argumentsOf(text), input.rows.map(({ fields }) => fields));
      const together = answer.length === input.rows.length ? undefined : mergeEvents(input.rows);
      const rows = answer.map((fields, index): Row => ({ fields, events: together ?? input.rows[index]?.events ?? [] }));
      return { rows, columns: input.columns };
    },
  });
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
