/** Commands that put the rows of several searches together: append, appendpipe, multisearch, union. */
import { anyColumns } from '../columns.js';
import { bool, integer, many, options, sequence, subsearch } from '../syntax/grammar.js';
import type { Row, Table } from '../table.js';
import { numberOf } from '../value.js';
import { command } from './command.js';

function joined(tables: readonly Table[]): Table {
  return { columns: [...new Set(tables.flatMap(({ columns }) => columns))], rows: tables.flatMap(({ rows }) => rows) };
}

/** Events of several searches come as one search would have found them: newest first. */
function byTime(table: Table): Table {
  const time = ({ fields }: Row): number => numberOf(fields.get('_time') ?? null) ?? 0;
  return { ...table, rows: [...table.rows].sort((a, b) => time(b) - time(a)) };
}

export const append = command({
  name: 'append',
  about: 'Puts the rows of a subsearch behind.',
  syntax: sequence({ options: options({ extendtimerange: bool, maxtime: integer, maxout: integer, timeout: integer }), search: subsearch }),
  columns: () => anyColumns,
  searches: ({ search }) => [search],
  run: async ({ search }, input, context) => joined([input, await context.search(search)]),
});

export const appendpipe = command({
  name: 'appendpipe',
  about: 'Runs commands over the rows and puts what they give behind.',
  syntax: sequence({ options: options({ run_in_preview: bool }), search: subsearch }),
  columns: () => anyColumns,
  searches: ({ search }) => [search],
  run: async ({ search }, input, context) => joined([input, await context.search(search, input)]),
});

export const multisearch = command({
  name: 'multisearch',
  about: 'The events of several searches.',
  syntax: sequence({ searches: many(subsearch) }),
  source: () => ({ kind: 'none' }),
  columns: () => anyColumns,
  searches: ({ searches }) => searches,
  run: async ({ searches }, _, context) => byTime(joined(await Promise.all(searches.map((search) => context.search(search))))),
});

export const union = command({
  name: 'union',
  about: 'The rows of several searches.',
  syntax: sequence({ options: options({ maxtime: integer, maxout: integer, timeout: integer }), searches: many(subsearch) }),
  columns: () => anyColumns,
  searches: ({ searches }) => searches,
  run: async ({ searches }, input, context) => joined([input, ...(await Promise.all(searches.map((search) => context.search(search))))]),
});
