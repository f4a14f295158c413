/** A search from its text: every command read by its own syntax, all faults at once. */
import type { SyntaxProblem } from './codes.js';
import { commandNames, findCommand } from './commands/index.js';
import type { AnyCommand, Stage } from './commands/command.js';
import { Cursor, Fault, suggestion } from './syntax/cursor.js';
import { lex } from './syntax/lexer.js';
import type { Token } from './syntax/lexer.js';
import { missingQuote } from './syntax/quotes.js';
import { parsePipeline } from './syntax/pipeline.js';
import type { Pipeline, Stage as Outline } from './syntax/pipeline.js';
import type { ParsedSearch, Search } from './syntax/search.js';

/** How deep subsearches may nest: running them goes as deep. */
const DEEPEST = 20;

export interface ParseOptions {
  /** Search commands of this app and of others, read as words and options. */
  readonly commands?: readonly AnyCommand[];
}

/**
 * Never throws, and takes time linear in the text. A macro call stands for what its definition says, and is accepted
 * wherever that could be right: expand macros first to know.
 */
export function parseSearch(text: string, { commands = [] }: ParseOptions = {}): ParsedSearch {
  const tokens = lex(text);
  const outline = parsePipeline(text, tokens);
  const reader = new Reader(text, tokens, outline.problems, commands);
  const search = reader.search(outline.pipeline, 0);
  const problems = [...outline.problems.filter((problem) => !reader.explained.has(problem)), ...reader.problems].sort((a, b) => a.start - b.start);
  if (!outline.problems.some(({ code }) => code === 'S101')) return { search, problems };
  // Behind a quote that is missing nothing is what it seems to be.
  const quote = missingQuote(text);
  return { search, problems: [...problems.filter(({ code, end }) => code !== 'S101' && end <= quote.start), quote] };
}

class Reader {
  readonly problems: SyntaxProblem[] = [];
  /** Problems of the outline for which the reading of a command has found a nearer place. */
  readonly explained = new Set<SyntaxProblem>();
  private readonly text: string;
  private readonly tokens: ReadonlyMap<number, Token>;
  private readonly outlineProblems: readonly SyntaxProblem[];
  private readonly commands: readonly AnyCommand[];

  constructor(text: string, tokens: readonly Token[], outlineProblems: readonly SyntaxProblem[], commands: readonly AnyCommand[]) {
    this.text = text;
    this.tokens = new Map(tokens.map((token) => [token.start, token]));
    this.outlineProblems = outlineProblems;
    this.commands = commands;
  }

  search(pipeline: Pipeline, depth: number): Search {
    const { start, end } = pipeline;
    if (depth > DEEPEST) {
      this.problems.push({ code: 'S209', message: `subsearches nest more than ${DEEPEST} deep`, start, end });
      return { stages: [], start, end };
    }
    const stages = pipeline.stages.flatMap((stage, index) => this.stage(stage, index === 0, depth));
    return { stages, start, end };
  }

  private stage(outline: Outline, first: boolean, depth: number): Stage[] {
    const subsearches = new Map(outline.subsearches.map((inner) => [inner.start, this.search(inner, depth + 1)]));
    const { start, end } = outline;
    const unclosed = this.outlineProblems.filter((problem) => problem.start >= start && problem.start < Math.max(end, start + 1));
    const cursor = new Cursor({ text: this.text, start, end, subsearches, tokens: this.tokens });
    try {
      const stage = this.command(cursor, outline, first, depth);
      return unclosed.length > 0 ? [] : [stage];
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      const [noticed] = unclosed;
      // A parenthesis is missing where the reading stops; all else that is not closed begins where it is wrong.
      if (noticed && noticed.code !== 'S104' && noticed.start <= fault.problem.start) return [];
      for (const problem of unclosed) this.explained.add(problem);
      this.problems.push(fault.problem);
      return [];
    }
  }

  private command(cursor: Cursor, { command, start: start0 }: Outline, first: boolean, depth: number): Stage {
    const token = cursor.peek();
    const start = cursor.at;
    // A search that begins without a pipe is a search command, written or not.
    const unpiped = first && depth === 0 && start0 === 0;
    if (token?.kind === 'macro' && command === undefined && !unpiped) return macroStage(cursor);
    const written = token?.kind === 'word' && token.text.toLowerCase() === command;
    const implicit = unpiped && (command ?? 'search') === 'search' && !(written && !cursor.isAssignment());
    const name = command ?? (implicit ? 'search' : undefined) ?? cursor.fail('S201', 'a command is missing here');
    const found = findCommand(name) ?? this.commands.find((own) => own.name === name);
    if (!found) return cursor.fail('S201', `there is no command ${name.slice(0, 60)}${suggestion(name, commandNames)}`, token);
    if (!implicit) cursor.take();
    const stage = found.read(cursor, start);
    if (stage.generating && !first && stage.source?.kind !== 'events') {
      this.problems.push({ code: 'S202', message: `${name} can only begin a search`, start, end: token?.end ?? start });
    }
    return stage;
  }
}

/** A macro that is the whole command, or begins it. What follows it belongs to its definition. */
function macroStage(cursor: Cursor): Stage {
  const start = cursor.at;
  const macros = [];
  const words: string[] = [];
  while (!cursor.done) {
    if (cursor.is('open')) {
      cursor.takeSubsearch();
      continue;
    }
    const token = cursor.take();
    if (token.kind === 'macro') macros.push(token);
    words.push(token.text);
  }
  return {
    name: '`macro`', args: words, start, end: cursor.last, macros, source: undefined, generating: false, reads: [], lookups: [], searches: [],
    columns: () => ({ names: new Set(), multivalue: new Set(), open: true }), run: undefined, print: () => words.join(' '),
  };
}
