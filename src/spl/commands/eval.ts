import { withColumns } from '../columns.js';
import { compileExpression } from '../eval/compile.js';
import { neededFields, givesMultivalue, isPredicate } from '../eval/names.js';
import type { Cursor } from '../syntax/cursor.js';
import { printExpression, readExpression } from '../syntax/expression.js';
import type { Expression } from '../syntax/expression.js';
import { field, many } from '../syntax/grammar.js';
import type { Syntax } from '../syntax/grammar.js';
import { refuse } from '../table.js';
import type { Row } from '../table.js';
import { textOf } from '../value.js';
import type { Value } from '../value.js';
import { command } from './command.js';

interface Assignment {
  /** May hold `{field}`, for which the field's value stands. */
  readonly name: string;
  readonly value: Expression;
}

const assignment: Syntax<Assignment> = {
  usage: '<field>=<expression>',
  begins: (cursor: Cursor) => ['word', 'string', 'quoted'].includes(cursor.peek()?.kind ?? '') || template(cursor) !== undefined,
  read: (cursor) => {
    const token = cursor.peek();
    if (!assignment.begins(cursor)) return cursor.fail('S202', 'a field to assign to is missing');
    const name = takeName(cursor);
    const equals = cursor.peek();
    if (equals?.text !== '=') return cursor.fail('S202', `= is missing behind ${name}`, token);
    cursor.take();
    if (cursor.done) cursor.fail('S207', `an expression is missing behind ${name}=`, equals);
    return { name, value: readExpression(cursor) };
  },
  print: ({ name, value }) => `${field.print(name)}=${printExpression(value)}`,
};

/** `<<FIELD>>` in what foreach repeats. */
function template(cursor: Cursor): string | undefined {
  return /^(?:[\w.]*<<[A-Z0-9]+>>[\w.]*)+/.exec(cursor.text.slice(cursor.at, Math.min(cursor.end, cursor.at + LONGEST_NAME)))?.[0];
}

const LONGEST_NAME = 200;

function takeName(cursor: Cursor): string {
  const found = template(cursor);
  if (found !== undefined) {
    cursor.at += found.length;
    return found;
  }
  const { kind, text } = cursor.take();
  return kind === 'word' ? text : text.slice(1, -1);
}

export const assign = command({
  name: 'eval',
  about: 'Sets fields to the values of expressions, left to right; a field that is set to null is gone.',
  syntax: many(assignment, { comma: 'needed' }),
  reads: (assignments) => {
    const made = new Set<string>();
    const needed: string[] = [];
    for (const { name, value } of assignments) {
      needed.push(...neededFields(value).filter((read) => !made.has(read)));
      made.add(name);
    }
    return needed;
  },
  columns: (assignments, input) => assignments.reduce((columns, { name, value }) => {
    const grown = withColumns(columns, [name], givesMultivalue(value, columns) ? [name] : []);
    return name.includes('{') ? { ...grown, open: true } : grown;
  }, input),
  run: (assignments, input, context) => {
    const compiled = assignments.map(({ name, value }) => {
      if (isPredicate(value)) refuse(`${name} cannot be set to a truth value: write if(…, "true", "false")`);
      return { name, value: compileExpression(value, context) };
    });
    const rows = input.rows.map((row): Row => {
      const fields = new Map(row.fields);
      for (const { name, value } of compiled) set(fields, name, value(fields));
      return { ...row, fields };
    });
    return { ...input, rows };
  },
});

function set(fields: Map<string, Value>, name: string, value: Value): void {
  const key = name.replace(/\{([^{}]+)\}/g, (_, inner: string) => textOf(fields.get(inner) ?? null));
  if (value === null) fields.delete(key);
  else fields.set(key, value);
}
