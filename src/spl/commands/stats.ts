import { columnsOf, withColumns } from '../columns.js';
import type { Columns } from '../columns.js';
import { fieldsIn } from '../eval/names.js';
import { combinations, groupRows } from '../group.js';
import type { Group } from '../group.js';
import { groupKey } from '../statistics.js';
import { aggregation } from '../syntax/aggregation.js';
import type { Aggregation } from '../syntax/aggregation.js';
import { after, bool, fields, integer, many, optional, options, sequence, text } from '../syntax/grammar.js';
import { refuse } from '../table.js';
import type { Row, Table } from '../table.js';
import type { Value } from '../value.js';
import { command } from './command.js';

const aggregations = many(aggregation, { stop: ['by', 'from', 'where', 'groupby'] });
const by = optional(after('by', fields));

/** Fields that statistical functions read. */
export function aggregatedFields(list: readonly Aggregation[]): string[] {
  return list.flatMap(({ field, eval: expression }) => (expression ? fieldsIn(expression) : field === undefined ? [] : [field]));
}

export function aggregatedColumns(list: readonly Aggregation[]): { names: string[]; multivalue: string[] } {
  return { names: list.map(({ as }) => as), multivalue: list.filter(({ name }) => name === 'values' || name === 'list').map(({ as }) => as) };
}

/** The columns of grouped rows: groups first, then results. */
export function groupedColumns(list: readonly Aggregation[], groups: readonly string[]): Columns {
  const { names, multivalue } = aggregatedColumns(list);
  return columnsOf([...groups, ...names], multivalue);
}

export function groupedTable(groups: readonly Group[], names: readonly string[], results: readonly string[]): Table {
  const rows = groups.map(({ by: values, results: found, events }): Row => ({ fields: rowOf([...names, ...results], [...values, ...found]), events }));
  return { rows, columns: [...names, ...results] };
}

function rowOf(names: readonly string[], values: readonly Value[]): Map<string, Value> {
  const fields = new Map<string, Value>();
  names.forEach((name, index) => {
    const value = values[index] ?? null;
    if (value !== null) fields.set(name, value);
  });
  return fields;
}

const syntax = sequence({ options: options({ allnum: bool, partitions: integer, delim: text, dedup_splitvals: bool }), aggregations, by });

/** What the options change is not followed; partitions only spread the work. */
function mustBePlain({ allnum, delim, dedup_splitvals: dedup }: { readonly allnum?: boolean; readonly delim?: string; readonly dedup_splitvals?: boolean }): void {
  if (allnum === true || delim !== undefined || dedup === true) refuse('allnum, delim and dedup_splitvals are not run');
}

export const stats = command({
  name: 'stats',
  about: 'One row for each group, with the results of statistical functions over its rows.',
  syntax,
  reads: ({ aggregations: list, by: groups }) => [...aggregatedFields(list), ...(groups ?? [])],
  columns: ({ aggregations: list, by: groups }) => groupedColumns(list, groups ?? []),
  run: ({ options: given, aggregations: list, by: groups = [] }, input, context) => {
    mustBePlain(given);
    return groupedTable(groupRows(input.rows, { aggregations: list, by: groups }, context), groups, list.map(({ as }) => as));
  },
});

export const eventstats = command({
  name: 'eventstats',
  about: 'Adds to each row the results of statistical functions over its group.',
  syntax,
  reads: ({ aggregations: list, by: groups }) => [...aggregatedFields(list), ...(groups ?? [])],
  columns: ({ aggregations: list }, input) => {
    const { names, multivalue } = aggregatedColumns(list);
    return withColumns(input, names, multivalue);
  },
  run: ({ options: given, aggregations: list, by: groups = [] }, input, context) => {
    mustBePlain(given);
    const found = new Map(groupRows(input.rows, { aggregations: list, by: groups }, context).map((group) => [groupKey(group.by), group]));
    const rows = input.rows.map((row): Row => {
      const [key] = combinations(row, groups);
      const group = key && found.get(groupKey(key));
      return group ? { ...row, fields: new Map([...row.fields, ...rowOf(list.map(({ as }) => as), group.results)]) } : row;
    });
    return { ...input, rows };
  },
});
