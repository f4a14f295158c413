/** Rows in groups by the values of fields: stats, eventstats and tstats alike. */
import { order } from './eval/arithmetic.js';
import type { EvalContext } from './functions/function.js';
import { accumulatorOf, groupKey } from './statistics.js';
import type { Accumulator } from './statistics.js';
import type { Aggregation } from './syntax/aggregation.js';
import { mergeEvents } from './table.js';
import type { Row } from './table.js';
import { valuesOf } from './value.js';
import type { Value } from './value.js';

export interface Group {
  readonly by: readonly Value[];
  readonly results: readonly Value[];
  readonly events: readonly number[];
}

interface Open {
  readonly by: readonly string[];
  readonly accumulators: readonly Accumulator[];
  readonly rows: Row[];
}

export interface Grouping {
  readonly aggregations: readonly Aggregation[];
  readonly by: readonly string[];
  /** What stands for a missing field; without, its row is in no group. */
  readonly fillnull?: string;
  /** Changes a value before it is grouped by, as span does. */
  readonly bin?: (field: string, value: string) => string;
}

/** A row with several values in a field is in the group of each. Groups come in the order of their values. */
export function groupRows(rows: readonly Row[], { aggregations, by, fillnull, bin }: Grouping, context: EvalContext): readonly Group[] {
  const makers = aggregations.map((aggregation) => accumulatorOf(aggregation, context));
  const groups = new Map<string, Open>();
  const openGroup = (values: readonly string[]): Open => {
    const key = groupKey(values);
    const found = groups.get(key) ?? { by: values, accumulators: makers.map((make) => make()), rows: [] };
    groups.set(key, found);
    return found;
  };
  if (by.length === 0) openGroup([]);
  for (const row of rows) {
    for (const values of combinations(row, by, fillnull, bin)) {
      const group = openGroup(values);
      group.rows.push(row);
      for (const accumulator of group.accumulators) accumulator.add(row.fields);
    }
  }
  return [...groups.values()].sort(byValues).map((group) => ({
    by: group.by,
    results: group.accumulators.map(({ result }) => result()),
    events: mergeEvents(group.rows),
  }));
}

function byValues(a: Open, b: Open): number {
  return a.by.reduce((result, value, index) => result || order(value, b.by[index] ?? ''), 0);
}

/** Each combination of the values that the row has in these fields. */
export function combinations(row: Row, by: readonly string[], fillnull?: string, bin?: Grouping['bin']): string[][] {
  let found: string[][] = [[]];
  for (const field of by) {
    const values = valuesOf(row.fields.get(field) ?? null);
    const present = values.length === 0 && fillnull !== undefined ? [fillnull] : values;
    found = found.flatMap((prefix) => present.map((value) => [...prefix, bin ? bin(field, value) : value]));
  }
  return found;
}
