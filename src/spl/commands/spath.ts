import { withColumns } from '../columns.js';
import { extractJson, jsonFields } from '../json.js';
import { field, optional, options, sequence, text } from '../syntax/grammar.js';
import { refuse } from '../table.js';
import type { Row } from '../table.js';
import { textOf } from '../value.js';
import type { Value } from '../value.js';
import { command } from './command.js';

function parse(value: Value): unknown {
  const written = value === null ? '' : textOf(value).trim();
  if (written.startsWith('<')) return refuse('spath over XML is not run');
  try {
    return written === '' ? undefined : JSON.parse(written);
  } catch {
    return undefined;
  }
}

export const spath = command({
  name: 'spath',
  about: 'Fills fields from a JSON text.',
  syntax: sequence({ options: options({ input: field, output: field, path: text }), path: optional(text) }),
  reads: ({ options: { input } }) => (input === undefined ? [] : [input]),
  columns: ({ options: { output, path: named }, path }, columns) => {
    const wanted = named ?? path;
    return wanted === undefined ? { ...columns, open: true } : withColumns(columns, [output ?? wanted], [output ?? wanted]);
  },
  run: ({ options: { input = '_raw', output, path: named }, path }, table) => {
    const wanted = named ?? path;
    const rows = table.rows.map((row): Row => {
      const json = parse(row.fields.get(input) ?? null);
      if (json === undefined) return row;
      if (wanted === undefined) return { ...row, fields: new Map([...row.fields, ...jsonFields(json)]) };
      const value = extractJson(json, wanted);
      return value === null ? row : { ...row, fields: new Map(row.fields).set(output ?? wanted, value) };
    });
    return { ...table, rows };
  },
});
