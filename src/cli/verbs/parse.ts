import { existsSync } from 'node:fs';
import type { Content } from '../../model/index.js';
import type { MacroDefinition, Plan, SyntaxProblem } from '../../spl/index.js';
import { bitsscoreSyntax } from '../bitsscore.js';
import type { Io } from '../io.js';
import { exitCodes, formatOption, wrongUse } from '../verb.js';
import type { Verb } from '../verb.js';

const OWN_CONTENT = 'content';

export const parse: Verb = {
  name: 'parse',
  summary: 'Reads a search, or every search of the content, and shows how it is understood or where it is wrong.',
  usage: "['<search>'] [--content <folder>] [options]",
  operands: 1,
  options: [
    { name: 'content', value: 'folder', doc: 'Content folder: its macros are resolved, and without a search all of its searches are read. Without it: that of the project in the current folder.' },
    { name: 'show', value: 'tokens|tree|plan', choices: ['tokens', 'tree', 'plan'], fallback: 'plan', doc: 'Of one search: its tokens, what each command understood, or what each command does to the fields.' },
    formatOption,
  ],
  examples: [
    { line: "parse '| tstats count from datamodel=Endpoint.Processes by Processes.dest'", doc: 'Shows the commands with the fields that go in and out.' },
    { line: "parse 'index=main a=1 b=2 OR c=3' --show tree", doc: 'Shows what binds tighter.' },
    { line: 'parse --content ../security_content --format json', doc: 'Reads all searches of a repository: {searches, parsed, seconds, failed}.' },
  ],
  async run(args, io) {
    const [text] = args.operands;
    const given = args.one('content');
    if (text === undefined && given === undefined && !existsSync(OWN_CONTENT)) return wrongUse(io, 'parse needs a search or a content folder', "For example: bitsjobs parse '| makeresults'");
    const folder = given ?? OWN_CONTENT;
    const content = given !== undefined || existsSync(folder) ? await contentOf(folder, io) : undefined;
    if (given !== undefined && !content) return wrongUse(io, `${folder} holds no content that can be read`, 'bitsjobs check tells why.');
    const asJson = args.one('format') === 'json';
    if (text === undefined) return content ? showAll(content, asJson, io) : exitCodes.done;
    return showOne(text, content, args.one('show') ?? 'plan', asJson, io);
  },
};

async function contentOf(folder: string, io: Io): Promise<Content | undefined> {
  const { load } = await import('../../compile/index.js');
  await io.stage('reading');
  const { content } = load(folder);
  io.endStages();
  return content;
}

/** Macros of the content, its filter macros, and those of the Common Information Model. */
async function macroFinder(content: Content | undefined): Promise<(name: string, count: number) => MacroDefinition | undefined> {
  const { cimMacros } = await import('../../cim/index.js');
  const own = new Map((content?.macros ?? []).map((macro) => [`${macro.name}/${macro.arguments?.length ?? 0}`, { definition: macro.definition, args: macro.arguments ?? [] }]));
  const filters = new Set((content?.detections ?? []).map(({ stem }) => `${stem}_filter`));
  return (name, count) => own.get(`${name}/${count}`) ?? cimMacros.get(count === 0 ? name : `${name}(${count})`) ?? (count === 0 && filters.has(name) ? { definition: 'search *', args: [] } : undefined);
}

interface Failure {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
}

/** Every search is read twice: as it is written, and with its macros resolved. */
async function showAll(content: Content, asJson: boolean, io: Io): Promise<number> {
  const { planSearch } = await import('../../spl/index.js');
  const { datasetFields } = await import('../../cim/index.js');
  const [findMacro, command] = await Promise.all([macroFinder(content), bitsscoreSyntax()]);
  const searches = [...content.detections, ...content.baselines];
  await io.stage('parsing');
  const start = io.seconds();
  const read = searches.map((subject) => ({ subject, problems: planSearch(subject.search, { findMacro, datasetFields, commands: [command] }).problems }));
  const seconds = Math.round((io.seconds() - start) * 1000) / 1000;
  io.endStages();
  const failed = read.flatMap(({ subject, problems: [problem] }): Failure[] => {
    if (!problem) return [];
    const place = subject.origin.place(['search'], problem.start);
    return [{ name: subject.name, file: place.file, line: place.line, column: place.column, code: problem.code, message: problem.message }];
  });
  const parsed = searches.length - failed.length;
  if (asJson) io.out(`${JSON.stringify({ searches: searches.length, parsed, seconds, failed })}\n`);
  else {
    for (const { file, line, column, code, message } of failed) io.out(`${file}:${line}:${column}: error ${code} ${message}\n`);
    io.out(`${parsed} of ${searches.length} searches parsed in ${seconds} s\n`);
  }
  return failed.length > 0 ? exitCodes.findings : exitCodes.done;
}

async function showOne(text: string, content: Content | undefined, show: string, asJson: boolean, io: Io): Promise<number> {
  const { lex, planSearch } = await import('../../spl/index.js');
  const { datasetFields } = await import('../../cim/index.js');
  const plan = planSearch(text, { findMacro: await macroFinder(content), datasetFields, commands: [await bitsscoreSyntax()] });
  const problems = plan.problems.map((problem) => ({ ...problem, ...positionOf(text, problem.start) }));
  if (show === 'tokens') {
    const tokens = lex(text).filter(({ kind }) => kind !== 'space').map(({ kind, text: written, start, end }) => ({ kind, text: written, start, end }));
    io.out(asJson ? `${JSON.stringify({ tokens, problems })}\n` : tokens.map(({ kind, text: written }) => `${kind.padEnd(9)} ${written}\n`).join(''));
  } else if (asJson) io.out(`${JSON.stringify({ ...describe(plan), problems }, plainValue)}\n`);
  else if (show === 'tree') io.out(plan.stages.map(({ stage }) => `${stage.name}\n${tree(stage.args, 1)}`).join(''));
  else io.out(planText(plan));
  for (const problem of problems) io.err(problemText(text, problem));
  return problems.length > 0 ? exitCodes.findings : exitCodes.done;
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The line, and a caret below the place. */
function problemText(text: string, { code, message, line, column }: SyntaxProblem & { line: number; column: number }): string {
  const shown = (text.split('\n')[line - 1] ?? '').replaceAll('\t', ' ');
  const from = Math.max(0, column - 60);
  return `error ${code} ${message} (line ${line}, column ${column})\n    ${shown.slice(from, from + 120)}\n    ${' '.repeat(column - 1 - from)}^\n`;
}

function describe(plan: Plan) {
  return {
    text: plan.text,
    commands: plan.stages.map(({ stage, place, input, output, missing, refusal }) => ({
      name: stage.name, args: stage.args, ...place, reads: stage.reads, missing, fieldsIn: input.open ? undefined : [...input.names], fieldsOut: output.open ? undefined : [...output.names],
      runs: refusal === undefined, ...(refusal !== undefined && { refusal }),
    })),
    sources: plan.sources.map((source) => ({ ...source, where: undefined })),
    lookups: plan.lookups,
  };
}

/** JSON has no sets and maps. */
function plainValue(_key: string, value: unknown): unknown {
  return value instanceof Set || value instanceof Map ? [...value] : value;
}

function planText(plan: Plan): string {
  const lines = plan.stages.flatMap(({ stage, output, missing, refusal }) => [
    `| ${stage.print()}`,
    `    fields: ${output.open ? 'any' : [...output.names].map((name) => (output.multivalue.has(name) ? `${name} (several values)` : name)).join(', ')}`,
    ...(missing.length > 0 ? [`    missing: ${missing.join(', ')}`] : []),
    ...(refusal === undefined ? [] : [`    cannot be proven here: ${refusal}`]),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}

const HIDDEN: ReadonlySet<string> = new Set(['start', 'end', 'stages']);

/** Nested values, a line each. */
function tree(value: unknown, depth: number): string {
  const indent = '  '.repeat(depth);
  if (Array.isArray(value)) return value.map((item: unknown) => (isPlain(item) ? `${indent}- ${String(item)}\n` : `${indent}-\n${tree(item, depth + 1)}`)).join('');
  if (isPlain(value)) return value === undefined ? '' : `${indent}${JSON.stringify(value)}\n`;
  return Object.entries(value as Record<string, unknown>)
    .filter(([name, inner]) => !HIDDEN.has(name) && inner !== undefined)
    .map(([name, inner]) => (isPlain(inner) ? `${indent}${name}: ${String(inner)}\n` : `${indent}${name}:\n${tree(inner, depth + 1)}`))
    .join('');
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}
