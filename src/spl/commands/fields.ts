import { columnsOf } from '../columns.js';
import type { Columns } from '../columns.js';
import { compileWildcard } from '../../match/index.js';
import { fields as fieldList, many, field, sequence } from '../syntax/grammar.js';
import type { Syntax } from '../syntax/grammar.js';
import type { Row } from '../table.js';
import { command } from './command.js';

const sign: Syntax<'+' | '-' | undefined> = {
  usage: '[+|-]',
  begins: (cursor) => cursor.isWord('+', '-'),
  read: (cursor) => (cursor.takeWord('-') ? '-' : cursor.takeWord('+') ? '+' : undefined),
  print: (value) => value ?? '',
};

/** Fields that stay unless they are named: a search needs them behind the scenes (Search Reference, fields). */
const INTERNAL: ReadonlySet<string> = new Set(['_raw', '_time']);

export function nameMatcher(patterns: readonly string[]): (name: string) => boolean {
  const accept = patterns.map((pattern) => compileWildcard(pattern, { caseSensitive: true }));
  return (name) => accept.some((accepts) => accepts(name));
}

function only(input: Columns, keep: (name: string) => boolean, named: readonly string[]): Columns {
  const plain = named.filter((name) => !name.includes('*') && (input.open || input.names.has(name)));
  return { ...columnsOf([...[...input.names].filter(keep), ...plain], [...input.multivalue].filter(keep)), open: input.open && named.some((name) => name.includes('*')) };
}

export const fields = command({
  name: 'fields',
  about: 'Keeps, or with - removes, the fields named.',
  syntax: sequence({ sign, fields: fieldList }),
  reads: ({ sign: minus, fields: names }) => (minus === '-' ? [] : names),
  columns: ({ sign: minus, fields: names }, input) => {
    const named = nameMatcher(names);
    return minus === '-' ? { ...columnsOf([...input.names].filter((name) => !named(name)), input.multivalue), open: input.open } : only(input, (name) => named(name) || INTERNAL.has(name), names);
  },
  run: ({ sign: minus, fields: names }, input) => {
    const named = nameMatcher(names);
    const keep = minus === '-' ? (name: string) => !named(name) : (name: string) => named(name) || INTERNAL.has(name);
    return { rows: input.rows.map((row): Row => ({ ...row, fields: new Map([...row.fields].filter(([name]) => keep(name))) })), columns: input.columns.filter(keep) };
  },
});

export const table = command({
  name: 'table',
  about: 'Keeps the fields named, in this order.',
  syntax: many(field),
  reads: (names) => names,
  columns: (names, input) => only(input, nameMatcher(names), names),
  run: (names, input) => {
    const named = nameMatcher(names);
    const present = [...new Set([...input.columns, ...input.rows.flatMap(({ fields: row }) => [...row.keys()])])];
    const columns = [...new Set(names.flatMap((name) => (name.includes('*') ? present.filter(nameMatcher([name])) : [name])))];
    return { rows: input.rows.map((row): Row => ({ ...row, fields: new Map([...row.fields].filter(([name]) => named(name))) })), columns };
  },
});

