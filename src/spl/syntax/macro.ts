/** Macro calls and their expansion, by macros.conf.spec: arguments by position, `$name$` replaced inside quotes too. */
import type { SyntaxProblem } from '../codes.js';
import { lex } from './lexer.js';
import type { Token } from './lexer.js';

export interface MacroCall {
  readonly name: string;
  /** Texts of the arguments, blanks and surrounding quotes cut; none for `name` and `name()`. */
  readonly args: readonly string[];
  /** Offsets of the whole call, back-ticks included. */
  readonly start: number;
  readonly end: number;
}

/** The call that a macro token holds, or why it is none. */
export function parseMacroCall(token: Token): MacroCall | SyntaxProblem {
  const { start, end } = token;
  const problem = (code: 'S102' | 'S106', message: string): SyntaxProblem => ({ code, message, start, end });
  if (!token.closed) return problem('S102', 'a back-tick is not closed');
  const body = token.text.slice(1, -1).trim();
  const paren = body.indexOf('(');
  const name = paren < 0 ? body : body.slice(0, paren);
  if (!/^[^\s()"'|[\]]+$/.test(name)) return problem('S106', `${token.text.slice(0, 60)} is no macro call`);
  if (paren < 0) return { name, args: [], start, end };
  if (!body.endsWith(')')) return problem('S106', `the arguments of the macro ${name.slice(0, 60)} do not end in )`);
  return { name, args: splitArguments(body.slice(paren + 1, -1)), start, end };
}

/** At commas outside double quotes and parentheses. */
function splitArguments(text: string): string[] {
  if (text.trim() === '') return [];
  const args: string[] = [];
  let depth = 0;
  let from = 0;
  for (const token of lex(text)) {
    if (token.kind === 'lparen') depth++;
    else if (token.kind === 'rparen') depth--;
    else if (token.kind === 'comma' && depth === 0) {
      args.push(unquote(text.slice(from, token.start)));
      from = token.end;
    }
  }
  return [...args, unquote(text.slice(from))];
}

function unquote(text: string): string {
  const trimmed = text.trim();
  return /^"(?:[^"\\]|\\.)*"$/s.test(trimmed) ? trimmed.slice(1, -1).replace(/\\(["\\])/g, '$1') : trimmed;
}

export interface MacroDefinition {
  readonly definition: string;
  readonly args: readonly string[];
}

export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface Expansion {
  readonly text: string;
  readonly problems: readonly SyntaxProblem[];
  /** Where a piece of the expanded text comes from; what a definition brought is at the call in the text given. */
  readonly place: (start: number, end: number) => Place;
}

/** How much text macros may add in all, and how deep they may nest. */
const LONGEST = 1_000_000;
const DEEPEST = 40;

/**
 * The search with its macro calls replaced by their definitions. A call that `find` does not know, one inside a
 * comment or a double-quoted string, and one that cannot be expanded stay as they are. Offsets in problems are those
 * of the search given; a call in it has at most one problem, and expansion ends with the first that grows too far.
 */
export function expandMacros(text: string, find: (name: string, argumentCount: number) => MacroDefinition | undefined): Expansion {
  const problems: SyntaxProblem[] = [];
  let budget = LONGEST;
  const expand = (part: string, stack: readonly string[], outer?: Token): string =>
    lex(part).map((token) => (token.kind === 'macro' && budget >= 0 ? replace(token, stack, outer ?? token) : token.text)).join('');
  const replace = (token: Token, stack: readonly string[], outer: Token): string => {
    const call = parseMacroCall(token);
    const found = 'name' in call ? find(call.name, call.args.length) : undefined;
    if ('code' in call || !found) return token.text;
    const { start, end } = outer;
    const fail = (why: string): string => {
      if (problems.at(-1)?.start !== start) problems.push({ code: 'S107', message: `the macro ${call.name} ${why}`, start, end });
      return token.text;
    };
    const key = `${call.name}(${call.args.length})`;
    if (stack.includes(key)) return fail(`calls itself: ${[...stack, key].join(' → ')}`);
    if (stack.length >= DEEPEST) return fail(`is called through ${DEEPEST} others`);
    const definition = substitute(found, call.args, budget);
    // A long definition costs its length even where its arguments are empty.
    budget -= Math.max(found.definition.length, definition.length);
    return budget < 0 ? fail('expands too far') : expand(definition, [...stack, key], outer);
  };
  const pieces: Piece[] = [];
  let result = '';
  for (const token of lex(text)) {
    const piece = token.kind === 'macro' && budget >= 0 ? replace(token, [], token) : token.text;
    if (piece !== token.text) pieces.push({ start: result.length, end: result.length + piece.length, call: token });
    result += piece;
  }
  return { text: result, problems, place: (start, end) => ({ start: placeOf(pieces, start, 'start'), end: Math.max(placeOf(pieces, start, 'start'), placeOf(pieces, end, 'end')) }) };
}

/** Where a definition stands in the expanded text, and the call that it came by. */
interface Piece extends Place {
  readonly call: Token;
}

function placeOf(pieces: readonly Piece[], offset: number, edge: 'start' | 'end'): number {
  let shift = 0;
  for (const { start, end, call } of pieces) {
    const inside = edge === 'start' ? offset >= start && offset < end : offset > start && offset <= end;
    if (inside) return call[edge];
    if (offset < end) break;
    shift = call.end - end;
  }
  return offset + shift;
}

/** Gives up soon behind the length given: arguments can multiply a text beyond what a string can hold. */
function substitute({ definition, args }: MacroDefinition, values: readonly string[], longest: number): string {
  const byName = new Map(args.map((name, index) => [name, values[index] ?? '']));
  const parts = definition.split('$');
  let text = parts[0] ?? '';
  for (let i = 1; i < parts.length && text.length <= longest; i++) {
    const part = parts[i] ?? '';
    const value = i < parts.length - 1 ? byName.get(part) : undefined;
    text += value === undefined ? `$${part}` : `${value}${parts[++i] ?? ''}`;
  }
  return text;
}
