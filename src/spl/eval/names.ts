/** What can be said of an expression without running it. */
import type { Columns } from '../columns.js';
import { allExpressions } from '../syntax/expression.js';
import type { Expression } from '../syntax/expression.js';

/** Fields whose absence the expression itself asks about: `coalesce(a, b)` needs none of both. */
const FORGIVING: ReadonlySet<string> = new Set(['coalesce', 'isnull', 'isnotnull', 'if', 'case', 'nullif', 'mvappend', 'typeof', 'validate']);

/** Fields that it reads. */
export function fieldsIn(expression: Expression): string[] {
  return [...new Set(allExpressions(expression).flatMap((part) => (part.kind === 'field' ? [part.name] : [])))];
}

/** Fields without which it cannot give a value. */
export function neededFields(expression: Expression): string[] {
  if (expression.kind === 'call' && FORGIVING.has(expression.name)) return [];
  if (expression.kind === 'call') return expression.args.flatMap(neededFields);
  return fieldsIn(expression);
}

const PREDICATES: ReadonlySet<string> = new Set(['cidrmatch', 'in', 'isbool', 'isint', 'isnotnull', 'isnull', 'isnum', 'isstr', 'isarray', 'isdouble', 'ismv', 'isobject', 'json_has_key_exact', 'tobool', 'like', 'match', 'searchmatch', 'json_valid']);
const COMPARISONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=', 'LIKE', 'AND', 'OR', 'XOR']);

/** Whether it is true or false, which no field can be. */
export function isPredicate(expression: Expression): boolean {
  if (expression.kind === 'not' || expression.kind === 'in') return true;
  if (expression.kind === 'binary') return COMPARISONS.has(expression.operator);
  return expression.kind === 'call' && PREDICATES.has(expression.name);
}

const MULTIVALUE: ReadonlySet<string> = new Set(['split', 'mvappend', 'mvdedup', 'mvfilter', 'mvmap', 'mvrange', 'mvsort', 'mvzip', 'mvreverse', 'tomv', 'commands', 'json_array_to_mv', 'spath']);
const SINGLE: ReadonlySet<string> = new Set(['mvjoin', 'mvcount', 'mvfind', 'mvindex', 'len', 'count', 'tostring', 'md5', 'sha1', 'sha256', 'sha512']);

/** Whether it can give several values. */
export function givesMultivalue(expression: Expression, input: Columns): boolean {
  if (expression.kind === 'field') return input.multivalue.has(expression.name);
  if (expression.kind !== 'call' || SINGLE.has(expression.name)) return false;
  return MULTIVALUE.has(expression.name) || expression.args.some((arg) => givesMultivalue(arg, input));
}
