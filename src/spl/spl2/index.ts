/**
 * SPL2, as far as one detection of the seeds is written in it: a pipeline of the stream processor's functions
 * `read_ssa_enriched_events`, `where`, `eval` and `into`, mapped onto the commands of SPL. Strings stand in double
 * quotes, a bare word is a field (SPL2 Search Manual, quotation marks).
 */
import type { SyntaxProblem } from '../codes.js';
import { anyColumns } from '../columns.js';
import { command } from '../commands/command.js';
import type { Stage } from '../commands/command.js';
import { assign } from '../commands/eval.js';
import { where } from '../commands/where.js';
import { Cursor, Fault } from '../syntax/cursor.js';
import { readExpression } from '../syntax/expression.js';
import type { Dialect, Expression } from '../syntax/expression.js';
import { sequence } from '../syntax/grammar.js';
import type { ParsedSearch } from '../syntax/search.js';
import type { Row } from '../table.js';

const MODEL = { model: 'Endpoint', dataset: 'Processes' } as const;

/** What `read_ssa_enriched_events` gives of a process: the names of its data models, and its fields, which the pipeline takes out of `input_event`. */
const readEvents = command({
  name: 'from',
  about: 'Enriched events of the stream.',
  syntax: sequence({}),
  source: () => ({ kind: 'dataset', ...MODEL, where: undefined }),
  columns: () => anyColumns,
  run: (_, __, context) => {
    const prefix = `${MODEL.dataset}.`;
    const rows = context.rows({ kind: 'dataset', ...MODEL, where: undefined }).map((row): Row => {
      const fields = new Map([...row.fields].map(([name, value]) => [name.startsWith(prefix) ? name.slice(prefix.length) : name, value]));
      return { ...row, fields: fields.set('_datamodels', 'Endpoint_Processes') };
    });
    return { rows, columns: [] };
  },
});

const first = (args: readonly Expression[]): Expression => args[0] ?? { kind: 'string', value: '', start: 0, end: 0 };

/** Functions of the pipeline as what they are over fields of SPL. */
const dialect: Dialect = {
  isNullAndLists: true,
  functions: new Map<string, Dialect['functions'] extends ReadonlyMap<string, infer F> ? F : never>([
    ['ucast', { arity: [3, 3], syntax: 'ucast(<value>, <type>, <default>)', rewrite: first }],
    ['parse_long', { arity: [1, 1], syntax: 'parse_long(<value>)', rewrite: (args, place) => ({ kind: 'call', name: 'tonumber', args, ...place }) }],
    ['map_get', {
      arity: [2, 2],
      syntax: 'map_get(<map>, <key>)',
      rewrite: ([, key], place) => (key?.kind === 'string' ? { kind: 'field', name: key.value, ...place } : { kind: 'call', name: 'null', args: [], ...place }),
    }],
    ['create_map', { arity: [0, Infinity], syntax: 'create_map([<key>, <value>, …])', rewrite: (args, place) => ({ kind: 'call', name: 'json_object', args, ...place }) }],
  ]),
};

/** All faults at once, as of a search in SPL. A function or command beyond the pipeline's is one. */
export function parseSpl2(text: string): ParsedSearch {
  const problems: SyntaxProblem[] = [];
  const stages: Stage[] = [];
  for (const region of regionsOf(text)) {
    try {
      const stage = readStage(new Cursor({ text, ...region, subsearches: new Map() }));
      if (stage) stages.push(stage);
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      problems.push(fault.problem);
    }
  }
  return { search: { stages, start: 0, end: text.length }, problems };
}

/** Between pipes outside strings, up to the semicolon that ends the pipeline. */
function regionsOf(text: string): { start: number; end: number }[] {
  const regions: { start: number; end: number }[] = [];
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(/"(?:[^"\\]|\\.)*"|[|;]/gs)) {
    if (mark.length > 1) continue;
    if (text.slice(start, index).trim() !== '') regions.push({ start, end: index });
    start = index + 1;
  }
  if (text.slice(start).trim() !== '') regions.push({ start, end: text.length });
  return regions;
}

function readStage(cursor: Cursor): Stage | undefined {
  const start = cursor.at;
  const name = cursor.take();
  switch (name.text) {
    case 'from':
      expectCall(cursor, 'read_ssa_enriched_events');
      return readEvents.read(cursor, start);
    case 'into':
      // The stream's sink: the rows are the result.
      expectCall(cursor, 'write_ssa_detected_events');
      return undefined;
    case 'where':
      return where.with(readExpression(cursor, dialect), start, endOf(cursor));
    case 'eval':
      return assign.with(readAssignments(cursor), start, endOf(cursor));
    default:
      return cursor.fail('S201', `SPL2 is read only as far as the pipeline of one detection goes: ${name.text.slice(0, 40)} is beyond`, name);
  }
}

function expectCall(cursor: Cursor, name: string): void {
  const token = cursor.take();
  if (token.text !== name || !cursor.takeIf('lparen') || !cursor.takeIf('rparen')) cursor.fail('S202', `${name}() is missing`, token);
}

function endOf(cursor: Cursor): number {
  if (!cursor.done) cursor.fail('S202', 'the expression goes on with what is none');
  return cursor.last;
}

function readAssignments(cursor: Cursor): { name: string; value: Expression }[] {
  const found = [];
  do {
    const name = cursor.expect('word', 'a field to assign to').text;
    if (cursor.take().text !== '=') cursor.fail('S202', `= is missing behind ${name}`);
    found.push({ name, value: readExpression(cursor, dialect) });
  } while (cursor.takeIf('comma'));
  return found;
}

