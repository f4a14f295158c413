import type { Cursor } from '../syntax/cursor.js';
import type { Syntax } from '../syntax/grammar.js';
import type { Search } from '../syntax/search.js';
import type { Terms } from '../syntax/terms.js';
import type { Columns } from '../columns.js';
import type { RunContext, Table } from '../table.js';

/** Where a search gets its rows from; who runs it fills them in. */
export type Source =
  | { readonly kind: 'dataset'; readonly model: string; readonly dataset: string; readonly where: Terms | undefined }
  | { readonly kind: 'events'; readonly where: Terms | undefined }
  | { readonly kind: 'lookup'; readonly name: string }
  | { readonly kind: 'none' };

/** One command of SPL: its file holds all that we know of it. `A` are its arguments. */
export interface Command<A> {
  /** In lower case. */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** One sentence. */
  readonly about: string;
  readonly syntax: Syntax<A>;
  /** Of a command that makes its rows itself and can only begin a search. */
  readonly source?: (args: A) => Source | undefined;
  /** Fields that it needs to make sense, as far as its arguments name them. */
  readonly reads?: (args: A) => readonly string[];
  readonly columns: (args: A, input: Columns) => Columns;
  readonly searches?: (args: A) => readonly Search[];
  /** Names of lookups. */
  readonly lookups?: (args: A) => readonly string[];
  /** Missing where the lab does not run the command. Throws a Refusal for arguments that it cannot follow exactly. */
  readonly run?: (args: A, input: Table, context: RunContext) => Table | Promise<Table>;
}

/** A command with its arguments, as it stands in a search. */
export interface Stage {
  readonly name: string;
  readonly args: unknown;
  readonly start: number;
  readonly end: number;
  /** Macro calls whose place only their definition can explain. */
  readonly macros: readonly { readonly text: string; readonly start: number; readonly end: number }[];
  readonly source: Source | undefined;
  readonly generating: boolean;
  readonly reads: readonly string[];
  readonly lookups: readonly string[];
  readonly searches: readonly Search[];
  readonly columns: (input: Columns) => Columns;
  readonly run: ((input: Table, context: RunContext) => Table | Promise<Table>) | undefined;
  readonly print: () => string;
}

/** A command whose type of arguments is its own matter: what the registry holds. */
export interface AnyCommand {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly about: string;
  readonly usage: string;
  readonly runs: boolean;
  /** The cursor stands behind the command's name. */
  readonly read: (cursor: Cursor, start: number) => Stage;
}

/** A command of which another language writes the arguments otherwise. */
export interface KnownArguments<A> {
  readonly with: (args: A, start: number, end: number) => Stage;
}

export function command<A>(definition: Command<A>): AnyCommand & KnownArguments<A> {
  const { name, syntax } = definition;
  return {
    name,
    aliases: definition.aliases ?? [],
    about: definition.about,
    usage: `${name} ${syntax.usage}`.trim(),
    runs: definition.run !== undefined,
    read: (cursor, start) => {
      const args = syntax.read(cursor);
      while (cursor.is('macro')) cursor.macros.push(cursor.take());
      if (!cursor.done) cursor.fail(cursor.is('rparen') ? 'S104' : 'S202', `${name} does not take this: ${cursor.peek()?.text.slice(0, 40) ?? ''}`);
      return bind(definition, args, { start, end: cursor.last, macros: cursor.macros });
    },
    with: (args, start, end) => bind(definition, args, { start, end, macros: [] }),
  };
}

function bind<A>(definition: Command<A>, args: A, place: Pick<Stage, 'start' | 'end' | 'macros'>): Stage {
  const { name, syntax, run } = definition;
  return {
    name,
    args,
    ...place,
    source: definition.source?.(args),
    generating: definition.source?.(args) !== undefined,
    reads: definition.reads?.(args) ?? [],
    lookups: definition.lookups?.(args) ?? [],
    searches: definition.searches?.(args) ?? [],
    columns: (input) => definition.columns(args, input),
    run: run && ((input, context) => run(args, input, context)),
    print: () => `${name} ${syntax.print(args)}`.trim(),
  };
}
