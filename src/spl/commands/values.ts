/** Commands on missing and on several values: fillnull, makemv, nomv, mvexpand. */
import { withColumns } from '../columns.js';
import { translateRegex } from '../regex/index.js';
import { bool, field, fields, integer, optional, options, sequence, text } from '../syntax/grammar.js';
import { refuse } from '../table.js';
import type { Row } from '../table.js';
import { isMultivalue, multivalue, textOf, valuesOf } from '../value.js';
import type { Value } from '../value.js';
import { command } from './command.js';

export const fillnull = command({
  name: 'fillnull',
  about: 'Puts a value, 0 unless given, where a field is missing.',
  syntax: sequence({ options: options({ value: text }), fields: optional(fields) }),
  columns: ({ fields: names = [] }, input) => withColumns(input, names.filter((name) => !input.multivalue.has(name))),
  run: ({ options: { value = '0' }, fields: names }, input) => {
    // Without names it is the fields that any row has.
    const wanted = names ?? [...new Set([...input.columns, ...input.rows.flatMap(({ fields: row }) => [...row.keys()])])];
    if (wanted.some((name) => name.includes('*'))) refuse('wildcards in fillnull are not followed');
    const rows = input.rows.map((row): Row => {
      const missing = wanted.filter((name) => !row.fields.has(name));
      return missing.length === 0 ? row : { ...row, fields: new Map([...row.fields, ...missing.map((name) => [name, value] as const)]) };
    });
    return { rows, columns: [...new Set([...input.columns, ...wanted])] };
  },
});

function changed(row: Row, name: string, value: Value): Row {
  const found = new Map(row.fields);
  if (value === null) found.delete(name);
  else found.set(name, value);
  return { ...row, fields: found };
}

/** Values between dividers, or all matches of a tokenizer's first group. */
function splitter(delim: string, tokenizer: string | undefined, allowEmpty: boolean): (value: string) => string[] {
  if (tokenizer === undefined) return (value) => value.split(delim).filter((part) => allowEmpty || part !== '');
  const translated = translateRegex(tokenizer);
  if ('problem' in translated) return refuse(`the tokenizer ${tokenizer.slice(0, 80)}: ${translated.problem}`);
  const regex = new RegExp(translated.regex.source, `${translated.regex.flags.replace(/[gy]/g, '')}g`);
  return (value) => [...value.matchAll(regex)].flatMap((match) => match[1] ?? []);
}

export const makemv = command({
  name: 'makemv',
  about: 'Splits a field into several values.',
  syntax: sequence({ options: options({ delim: text, tokenizer: text, allowempty: bool, setsv: bool }), field }),
  reads: ({ field: name }) => [name],
  columns: ({ field: name }, input) => withColumns(input, [name], [name]),
  run: ({ options: { delim = ' ', tokenizer, allowempty = false, setsv }, field: name }, input) => {
    if (setsv !== undefined) refuse('makemv with setsv is not run');
    const split = splitter(delim, tokenizer, allowempty);
    return { ...input, rows: input.rows.map((row) => (row.fields.has(name) ? changed(row, name, multivalue(valuesOf(row.fields.get(name) ?? null).flatMap(split))) : row)) };
  },
});

export const nomv = command({
  name: 'nomv',
  about: 'Joins the values of a field, a line each.',
  syntax: sequence({ field }),
  reads: ({ field: name }) => [name],
  columns: ({ field: name }, input) => withColumns(input, [name]),
  run: ({ field: name }, input) => ({
    ...input,
    rows: input.rows.map((row) => {
      const value = row.fields.get(name) ?? null;
      return isMultivalue(value) ? changed(row, name, textOf(value)) : row;
    }),
  }),
});

/** Splunk stops at a limit of memory; we, with the same warning, at a number of rows. */
const MOST_ROWS = 500_000;

export const mvexpand = command({
  name: 'mvexpand',
  about: 'One row for each value of a field.',
  syntax: sequence({ options: options({ limit: integer }), field }),
  reads: ({ field: name }) => [name],
  columns: ({ field: name }, input) => withColumns(input, [name]),
  run: ({ options: { limit = 0 }, field: name }, input, context) => {
    if (name.startsWith('_')) refuse(`mvexpand cannot expand the internal field ${name}`);
    const rows: Row[] = [];
    for (const row of input.rows) {
      const values = valuesOf(row.fields.get(name) ?? null);
      if (values.length < 2) rows.push(row);
      else for (const value of limit > 0 ? values.slice(0, limit) : values) rows.push(changed(row, name, value));
      if (rows.length > MOST_ROWS) {
        context.warn(`mvexpand stopped at ${MOST_ROWS} rows`);
        return { ...input, rows: rows.slice(0, MOST_ROWS) };
      }
    }
    return { ...input, rows };
  },
});
