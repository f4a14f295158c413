/** Statistical functions over the rows of a group (Search Reference, "Statistical and charting functions"). */
import type { EvalContext } from './functions/function.js';
import type { Aggregation } from './syntax/aggregation.js';
import { compileExpression } from './eval/compile.js';
import type { Fields } from './eval/compile.js';
import { byteOrder } from './eval/arithmetic.js';
import { multivalue, numberOf, textOf, valuesOf } from './value.js';
import type { Value } from './value.js';

/** `list` stops here. */
const LONGEST_LIST = 100;

/** Takes the rows of a group one by one, in the order of the search. */
export interface Accumulator {
  readonly add: (fields: Fields) => void;
  readonly result: () => Value;
}

/** A maker of accumulators, one for each group. Throws a Refusal for a function that is not run. */
export function accumulatorOf(aggregation: Aggregation, context: EvalContext): () => Accumulator {
  const values = argumentOf(aggregation, context);
  const { name, percentile } = aggregation;
  if (!values) return () => counting(() => 1);
  const collected = collectors[name];
  if (collected) return () => collecting(values, (all) => collected(all, percentile ?? 50));
  const byTime = timed[name];
  if (byTime) return () => timing(values, byTime);
  if (name === 'count') return () => counting((fields) => values(fields).length);
  return context.refuse(`the function ${name} is not run here`);
}

/** Nothing for `count` of rows. `eval()` counts where it is true. */
function argumentOf({ field, eval: expression }: Aggregation, context: EvalContext): ((fields: Fields) => readonly string[]) | undefined {
  if (expression) {
    const compiled = compileExpression(expression, context);
    return (fields) => {
      const value = compiled(fields);
      if (typeof value === 'boolean') return value ? ['1'] : [];
      return valuesOf(value);
    };
  }
  if (field === undefined) return undefined;
  if (field.startsWith('`')) return context.refuse(`the macro ${field} is not defined`);
  if (field.includes('*')) return context.refuse(`wildcards in ${field} are not followed`);
  return (fields) => valuesOf(fields.get(field) ?? null);
}

function counting(weight: (fields: Fields) => number): Accumulator {
  let count = 0;
  return { add: (fields) => (count += weight(fields)), result: () => count };
}

function collecting(values: (fields: Fields) => readonly string[], result: (all: readonly string[]) => Value): Accumulator {
  const all: string[] = [];
  return { add: (fields) => void all.push(...values(fields)), result: () => result(all) };
}

interface Timed {
  readonly value: string;
  readonly time: number;
}

function timing(values: (fields: Fields) => readonly string[], result: (all: readonly Timed[]) => Value): Accumulator {
  const all: Timed[] = [];
  return {
    add: (fields) => {
      const time = numberOf(fields.get('_time') ?? null);
      if (time !== undefined) for (const value of values(fields)) all.push({ value, time });
    },
    result: () => result(all),
  };
}

type Name = Aggregation['name'];

const collectors: Readonly<Partial<Record<Name, (all: readonly string[], percentile: number) => Value>>> = {
  dc: (all) => new Set(all).size,
  estdc: (all) => new Set(all).size,
  values: (all) => multivalue([...new Set(all)].sort(byteOrder)),
  list: (all) => multivalue(all.slice(0, LONGEST_LIST)),
  first: (all) => all[0] ?? null,
  last: (all) => all.at(-1) ?? null,
  min: (all) => extreme(all, (a, b) => a < b),
  max: (all) => extreme(all, (a, b) => a > b),
  sum: (all) => numeric(all, (n) => sum(n)),
  sumsq: (all) => numeric(all, (n) => sum(n.map((x) => x * x))),
  avg: (all) => numeric(all, mean),
  range: (all) => numeric(all, (n) => reduce(n, Math.max) - reduce(n, Math.min)),
  var: (all) => numeric(all, (n) => (n.length > 1 ? squares(n) / (n.length - 1) : 0)),
  varp: (all) => numeric(all, (n) => squares(n) / n.length),
  stdev: (all) => numeric(all, (n) => (n.length > 1 ? Math.sqrt(squares(n) / (n.length - 1)) : 0)),
  stdevp: (all) => numeric(all, (n) => Math.sqrt(squares(n) / n.length)),
  median: (all) => numeric(all, (n) => rank(n, 50)),
  perc: (all, percentile) => numeric(all, (n) => rank(n, percentile)),
  exactperc: (all, percentile) => numeric(all, (n) => rank(n, percentile)),
  upperperc: (all, percentile) => numeric(all, (n) => rank(n, percentile)),
  mode: (all) => mostFrequent(all),
};

const timed: Readonly<Partial<Record<Name, (all: readonly Timed[]) => Value>>> = {
  earliest: (all) => pick(all, (a, b) => a.time < b.time)?.value ?? null,
  latest: (all) => pick(all, (a, b) => a.time >= b.time)?.value ?? null,
  earliest_time: (all) => pick(all, (a, b) => a.time < b.time)?.time ?? null,
  latest_time: (all) => pick(all, (a, b) => a.time >= b.time)?.time ?? null,
};

function pick(all: readonly Timed[], isBetter: (a: Timed, b: Timed) => boolean): Timed | undefined {
  return all.length === 0 ? undefined : all.reduce((best, next) => (isBetter(next, best) ? next : best));
}

/** As numbers where all are numbers, else by bytes. */
function extreme(all: readonly string[], isBetter: (a: number, b: number) => boolean): Value {
  if (all.length === 0) return null;
  const found = numbersIn(all);
  if (found.length === all.length) return found.reduce((best, next) => (isBetter(next, best) ? next : best));
  return all.reduce((best, next) => (isBetter(byteOrder(next, best), 0) ? next : best));
}

function numbersIn(all: readonly string[]): number[] {
  return all.map(numberOf).filter((value) => value !== undefined);
}

/** Over the values that are numbers; null where there is none. */
function numeric(all: readonly string[], result: (numbers: readonly number[]) => number): Value {
  const found = numbersIn(all);
  return found.length === 0 ? null : result(found);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, next) => total + next, 0);
}

function reduce(numbers: readonly number[], better: (a: number, b: number) => number): number {
  return numbers.reduce((best, next) => better(best, next));
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}

function squares(numbers: readonly number[]): number {
  const middle = mean(numbers);
  return sum(numbers.map((x) => (x - middle) ** 2));
}

/** Interpolated between neighbours, as exactperc documents it; perc is exact too below 1,000 values. */
function rank(numbers: readonly number[], percentile: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const place = (percentile / 100) * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

function mostFrequent(all: readonly string[]): Value {
  const counts = new Map<string, number>();
  for (const value of all) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: string | null = null;
  for (const [value, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = value;
  return best;
}

/** What a group is called by, so that it can be found again. */
export function groupKey(values: readonly Value[]): string {
  return JSON.stringify(values.map((value) => (value === null ? null : textOf(value))));
}
