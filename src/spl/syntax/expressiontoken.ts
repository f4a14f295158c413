/** Tokens of an expression, where `-`, `.` and `'` mean other things than between the arguments of a command. */
import { tokenAt } from './lexer.js';

export interface ExpressionToken {
  readonly kind: 'number' | 'string' | 'quoted' | 'macro' | 'name' | 'operator' | 'lparen' | 'rparen' | 'comma' | 'open' | 'token' | 'other';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly closed: boolean;
}

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}_{])/uy;
const NAME = /[\p{L}\p{N}_{}@#:\\]+/uy;
/** `<<FIELD>>` of foreach, and `$name$` of map, drilldowns and dashboards. */
const TOKEN = /<<[A-Za-z0-9_]+>>|\$[A-Za-z0-9_.:]+\$/y;
const OPERATOR = /==|!=|<=|>=|[=<>+\-*/%.]/y;

const PUNCTUATION: ReadonlyMap<string, ExpressionToken['kind']> = new Map([['(', 'lparen'], [')', 'rparen'], [',', 'comma'], ['[', 'open']]);

export function expressionTokenAt(text: string, start: number, limit: number): ExpressionToken {
  const make = (kind: ExpressionToken['kind'], end: number, closed = true): ExpressionToken => ({ kind, text: text.slice(start, end), start, end, closed });
  const c = text.charAt(start);
  if (c === '"' || c === '`') {
    const token = tokenAt(text, start);
    if (token.kind === 'string' || token.kind === 'macro') return make(token.kind, token.end, token.closed);
  }
  const punctuation = PUNCTUATION.get(c);
  if (punctuation) return make(punctuation, start + 1);
  if (text[start] === "'") {
    const end = text.indexOf("'", start + 1);
    return end < 0 || end >= limit ? make('quoted', limit, false) : make('quoted', end + 1);
  }
  const match = (pattern: RegExp): number => {
    pattern.lastIndex = start;
    return pattern.test(text) ? pattern.lastIndex : 0;
  };
  for (const [kind, pattern] of [['token', TOKEN], ['number', NUMBER], ['name', NAME], ['operator', OPERATOR]] as const) {
    const end = match(pattern);
    if (end > 0) return make(kind, end);
  }
  return make('other', start + 1);
}
