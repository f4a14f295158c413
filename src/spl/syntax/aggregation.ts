/** Calls of statistical functions: `count`, `dc(user) AS users`, `perc95(bytes)`, `count(eval(status>400))`. */
import { suggestion } from './cursor.js';
import type { Cursor } from './cursor.js';
import { printExpression, readExpression } from './expression.js';
import type { Expression } from './expression.js';
import { field } from './grammar.js';
import type { Syntax } from './grammar.js';

export type StatisticName =
  | 'avg' | 'count' | 'dc' | 'estdc' | 'estdc_error' | 'exactperc' | 'max' | 'median' | 'min' | 'mode' | 'perc' | 'range' | 'stdev' | 'stdevp'
  | 'sum' | 'sumsq' | 'upperperc' | 'var' | 'varp' | 'first' | 'last' | 'list' | 'values' | 'earliest' | 'earliest_time' | 'latest' | 'latest_time'
  | 'rate' | 'rate_avg' | 'rate_sum' | 'per_day' | 'per_hour' | 'per_minute' | 'per_second' | 'sparkline';

const SYNONYMS: ReadonlyMap<string, StatisticName> = new Map([['c', 'count'], ['distinct_count', 'dc'], ['mean', 'avg'], ['p', 'perc']]);

const NAMES: ReadonlySet<string> = new Set<StatisticName>([
  'avg', 'count', 'dc', 'estdc', 'estdc_error', 'exactperc', 'max', 'median', 'min', 'mode', 'perc', 'range', 'stdev', 'stdevp', 'sum', 'sumsq', 'upperperc',
  'var', 'varp', 'first', 'last', 'list', 'values', 'earliest', 'earliest_time', 'latest', 'latest_time', 'rate', 'rate_avg', 'rate_sum', 'per_day', 'per_hour',
  'per_minute', 'per_second', 'sparkline',
]);

export interface Aggregation {
  readonly name: StatisticName;
  /** Of perc95 and its like. */
  readonly percentile?: number;
  /** A field or `eval(…)`; only count does without. */
  readonly field?: string;
  readonly eval?: Expression;
  /** What the result is called. */
  readonly as: string;
  readonly start: number;
  readonly end: number;
}

const PERCENTILE = /^(perc|p|exactperc|upperperc)(\d+(?:\.\d+)?)$/;

export const aggregation: Syntax<Aggregation> = {
  usage: '<function>(<field>) [AS <field>]',
  begins: (cursor) => cursor.is('word') && !cursor.isWord('by', 'from', 'where', 'groupby', 'over') && !cursor.isAssignment(),
  read: (cursor) => {
    const token = cursor.take();
    const { name, percentile } = statistic(cursor, token.text, token);
    const argument = cursor.is('lparen') ? readArgument(cursor, name) : {};
    if (name !== 'count' && name !== 'sparkline' && !('field' in argument) && !('eval' in argument)) cursor.fail('S206', `${name} needs a field: ${name}(<field>)`, token);
    const written = cursor.text.slice(token.start, cursor.last);
    const as = readAs(cursor);
    const plain = { name, ...(percentile !== undefined && { percentile }), ...argument };
    return { ...plain, as: as ?? defaultName(plain, written), start: token.start, end: cursor.last };
  },
  print: (value) => {
    const call = printCall(value);
    return call === value.as ? call : `${call} as ${field.print(value.as)}`;
  },
};

function statistic(cursor: Cursor, written: string, place: { readonly start: number; readonly end: number }): { name: StatisticName; percentile?: number } {
  const lower = written.toLowerCase();
  const [, stem, digits] = PERCENTILE.exec(lower) ?? [];
  const base = stem ?? lower;
  const name = SYNONYMS.get(base) ?? base;
  if (!NAMES.has(name) || (stem === undefined && ['perc', 'exactperc', 'upperperc'].includes(name))) {
    cursor.fail('S205', `there is no statistical function ${written}${suggestion(lower, [...NAMES, ...SYNONYMS.keys()])}`, place);
  }
  return { name: name as StatisticName, ...(digits !== undefined && { percentile: Number(digits) }) };
}

function readArgument(cursor: Cursor, name: string): { field?: string; eval?: Expression } {
  const open = cursor.take();
  const inner = cursor.takeIf('rparen');
  if (inner) return name === 'count' ? {} : cursor.fail('S206', `${name} needs a field: ${name}(<field>)`, open);
  const argument = name === 'sparkline' ? readSparkline(cursor) : cursor.isWord('eval') && cursor.text[(cursor.peek()?.end ?? 0)] === '(' ? readEval(cursor) : { field: field.read(cursor) };
  if (!cursor.takeIf('rparen')) cursor.fail('S104', 'a ) is missing here');
  return argument;
}

function readEval(cursor: Cursor): { eval: Expression } {
  cursor.take();
  cursor.expect('lparen', '(');
  const expression = readExpression(cursor);
  if (!cursor.takeIf('rparen')) cursor.fail('S104', 'a ) is missing here');
  return { eval: expression };
}

/** `sparkline(count, 1h)`, `sparkline(avg(x))`: known, and not run. */
function readSparkline(cursor: Cursor): { field: string } {
  const { start } = aggregation.read(cursor);
  if (cursor.takeIf('comma')) cursor.take();
  return { field: cursor.text.slice(start, cursor.last) };
}

function readAs(cursor: Cursor): string | undefined {
  const token = cursor.peek();
  if (!cursor.takeWord('as')) return undefined;
  if (!field.begins(cursor)) cursor.fail('S202', 'a name is missing behind AS', token);
  return field.read(cursor);
}

/** The column is called as the call is written, but for `count` of all rows. */
function defaultName(call: Omit<Aggregation, 'as' | 'start' | 'end'>, written: string): string {
  return call.field === undefined && call.eval === undefined ? call.name : written.replace(/\s+/g, call.eval ? ' ' : '');
}

function printCall({ name, percentile, field: argument, eval: expression }: Aggregation): string {
  const head = `${name}${percentile ?? ''}`;
  if (expression) return `${head}(eval(${printExpression(expression)}))`;
  return argument === undefined ? head : `${head}(${argument.startsWith('`') || name === 'sparkline' ? argument : field.print(argument)})`;
}
