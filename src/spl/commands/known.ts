/** Commands that are known with their syntax and not run by the lab: a search with one of them cannot be proven here. */
import { anyColumns } from '../columns.js';
import { readExpression, printExpression } from '../syntax/expression.js';
import type { Expression } from '../syntax/expression.js';
import { aggregation } from '../syntax/aggregation.js';
import { after, bool, choice, enclosed, field, fields, integer, many, number, optional, options, sequence, span, subsearch, terms, text } from '../syntax/grammar.js';
import type { Syntax } from '../syntax/grammar.js';
import type { Search } from '../syntax/search.js';
import { printTerms, readTerms } from '../syntax/terms.js';
import type { Terms } from '../syntax/terms.js';
import { command } from './command.js';
import type { AnyCommand } from './command.js';

const aggregations = many(aggregation, { stop: ['by', 'from', 'where', 'groupby', 'over'] });
const by = optional(after('by', fields));
const spans = { span, bins: integer, minspan: span, start: text, end: text, aligntime: text };

/** Whatever words and options follow; their meaning is another app's. */
export const anything: Syntax<string> = {
  usage: '…',
  begins: () => true,
  read: (cursor) => {
    const start = cursor.at;
    let last = '';
    while (!cursor.done) {
      if (cursor.is('open')) cursor.takeSubsearch();
      else last = cursor.take().text;
    }
    if (last === '=') cursor.fail('S204', 'a value is missing behind =');
    return cursor.text.slice(start, cursor.last);
  },
  print: (value) => value,
};

interface Known<A> {
  readonly name: string;
  readonly about: string;
  readonly syntax: Syntax<A>;
  readonly searches?: (args: A) => readonly Search[];
  readonly aliases?: readonly string[];
  /** Begins a search. */
  readonly generates?: true;
}

function known<A>({ generates, ...definition }: Known<A>): AnyCommand {
  return command({ ...definition, columns: () => anyColumns, ...(generates && { source: () => ({ kind: 'none' as const }) }) });
}

/** `startswith=` and its like of transaction: a string, eval(…) or terms in parentheses. */
const condition: Syntax<string | Expression | Terms> = {
  usage: '(<string> | eval(<expression>) | (<terms>))',
  begins: (cursor) => !cursor.done,
  read: (cursor) => {
    if (cursor.isWord('eval')) {
      cursor.take();
      return readParenthesised(cursor, () => readExpression(cursor));
    }
    if (!cursor.is('lparen')) return text.read(cursor);
    return readParenthesised(cursor, () => readTerms(cursor) ?? cursor.fail('S208', 'there is nothing between the parentheses'));
  },
  print: (value) => {
    if (typeof value === 'string') return text.print(value);
    return isTerms(value) ? `(${printTerms(value)})` : `eval(${printExpression(value)})`;
  },
};

function readParenthesised<T>(cursor: Parameters<Syntax<T>['read']>[0], read: () => T): T {
  const open = cursor.expect('lparen', '(');
  const value = read();
  if (!cursor.takeIf('rparen')) cursor.fail('S104', 'a ( is not closed', open);
  return value;
}

function isTerms(value: Expression | Terms): value is Terms {
  return ['and', 'or', 'comparison', 'phrase', 'in'].includes(value.kind) || (value.kind === 'not' && 'term' in value);
}

const fieldList = { options: options({}), fields: optional(fields) };

/** `x="y" IN a, b` of replace. */
const replacement = {
  usage: '<string> WITH <string>',
  begins: (cursor) => cursor.is('word') || cursor.is('string'),
  read: (cursor) => ({ from: text.read(cursor), to: after('with', text).read(cursor) }),
  print: ({ from, to }) => `${text.print(from)} with ${text.print(to)}`,
} satisfies Syntax<{ from: string; to: string }>;

export const knownCommands: readonly AnyCommand[] = [
  known({ name: 'abstract', about: 'Shortens events.', syntax: sequence({ options: options({ maxterms: integer, maxlines: integer }) }) }),
  known({ name: 'accum', about: 'A running sum.', syntax: sequence({ field, as: optional(after('as', field)) }) }),
  known({ name: 'addcoltotals', about: 'A row with the sums of columns.', syntax: sequence({ options: options({ labelfield: field, label: text }), fields: optional(fields) }) }),
  known({ name: 'addinfo', about: 'Adds what the search is about, such as its time range.', syntax: sequence({}) }),
  known({ name: 'addtotals', about: 'Adds the sum of a row’s fields.', syntax: sequence({ options: options({ row: bool, col: bool, labelfield: field, label: text, fieldname: field }), fields: optional(fields) }) }),
  known({ name: 'analyzefields', about: 'How well fields foretell another.', aliases: ['af'], syntax: sequence({ options: options({ classfield: field }) }) }),
  known({ name: 'anomalies', about: 'How unexpected events are.', syntax: sequence({ options: options({ threshold: number, labelonly: bool, normalize: bool, maxvalues: integer, field, denylist: text }), by }) }),
  known({ name: 'anomalydetection', about: 'Marks rows whose values are rare.', syntax: sequence({ options: options({ action: choice('annotate', 'filter', 'remove', 'rm', 'transform', 'tf', 'summary'), method: text, pthresh: number, cutoff: bool, mark: bool, param: number, uselower: bool, summary: bool }), fields: optional(fields) }) }),
  known({ name: 'appendcols', about: 'Puts the columns of a subsearch beside.', syntax: sequence({ options: options({ override: bool, maxtime: integer, maxout: integer, timeout: integer }), search: subsearch }), searches: ({ search }) => [search] }),
  known({ name: 'apply', about: 'Applies a model of the Machine Learning Toolkit.', syntax: anything }),
  known({ name: 'arules', about: 'Relations between fields.', syntax: sequence({ options: options({ sup: integer, conf: number }), fields }) }),
  known({ name: 'associate', about: 'Correlations between fields.', syntax: sequence({ options: options({ supcnt: integer, supfreq: number, improv: number }), fields: optional(fields) }) }),
  known({ name: 'autoregress', about: 'Earlier values of a field.', syntax: sequence({ field, as: optional(after('as', field)), options: options({ p: text }) }) }),
  known({ name: 'chart', about: 'A table of results for a chart.', syntax: sequence({ options: options({ limit: text, agg: text, useother: bool, usenull: bool, nullstr: text, otherstr: text, sep: text, format: text, cont: bool, ...spans }), aggregations, over: optional(after('over', field)), by }) }),
  known({ name: 'cluster', about: 'Groups events that are alike.', syntax: sequence({ options: options({ t: number, delims: text, showcount: bool, countfield: field, labelfield: field, field, labelonly: bool, match: text }) }) }),
  known({ name: 'collect', about: 'Writes the rows into a summary index.', syntax: anything }),
  known({ name: 'concurrency', about: 'How many events go on at a time.', syntax: sequence({ options: options({ duration: field, start: field, output: field }) }) }),
  known({ name: 'contingency', about: 'How often values of two fields meet.', syntax: sequence({ options: options({ maxopts: integer, mincolcover: number, minrowcover: number, maxrows: integer, maxcols: integer, usetotal: bool, totalstr: text }), fields }) }),
  known({ name: 'correlate', about: 'How fields occur together.', syntax: sequence({}) }),
  known({ name: 'cyberchef', about: 'Runs a recipe of CyberChef.', syntax: anything }),
  known({ name: 'datamodel', about: 'Events of a data model, or what it says of itself.', generates: true, syntax: sequence({ options: options({ summariesonly: bool, allow_old_summaries: bool, strict_fields: bool }), names: optional(fields) }) }),
  known({ name: 'dbinspect', about: 'What indexes hold.', generates: true, syntax: anything }),
  known({ name: 'delta', about: 'Differences to the row before.', syntax: sequence({ field, as: optional(after('as', field)), options: options({ p: integer }) }) }),
  known({ name: 'erex', about: 'Finds a regex from examples.', syntax: sequence({ field, options: options({ examples: text, counterexamples: text, fromfield: field, maxtrainers: integer }) }) }),
  known({ name: 'eventcount', about: 'How many events indexes hold.', generates: true, syntax: anything }),
  known({ name: 'expand', about: 'One row for each element.', syntax: sequence({ field }) }),
  known({ name: 'extract', about: 'Takes fields out of the raw text.', aliases: ['kv'], syntax: sequence({ options: options({ segment: bool, auto: bool, reload: bool, limit: integer, maxchars: integer, mv_add: bool, clean_keys: bool, pairdelim: text, kvdelim: text }), fields: optional(fields) }) }),
  known({ name: 'fieldformat', about: 'Shows a field otherwise than it is.', syntax: anything }),
  known({ name: 'fieldsummary', about: 'Statistics of fields.', syntax: sequence({ options: options({ maxvals: integer }), fields: optional(fields) }) }),
  known({ name: 'filldown', about: 'Takes a missing value from the row before.', syntax: sequence(fieldList) }),
  known({ name: 'findtypes', about: 'Suggests event types.', syntax: sequence({ options: options({ max: integer }) }) }),
  known({ name: 'fit', about: 'Trains a model of the Machine Learning Toolkit.', syntax: anything }),
  known({ name: 'foreach', about: 'Runs a subsearch for each of several fields.', syntax: sequence({ options: options({ mode: choice('multifield', 'multivalue', 'json_array', 'auto_collections'), fieldstr: text, matchstr: text, matchseg1: text, matchseg2: text, matchseg3: text, itemstr: text, iterstr: text }), fields: optional(fields), search: subsearch }), searches: ({ search }) => [search] }),
  known({ name: 'format', about: 'Makes one search string of the rows.', syntax: sequence({ options: options({ mvsep: text, maxresults: integer, emptystr: text }), parts: optional(many(text)) }) }),
  known({ name: 'from', about: 'Rows of a data model, a lookup or a saved search.', generates: true, syntax: sequence({ source: many(text) }) }),
  known({ name: 'fromjson', about: 'Fields from a JSON object.', syntax: sequence({ field, options: options({ prefix: text }) }) }),
  known({ name: 'gauge', about: 'A value for a gauge.', syntax: sequence({ values: many(field) }) }),
  known({ name: 'gentimes', about: 'Rows with ranges of time.', generates: true, syntax: sequence({ options: options({ start: text, end: text, increment: span }) }) }),
  known({ name: 'geom', about: 'Shapes for a map.', syntax: anything }),
  known({ name: 'geostats', about: 'Statistics for a map.', syntax: sequence({ options: options({ translatetoxy: bool, latfield: field, longfield: field, globallimit: integer, locallimit: integer, outputlatfield: field, outputlongfield: field, binspanlat: number, binspanlong: number, maxzoomlevel: integer }), aggregations, by }) }),
  known({ name: 'highlight', about: 'Highlights words.', syntax: sequence({ words: fields }) }),
  known({ name: 'history', about: 'Searches made before.', generates: true, syntax: sequence({ options: options({ events: bool }) }) }),
  known({ name: 'iconify', about: 'An icon for each value.', syntax: sequence({ fields }) }),
  known({ name: 'inputcsv', about: 'Rows of a CSV file.', generates: true, syntax: sequence({ options: options({ dispatch: bool, append: bool, start: integer, max: integer, events: bool }), name: field, where: optional(after('where', terms())) }) }),
  known({ name: 'iplocation', about: 'Where an address is.', syntax: sequence({ options: options({ prefix: text, allfields: bool, lang: text }), field }) }),
  known({ name: 'join', about: 'Joins rows with those of a subsearch by fields.', syntax: sequence({ options: options({ type: choice('inner', 'outer', 'left'), usetime: bool, earlier: bool, overwrite: bool, max: integer, left: text, right: text }), fields: optional(fields), where: optional(after('where', terms())), search: subsearch }), searches: ({ search }) => [search] }),
  known({ name: 'kmeans', about: 'Clusters rows by numbers.', syntax: sequence({ options: options({ reps: integer, iters: integer, t: number, k: text, cnumfield: field, distype: text, showcentroid: bool }), fields: optional(fields) }) }),
  known({ name: 'loadjob', about: 'The results of a search job.', generates: true, syntax: anything }),
  known({ name: 'localize', about: 'Ranges of time around events.', syntax: sequence({ options: options({ maxpause: span, timeafter: span, timebefore: span }) }) }),
  known({ name: 'makecontinuous', about: 'Fills gaps of an axis.', syntax: sequence({ field: optional(field), options: options(spans) }) }),
  known({ name: 'map', about: 'Runs a search for each row.', syntax: sequence({ options: options({ search: text, maxsearches: integer }), search: optional(subsearch), name: optional(field) }), searches: ({ search }) => (search ? [search] : []) }),
  known({ name: 'mcollect', about: 'Writes metrics.', syntax: anything }),
  known({ name: 'metadata', about: 'Hosts, sources or source types of indexes.', generates: true, syntax: anything }),
  known({ name: 'metasearch', about: 'Events by their indexed fields.', generates: true, syntax: sequence({ terms: terms() }) }),
  known({ name: 'mpreview', about: 'Metrics as they were written.', generates: true, syntax: anything }),
  known({ name: 'mstats', about: 'Statistical functions over metrics.', generates: true, syntax: sequence({ options: options({ chart: bool, prestats: bool, append: bool, backfill: bool, update_period: integer, fillnull_value: text, chunk_size: integer, span }), aggregations, where: optional(after('where', terms('by', 'groupby'))), by: optional(after('by', many(field), 'groupby')) }) }),
  known({ name: 'multikv', about: 'Rows of a table in an event.', syntax: anything }),
  known({ name: 'mvcombine', about: 'Joins rows that differ in one field.', syntax: sequence({ options: options({ delim: text }), field }) }),
  known({ name: 'outlier', about: 'Removes or changes values far from the others.', syntax: sequence({ options: options({ type: choice('iqr'), action: choice('rm', 'remove', 'tf', 'transform'), param: number, uselower: bool, mark: bool }), fields: optional(fields) }) }),
  known({ name: 'outputcsv', about: 'Writes a CSV file.', syntax: anything }),
  known({ name: 'outputtext', about: 'Writes the raw text.', syntax: sequence({ options: options({ usexml: bool }) }) }),
  known({ name: 'overlap', about: 'Finds overlapping events of a summary index.', syntax: sequence({}) }),
  known({ name: 'pivot', about: 'Reports on a data model.', generates: true, syntax: anything }),
  known({ name: 'predict', about: 'Foretells values.', syntax: anything }),
  known({ name: 'rangemap', about: 'Names ranges of a number.', syntax: anything }),
  known({ name: 'rare', about: 'The least common values.', syntax: sequence({ options: options({ showperc: bool, showcount: bool, limit: integer, countfield: field, percentfield: field, useother: bool, otherstr: text }), count: optional(integer), fields, by }) }),
  known({ name: 'redistribute', about: 'Spreads work.', syntax: anything }),
  known({ name: 'reltime', about: 'How long ago.', syntax: sequence({ fields: optional(fields) }) }),
  known({ name: 'replace', about: 'Replaces values of fields.', syntax: sequence({ pairs: many(replacement, { stop: ['in'] }), in: optional(after('in', fields)) }) }),
  known({ name: 'require', about: 'Fails a search that finds nothing.', syntax: sequence({}) }),
  known({ name: 'rest', about: 'What an endpoint of splunkd says.', generates: true, syntax: anything }),
  known({ name: 'return', about: 'Values for the outer search.', syntax: sequence({ count: optional(integer), values: optional(many(text)) }) }),
  known({ name: 'rtorder', about: 'Puts events of a real-time search in order.', syntax: sequence({ options: options({ discard: bool, buffer_span: span, max_buffer_size: integer }) }) }),
  known({ name: 'savedsearch', about: 'Runs a saved search.', generates: true, syntax: anything }),
  known({ name: 'scrub', about: 'Makes events anonymous.', syntax: anything }),
  known({ name: 'selfjoin', about: 'Joins rows with each other.', syntax: sequence({ options: options({ overwrite: bool, max: integer, keepsingle: bool }), fields }) }),
  known({ name: 'sendalert', about: 'Runs an alert action.', syntax: anything }),
  known({ name: 'sendemail', about: 'Sends the rows by mail.', syntax: anything }),
  known({ name: 'set', about: 'Set operations over two searches.', generates: true, syntax: sequence({ first: subsearch, operation: choice('union', 'diff', 'intersect'), second: subsearch }), searches: ({ first, second }) => [first, second] }),
  known({ name: 'setfields', about: 'Sets fields to the same value everywhere.', syntax: anything }),
  known({ name: 'strcat', about: 'Joins fields and texts into a field.', syntax: sequence({ options: options({ allrequired: bool }), parts: many(text) }) }),
  known({ name: 'streamstats', about: 'Running statistics.', syntax: sequence({ options: options({ reset_on_change: bool, reset_before: enclosed(text), reset_after: enclosed(text), current: bool, window: integer, time_window: span, global: bool, allnum: bool }), aggregations, by }) }),
  known({ name: 'summary', about: 'What a model of the Machine Learning Toolkit holds.', syntax: anything }),
  known({ name: 'tags', about: 'Adds tags.', syntax: sequence({ options: options({ outputfield: field, inclname: bool, inclvalue: bool, allowed_tags: text }), fields: optional(fields) }) }),
  known({ name: 'timechart', about: 'A table of results over time.', syntax: sequence({ options: options({ limit: text, agg: text, useother: bool, usenull: bool, nullstr: text, otherstr: text, sep: text, format: text, partial: bool, cont: bool, fixedrange: bool, ...spans }), aggregations, by: optional(after('by', sequence({ field, options: options({ ...spans, limit: text, useother: bool, usenull: bool }) }))) }) }),
  known({ name: 'timewrap', about: 'Lays periods over each other.', syntax: anything }),
  known({ name: 'tojson', about: 'Rows as JSON.', syntax: sequence({ fields: optional(many(text)), options: options({ default_type: text, fill_null: bool, include_internal: bool, output_field: field }) }) }),
  known({ name: 'top', about: 'The most common values.', syntax: sequence({ options: options({ showperc: bool, showcount: bool, limit: integer, countfield: field, percentfield: field, useother: bool, otherstr: text }), count: optional(integer), fields, by }) }),
  known({ name: 'transaction', about: 'Groups events into transactions.', syntax: sequence({ options: options({ name: text, maxspan: span, maxpause: span, maxevents: integer, startswith: condition, endswith: condition, connected: bool, unifyends: bool, keeporphans: bool, maxopentxn: integer, maxopenevents: integer, keepevicted: bool, mvlist: text, delim: text, nullstr: text, mvraw: bool }), fields: optional(fields) }) }),
  known({ name: 'transpose', about: 'Turns rows into columns.', syntax: sequence({ count: optional(integer), options: options({ column_name: field, header_field: field, include_empty: bool }) }) }),
  known({ name: 'trendline', about: 'Moving averages.', syntax: anything }),
  known({ name: 'tscollect', about: 'Writes fields for tstats.', syntax: anything }),
  known({ name: 'typeahead', about: 'What fields begin with.', generates: true, syntax: anything }),
  known({ name: 'typer', about: 'Finds event types.', syntax: sequence({}) }),
  known({ name: 'uniq', about: 'Removes rows that repeat the one before.', syntax: sequence({}) }),
  known({ name: 'untable', about: 'Turns a table into rows.', syntax: sequence({ x: field, y: field, data: field }) }),
  known({ name: 'walklex', about: 'Terms of an index.', generates: true, syntax: anything }),
  known({ name: 'x11', about: 'Takes a season out.', syntax: anything }),
  known({ name: 'xmlkv', about: 'Fields from XML.', syntax: sequence({ options: options({ maxinputs: integer }), field: optional(field) }) }),
  known({ name: 'xmlunescape', about: 'Takes XML escapes out.', syntax: sequence({ options: options({ maxinputs: integer }) }) }),
  known({ name: 'xpath', about: 'Values of an XML text.', syntax: sequence({ path: text, options: options({ field, outfield: field, default: text }) }) }),
  known({ name: 'xyseries', about: 'Turns rows into a table.', syntax: sequence({ options: options({ grouped: bool, sep: text, format: text }), x: field, y: field, data: fields }) }),
];

