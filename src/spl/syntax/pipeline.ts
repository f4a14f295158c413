/** The outline of a search: stages between pipes, subsearches in brackets. All faults of a search at once. */
import type { SyntaxProblem } from '../codes.js';
import { lex } from './lexer.js';
import type { Token } from './lexer.js';
import { parseMacroCall } from './macro.js';

export interface Stage {
  /**
   * The command in lower case; nothing for a stage that begins with a macro. Where a search begins without a pipe
   * it is `search`, written or not; a subsearch has no such rule and begins with the name of its command.
   */
  readonly command: string | undefined;
  /** Without space and comments; the command's own token first where it is written. */
  readonly tokens: readonly Token[];
  readonly subsearches: readonly Pipeline[];
  readonly start: number;
  readonly end: number;
}

export interface Pipeline {
  readonly stages: readonly Stage[];
  /** Of a subsearch: with its brackets. */
  readonly start: number;
  readonly end: number;
}

interface Open {
  readonly stages: Stage[];
  readonly parens: Token[];
  /** The bracket that opened this subsearch. */
  readonly bracket?: Token;
  tokens: Token[];
  subsearches: Pipeline[];
  /** The pipe before the current stage. */
  pipe?: Token;
  start: number;
}

/** The stages of a pipeline and of its subsearches, in order. Without recursion: how deep they nest is up to the author. */
export function allStages({ stages }: Pipeline): Stage[] {
  const found: Stage[] = [];
  const waiting = stages.toReversed();
  for (let stage = waiting.pop(); stage; stage = waiting.pop()) {
    found.push(stage);
    for (const subsearch of stage.subsearches.toReversed()) {
      for (const inner of subsearch.stages.toReversed()) waiting.push(inner);
    }
  }
  return found;
}

/** Problems in the order of the text; an empty search has none. Takes time linear in the text, and throws for none. */
export function parsePipeline(text: string, tokens: readonly Token[] = lex(text)): { readonly pipeline: Pipeline; readonly problems: readonly SyntaxProblem[] } {
  const outline = new Outline();
  for (const token of tokens) outline.take(token);
  return outline.finish(text.length);
}

class Outline {
  private readonly problems: SyntaxProblem[] = [];
  private readonly levels: Open[] = [open(0)];
  /** The text ends in a token that is not closed. */
  private cut = false;

  private get level(): Open {
    const level = this.levels.at(-1);
    if (!level) throw new Error('the outermost level is never closed');
    return level;
  }

  private report(code: SyntaxProblem['code'], message: string, { start, end }: Token): void {
    this.problems.push({ code, message, start, end });
  }

  take(token: Token): void {
    this.cut = !token.closed;
    switch (token.kind) {
      case 'space':
        return;
      case 'comment':
        if (!token.closed) this.report('S103', 'a comment is not closed', token);
        return;
      case 'pipe':
        this.endStage(token.start, token);
        return;
      case 'open':
        this.levels.push(open(token.end, token));
        return;
      case 'close':
        this.closeBracket(token);
        return;
      case 'lparen':
        this.level.parens.push(token);
        break;
      case 'rparen':
        if (!this.level.parens.pop()) this.report('S104', 'a ) has no ( before it', token);
        break;
      case 'string':
        if (!token.closed) this.report('S101', 'a double quote is not closed', token);
        break;
      case 'macro': {
        const call = parseMacroCall(token);
        if ('code' in call) this.problems.push(call);
        break;
      }
      default:
    }
    this.level.tokens.push(token);
  }

  private endStage(end: number, pipe?: Token): void {
    const { level } = this;
    for (const paren of level.parens.splice(0)) this.report('S104', 'a ( is not closed', paren);
    const implicit = level.stages.length === 0 && !level.pipe && !level.bracket;
    if (level.tokens.length > 0 || level.subsearches.length > 0) level.stages.push(stageOf(level, implicit, end));
    else if (level.pipe) this.report('S105', pipe ? 'there is no command between two pipes' : 'there is no command behind the last pipe', level.pipe);
    level.tokens = [];
    level.subsearches = [];
    if (pipe) {
      level.pipe = pipe;
      level.start = pipe.end;
    }
  }

  private closeBracket(token: Token): void {
    if (this.levels.length === 1) {
      this.report('S104', 'a ] has no [ before it', token);
      return;
    }
    this.endStage(token.start);
    this.leave(token.end);
  }

  private leave(end: number): void {
    const inner = this.levels.pop();
    if (inner?.bracket) this.level.subsearches.push({ stages: inner.stages, start: inner.bracket.start, end });
  }

  finish(end: number): { pipeline: Pipeline; problems: SyntaxProblem[] } {
    const certain = this.problems.length;
    while (this.levels.length > 1) {
      const { bracket } = this.level;
      if (bracket) this.report('S104', 'a [ is not closed', bracket);
      this.endStage(end);
      this.leave(end);
    }
    this.endStage(end);
    // What an open quote has swallowed may hold the partners and the command that seem to be missing.
    const problems = this.cut ? this.problems.slice(0, certain) : this.problems;
    return { pipeline: { stages: this.level.stages, start: 0, end }, problems: problems.sort((a, b) => a.start - b.start) };
  }
}

function open(start: number, bracket?: Token): Open {
  return { stages: [], parens: [], tokens: [], subsearches: [], start, ...(bracket && { bracket }) };
}

function stageOf(level: Open, implicit: boolean, end: number): Stage {
  const [head] = level.tokens;
  const written = head?.kind === 'word' ? head.text.toLowerCase() : undefined;
  const command = implicit && head?.kind !== 'macro' ? 'search' : written;
  return { command, tokens: level.tokens, subsearches: level.subsearches, start: level.start, end };
}
