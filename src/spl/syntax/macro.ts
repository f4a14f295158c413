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
  if (!/^[^\s()"'|[\]]+$/.test(name)) return problem('S106', `${token.text} is no macro call`);
  if (paren < 0) return { name, args: [], start, end };
  if (!body.endsWith(')')) return problem('S106', `the arguments of the macro ${name} do not end in )`);
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

export interface Expansion {
  readonly text: string;
  readonly problems: readonly SyntaxProblem[];
}

/** Longest text that expansion may reach, and how deep macros may nest. */
const LONGEST = 1_000_000;
const DEEPEST = 40;

/**
 * The search with its macro calls replaced by their definitions. A call that `find` does not know, and one
 * inside a comment or a double-quoted string, stays as it is. Offsets in problems are those of the search given.
 */
export function expandMacros(text: string, find: (name: string, argumentCount: number) => MacroDefinition | undefined): Expansion {
  const problems: SyntaxProblem[] = [];
  let budget = LONGEST;
  const expand = (part: string, stack: readonly string[], outer?: MacroCall): string => {
    let expanded = '';
    for (const token of lex(part)) {
      const call = token.kind === 'macro' ? parseMacroCall(token) : undefined;
      const replaced = call && 'name' in call ? replace(call, stack, outer ?? call) : undefined;
      expanded += replaced ?? token.text;
    }
    return expanded;
  };
  const replace = (call: MacroCall, stack: readonly string[], outer: MacroCall): string | undefined => {
    const found = find(call.name, call.args.length);
    if (!found) return undefined;
    const key = `${call.name}(${call.args.length})`;
    const definition = substitute(found, call.args);
    budget -= definition.length;
    if (stack.includes(key) || stack.length >= DEEPEST || budget < 0) {
      const why = stack.includes(key) ? `calls itself: ${[...stack, key].join(' → ')}` : 'expands too far';
      if (problems.length === 0) problems.push({ code: 'S107', message: `the macro ${call.name} ${why}`, start: outer.start, end: outer.end });
      return '';
    }
    return expand(definition, [...stack, key], outer);
  };
  return { text: expand(text, []), problems };
}

function substitute({ definition, args }: MacroDefinition, values: readonly string[]): string {
  const byName = new Map(args.map((name, index) => [name, values[index] ?? '']));
  return definition.replace(/\$([\w-]+)\$/g, (whole, name: string) => byName.get(name) ?? whole);
}
