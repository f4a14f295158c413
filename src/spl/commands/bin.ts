import { withColumns } from '../columns.js';
import { spanOf } from '../span.js';
import { after, field, integer, number, optional, options, sequence, span } from '../syntax/grammar.js';
import { refuse } from '../table.js';
import type { Row } from '../table.js';
import { textOf } from '../value.js';
import { command } from './command.js';

export const bin = command({
  name: 'bin',
  aliases: ['bucket', 'discretize'],
  about: 'Puts the values of a field into intervals.',
  syntax: sequence({
    options: options({ span, bins: integer, minspan: span, start: number, end: number, aligntime: span }),
    field,
    as: optional(after('as', field)),
  }),
  reads: ({ field: name }) => [name],
  columns: ({ as }, input) => withColumns(input, as === undefined ? [] : [as]),
  run: ({ options: { span: length, ...others }, field: name, as }, input, context) => {
    if (length === undefined || Object.keys(others).length > 0) return refuse('bin without span, or with more than span, is not run');
    const cut = spanOf(length, context, name === '_time');
    const rows = input.rows.map((row): Row => {
      const value = row.fields.get(name);
      return value === undefined ? row : { ...row, fields: new Map(row.fields).set(as ?? name, cut(textOf(value))) };
    });
    return { ...input, rows };
  },
});
