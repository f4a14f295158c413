/** Commands that read lookups: lookup, inputlookup; outputlookup is known and not run. */
import { anyColumns, withColumns } from '../columns.js';
import { compileLookup } from '../lookuptable.js';
import { compileTerms } from '../match.js';
import { after, bool, choice, field, integer, many, optional, options, sequence, terms, text } from '../syntax/grammar.js';
import type { Syntax } from '../syntax/grammar.js';
import { refuse } from '../table.js';
import type { Row, RunContext, Lookup } from '../table.js';
import { multivalue, valuesOf } from '../value.js';
import { command } from './command.js';
import { comparedFields } from './search.js';

interface Mapping {
  readonly column: string;
  readonly field: string;
}

const mapping: Syntax<Mapping> = {
  usage: '<column> [AS <field>]',
  begins: (cursor) => field.begins(cursor),
  read: (cursor) => {
    const column = field.read(cursor);
    const as = cursor.peek();
    if (!cursor.takeWord('as')) return { column, field: column };
    return { column, field: field.begins(cursor) ? field.read(cursor) : cursor.fail('S202', 'a name is missing behind AS', as) };
  },
  print: ({ column, field: name }) => (column === name ? field.print(column) : `${field.print(column)} as ${field.print(name)}`),
};

const mappings = many(mapping, { stop: ['output', 'outputnew'] });

interface Output {
  readonly onlyNew: boolean;
  readonly mappings: readonly Mapping[];
}

const output: Syntax<Output> = {
  usage: '(OUTPUT | OUTPUTNEW) <column> [AS <field>] …',
  begins: (cursor) => cursor.isWord('output', 'outputnew'),
  read: (cursor) => {
    const onlyNew = cursor.isWord('outputnew');
    return { onlyNew, mappings: after(onlyNew ? 'outputnew' : 'output', mappings).read(cursor) };
  },
  print: ({ onlyNew, mappings: list }) => `${onlyNew ? 'OUTPUTNEW' : 'OUTPUT'} ${mappings.print(list)}`,
};

export function findLookup(name: string, context: RunContext): Lookup {
  return context.lookup(name) ?? refuse(`the lookup ${name} does not exist, so that the search fails`);
}

/** Fields in: those of the row named AS, or as the column. */
export const lookup = command({
  name: 'lookup',
  about: 'Adds to each row what a lookup has for the values of some of its fields.',
  syntax: sequence({
    options: options({ local: bool, update: bool, event_time_field: field }),
    name: field,
    input: mappings,
    output: optional(output),
  }),
  reads: ({ input }) => input.map(({ field: name }) => name),
  lookups: ({ name }) => [name],
  columns: ({ output: found }, input) => (found ? withColumns(input, found.mappings.map(({ field: name }) => name), found.mappings.map(({ field: name }) => name)) : { ...input, open: true }),
  run: ({ options: { event_time_field: time }, name, input: inputs, output: wanted }, table, context) => {
    if (time !== undefined) refuse('lookup by time is not run');
    const definition = findLookup(name, context);
    const match = compileLookup(definition, inputs.map(({ column }) => column));
    const outputs = wanted?.mappings ?? definition.columns.filter((column) => !inputs.some((one) => one.column === column)).map((column) => ({ column, field: column }));
    const missing = outputs.find(({ column }) => !definition.columns.includes(column));
    if (missing) refuse(`the lookup ${name} has no column ${missing.column}, so that the search fails`);
    const rows = table.rows.map((row): Row => {
      const present = wanted?.onlyNew === true ? outputs.filter(({ field: target }) => !row.fields.has(target)) : outputs;
      const matches = present.length === 0 ? [] : match(inputs.map(({ field: source }) => valuesOf(row.fields.get(source) ?? null)));
      if (matches.length === 0) return row;
      const fields = new Map(row.fields);
      for (const { column, field: target } of present) {
        const value = multivalue(matches.map((found) => found.get(column) ?? '').filter((text_) => text_ !== ''));
        if (value === null) fields.delete(target);
        else fields.set(target, value);
      }
      return { ...row, fields };
    });
    return { ...table, rows };
  },
});

export const inputlookup = command({
  name: 'inputlookup',
  about: 'The rows of a lookup.',
  syntax: sequence({ options: options({ append: bool, strict: bool, start: integer, max: integer }), name: field, where: optional(after('where', terms())) }),
  source: ({ options: { append }, name }) => (append === true ? undefined : { kind: 'lookup', name }),
  lookups: ({ name }) => [name],
  reads: ({ where }) => comparedFields(where),
  columns: () => anyColumns,
  run: ({ options: { append, start = 0, max = Infinity }, name, where }, input, context) => {
    const { columns, rows } = findLookup(name, context);
    const accepts = where ? compileTerms(where, context) : () => true;
    const found = rows.slice(start).map((entry): Row => ({ fields: new Map([...entry].filter(([, value]) => value !== '')), events: [] }));
    const kept = found.filter(({ fields }) => accepts(fields)).slice(0, max);
    return append === true ? { columns: [...new Set([...input.columns, ...columns])], rows: [...input.rows, ...kept] } : { columns, rows: kept };
  },
});

export const outputlookup = command({
  name: 'outputlookup',
  about: 'Writes the rows into a lookup.',
  syntax: sequence({
    options: options({
      append: bool, create_empty: bool, override_if_empty: bool, max: integer, key_field: field, createinapp: bool, create_context: choice('app', 'user', 'system'), output_format: text, allow_updates: bool,
    }),
    name: field,
  }),
  lookups: ({ name }) => [name],
  columns: (_, input) => input,
});
