import { compileTerms } from '../match.js';
import { groupRows } from '../group.js';
import { aggregation } from '../syntax/aggregation.js';
import { spanOf } from '../span.js';
import type { Cursor } from '../syntax/cursor.js';
import { after, bool, field, integer, many, optional, options, sequence, span, terms, text } from '../syntax/grammar.js';
import type { Syntax } from '../syntax/grammar.js';
import { refuse } from '../table.js';
import { command } from './command.js';
import { comparedFields, subsearchesIn } from './search.js';
import { aggregatedFields, groupedColumns, groupedTable } from './stats.js';
import { resolveSubsearches } from '../subsearch.js';

interface DataModel {
  readonly model: string;
  /** The dataset in it; the first one where only the model is named. */
  readonly dataset: string | undefined;
  readonly nodename?: string;
}

/** `datamodel=Endpoint.Processes`, `datamodel Endpoint.Processes`, `datamodel="Endpoint"."Processes"`. */
const dataModel: Syntax<DataModel> = {
  usage: 'datamodel=<model>.<dataset>',
  begins: (cursor) => cursor.isWord('datamodel', 'sid') || cursor.is('word'),
  read: (cursor: Cursor) => {
    const token = cursor.peek();
    if (!cursor.takeWord('datamodel')) return cursor.fail('S202', 'datamodel=<model>.<dataset> is missing behind FROM', token);
    if (cursor.peek()?.text === '=') cursor.take();
    if (!cursor.is('word') && !cursor.is('string') && !cursor.is('macro')) return cursor.fail('S202', 'the name of a data model is missing', token);
    let name = cursor.take().text;
    while (!cursor.done && cursor.last === cursor.at && (cursor.is('string') || cursor.is('word'))) name += cursor.take().text;
    const [model = '', dataset] = name.replaceAll('"', '').split('.');
    return { model, dataset };
  },
  print: ({ model, dataset }) => `datamodel=${model}${dataset === undefined ? '' : `.${dataset}`}`,
};

interface Grouped {
  readonly field: string;
  readonly span?: string;
}

const grouped: Syntax<Grouped> = {
  usage: '<field> [span=<span>]',
  begins: (cursor) => field.begins(cursor) || cursor.isWord('span'),
  read: (cursor) => {
    const name = field.read(cursor);
    if (!cursor.isWord('span') || !cursor.isAssignment()) return { field: name };
    cursor.take();
    cursor.take();
    return { field: name, span: span.read(cursor) };
  },
  print: ({ field: name, span: length }) => `${field.print(name)}${length === undefined ? '' : ` span=${length}`}`,
};

const groups: Syntax<{ fields: readonly Grouped[]; span: string | undefined }> = {
  ...many(grouped, {}),
  read: (cursor) => {
    const fields = many(grouped, { stop: ['span'] }).read(cursor);
    if (!cursor.isWord('span') || !cursor.isAssignment()) return { fields, span: undefined };
    cursor.take();
    cursor.take();
    return { fields, span: span.read(cursor) };
  },
  print: ({ fields, span: length }) => `${many(grouped).print(fields)}${length === undefined ? '' : ` span=${length}`}`,
};

/** Results of a data model's rows, which carry the dataset's name in those of their fields: `Processes.dest`. */
export const tstats = command({
  name: 'tstats',
  about: 'Statistical functions over the rows of a data model or over indexed fields.',
  syntax: sequence({
    options: options({
      prestats: bool, local: bool, append: bool, summariesonly: bool, include_reduced_buckets: bool, allow_old_summaries: bool, chunk_size: integer,
      fillnull_value: text, use_summary_index_values: bool, nodename: text,
    }),
    aggregations: many(aggregation, { stop: ['by', 'from', 'where', 'groupby'] }),
    from: optional(after('from', dataModel)),
    where: optional(after('where', terms('by', 'groupby'))),
    by: optional(after('by', groups, 'groupby')),
  }),
  source: ({ from, where }) => (from ? { kind: 'dataset', model: from.model, dataset: from.dataset ?? from.model, where } : { kind: 'events', where }),
  reads: ({ aggregations, where, by }) => [...aggregatedFields(aggregations), ...comparedFields(where), ...(by?.fields ?? []).map(({ field: name }) => name)],
  columns: ({ aggregations, by }) => groupedColumns(aggregations, (by?.fields ?? []).map(({ field: name }) => name)),
  searches: ({ where }) => subsearchesIn(where),
  run: async ({ options: { prestats, append, nodename, fillnull_value: fillnull }, aggregations, from, where, by }, _, context) => {
    if (prestats) refuse('tstats with prestats=true is not run');
    if (append) refuse('tstats with append=true is not run');
    if (nodename !== undefined) refuse('tstats with nodename is not run');
    if (!from) refuse('tstats without a data model reads indexed fields, which no event file has');
    const names = (by?.fields ?? []).map(({ field: name }) => name);
    const spans = new Map((by?.fields ?? []).flatMap(({ field: name, span: length }) => (length === undefined ? [] : [[name, spanOf(length, context)] as const])));
    if (by?.span !== undefined) spans.set('_time', spanOf(by.span, context));
    if (names.includes('_time') && !spans.has('_time')) refuse('tstats by _time without span takes a span of its own, which is not known here');
    const accepts = where ? compileTerms(await resolveSubsearches(where, context), context) : () => true;
    const rows = context.rows({ kind: 'dataset', model: from.model, dataset: from.dataset ?? from.model, where }).filter(({ fields }) => accepts(fields));
    const bin = (name: string, value: string): string => spans.get(name)?.(value) ?? value;
    const found = groupRows(rows, { aggregations, by: names, bin, ...(fillnull !== undefined && { fillnull }) }, context);
    return groupedTable(found, names, aggregations.map(({ as }) => as));
  },
});
