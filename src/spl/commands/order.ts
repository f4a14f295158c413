/** Commands that choose rows or put them in order: sort, dedup, head, tail, reverse, uniq. */
import { order } from '../eval/arithmetic.js';
import { compileExpression } from '../eval/compile.js';
import { groupKey } from '../statistics.js';
import type { Cursor } from '../syntax/cursor.js';
import { after, bool, expression, field, fields, flag, integer, many, optional, options, sequence } from '../syntax/grammar.js';
import type { Syntax } from '../syntax/grammar.js';
import { refuse } from '../table.js';
import type { Row } from '../table.js';
import { numberOf, textOf } from '../value.js';
import { command } from './command.js';
import { compileCidr } from '../../match/index.js';

interface Key {
  readonly field: string;
  readonly descending: boolean;
  readonly type?: 'auto' | 'str' | 'num' | 'ip';
}

/** `-field`, `- field`, `num(field)`. A sign that stands alone is for the next field only. */
const key: Syntax<Key> = {
  usage: '[+|-]<field>',
  begins: (cursor) => field.begins(cursor) && !cursor.isWord('d', 'desc'),
  read: (cursor: Cursor) => {
    const alone = cursor.isWord('-', '+');
    const sign = alone ? cursor.take().text : '';
    const token = cursor.peek();
    const name = field.read(cursor);
    const [, direction = '', type = '', inner = ''] = /^([+-]?)(auto|str|num|ip)\((.*)\)$/i.exec(name) ?? [];
    if (inner !== '') return { field: unquoted(inner), descending: `${sign}${direction}`.startsWith('-'), type: type.toLowerCase() as Key['type'] & string };
    const bare = token?.kind === 'word' && sign === '' ? name.replace(/^[+-]/, '') : name;
    return { field: bare, descending: `${sign}${token?.kind === 'word' ? name : ''}`.startsWith('-') };
  },
  print: ({ field: name, descending, type }) => `${descending ? '-' : ''}${type === undefined ? field.print(name) : `${type}(${field.print(name)})`}`,
};

function unquoted(name: string): string {
  return name.trim().replace(/^"(.*)"$/s, '$1');
}

/** A row without the field comes last. */
function compareBy({ field: name, descending, type = 'auto' }: Key): (a: Row, b: Row) => number {
  const direction = descending ? -1 : 1;
  return (a, b) => {
    const [left, right] = [a.fields.get(name), b.fields.get(name)];
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    return direction * comparedAs(type, textOf(left), textOf(right));
  };
}

function comparedAs(type: NonNullable<Key['type']>, left: string, right: string): number {
  if (type === 'num') return (numberOf(left) ?? Infinity) - (numberOf(right) ?? Infinity);
  if (type === 'str') return left < right ? -1 : Number(left > right);
  if (type === 'ip') return addressOrder(left) - addressOrder(right);
  return order(left, right);
}

function addressOrder(text: string): number {
  if (!compileCidr(text)) return Infinity;
  return text.includes(':') ? refuse('sort ip() of IPv6 addresses is not run') : text.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

/** Without a count sort keeps 10,000 rows (Search Reference, sort); 0 keeps all. */
const SORT_LIMIT = 10_000;

export const sort = command({
  name: 'sort',
  about: 'Puts the rows in order.',
  syntax: sequence({ count: optional(integer), options: options({ limit: integer }), keys: many(key), descending: flag('desc') }),
  reads: ({ keys }) => keys.map(({ field: name }) => name),
  columns: (_, input) => input,
  run: ({ count, options: { limit }, keys, descending }, input, context) => {
    const compare = keys.map((one) => compareBy(descending ? { ...one, descending: !one.descending } : one));
    const rows = [...input.rows].sort((a, b) => compare.reduce((result, next) => result || next(a, b), 0));
    const most = count ?? limit ?? SORT_LIMIT;
    if (most > 0 && rows.length > most) context.warn(`sort kept ${most} of ${rows.length} rows`);
    return { ...input, rows: most > 0 ? rows.slice(0, most) : rows };
  },
});

export const dedup = command({
  name: 'dedup',
  about: 'Keeps the first rows of each combination of values; rows without one of the fields go.',
  syntax: sequence({
    count: optional(integer), options: options({ keepevents: bool, keepempty: bool, consecutive: bool }), fields,
    sortby: optional(after('sortby', many(key))),
  }),
  reads: ({ fields: names, sortby = [] }) => [...names, ...sortby.map(({ field: name }) => name)],
  columns: (_, input) => input,
  run: ({ count = 1, options: { keepevents, keepempty, consecutive }, fields: names, sortby = [] }, input) => {
    if (keepevents) refuse('dedup with keepevents=true is not run');
    const seen = new Map<string, number>();
    let previous: string | undefined;
    const kept = input.rows.filter(({ fields: row }) => {
      const values = names.map((name) => row.get(name) ?? null);
      if (values.includes(null)) return keepempty === true;
      const group = groupKey(values);
      if (consecutive && group !== previous) seen.clear();
      previous = group;
      const before = seen.get(group) ?? 0;
      seen.set(group, before + 1);
      return before < count;
    });
    const compare = sortby.map(compareBy);
    return { ...input, rows: compare.length === 0 ? kept : kept.sort((a, b) => compare.reduce((result, next) => result || next(a, b), 0)) };
  },
});

const TEN = 10;

export const head = command({
  name: 'head',
  about: 'The first rows: as many as said, or while an expression is true.',
  syntax: sequence({ options: options({ limit: integer, null: bool, keeplast: bool }), count: optional(integer), expression: optional(expression) }),
  columns: (_, input) => input,
  run: ({ options: { limit, null: withNull, keeplast }, count, expression: condition }, input, context) => {
    if (withNull !== undefined || keeplast !== undefined) refuse('head with null or keeplast is not run');
    const most = count ?? limit ?? (condition ? Infinity : TEN);
    const accepts = condition && compileExpression(condition, context);
    const end = accepts ? input.rows.findIndex(({ fields: row }) => accepts(row) !== true) : -1;
    return { ...input, rows: input.rows.slice(0, Math.min(most, end < 0 ? Infinity : end)) };
  },
});

export const tail = command({
  name: 'tail',
  about: 'The last rows, the last one first.',
  syntax: sequence({ count: optional(integer) }),
  columns: (_, input) => input,
  run: ({ count = TEN }, input) => ({ ...input, rows: count === 0 ? [] : input.rows.slice(-count).reverse() }),
});

export const reverse = command({
  name: 'reverse',
  about: 'Turns the order of the rows around.',
  syntax: sequence({}),
  columns: (_, input) => input,
  run: (_, input) => ({ ...input, rows: [...input.rows].reverse() }),
});

