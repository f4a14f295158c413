/**
 * Expressions of eval, where and eval() in stats. A bare word is a field, "…" a string, '…' a field with an unusual
 * name. Binding, tightest first: unary minus; * / %; + - .; comparisons, LIKE, IN; NOT; AND; OR; XOR (Search
 * Reference, eval and where; where `.` stands beside + is not documented: claim `concatenation-precedence`).
 */
import { findFunction, functionNames } from '../functions/index.js';
import { suggestion } from './cursor.js';
import type { Cursor } from './cursor.js';
import { expressionTokenAt } from './expressiontoken.js';
import type { ExpressionToken } from './expressiontoken.js';
import { parseMacroCall } from './macro.js';
import type { Search } from './search.js';
import { fieldText, quoteString, unescapeString } from './text.js';

interface Placed {
  readonly start: number;
  readonly end: number;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '.' | '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'AND' | 'OR' | 'XOR';

export type Expression = Placed &
  (
    | { readonly kind: 'string'; readonly value: string }
    /** `text` as written: multiplication rounds to the digits of what was written. */
    | { readonly kind: 'number'; readonly value: number; readonly text: string }
    | { readonly kind: 'field'; readonly name: string }
    | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
    | { readonly kind: 'not' | 'minus'; readonly operand: Expression }
    | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'in'; readonly operand: Expression; readonly list: readonly Expression[] }
    /** What only its definition, or who fills in the token, can tell. */
    | { readonly kind: 'macro' | 'token'; readonly text: string }
    | { readonly kind: 'subsearch'; readonly search: Search }
  );

const BINDING: Readonly<Record<BinaryOperator, number>> = {
  XOR: 1, OR: 2, AND: 3, '=': 5, '!=': 5, '<': 5, '<=': 5, '>': 5, '>=': 5, LIKE: 5, '+': 6, '-': 6, '.': 6, '*': 7, '/': 7, '%': 7,
};
const NOT_BINDING = 4;
const COMPARISON = 5;
const UNARY_BINDING = 8;

/** Where another language with the same expressions differs. */
export interface Dialect {
  /** Functions that it has besides, as what they are in SPL. */
  readonly functions: ReadonlyMap<string, { readonly arity: readonly [number, number]; readonly syntax: string; readonly rewrite: (args: readonly Expression[], place: Placed) => Expression }>;
  /** `x IS NOT NULL` and `[a, b]`, which is read as the arguments of its only user. */
  readonly isNullAndLists: boolean;
}

const SPL: Dialect = { functions: new Map(), isNullAndLists: false };

/** Reads as far as an expression goes; what follows is the caller's. */
export function readExpression(cursor: Cursor, dialect: Dialect = SPL): Expression {
  return new Reader(cursor, dialect).expression(0);
}

class Reader {
  private readonly cursor: Cursor;
  private readonly dialect: Dialect;

  constructor(cursor: Cursor, dialect: Dialect) {
    this.cursor = cursor;
    this.dialect = dialect;
  }

  private peek(): ExpressionToken | undefined {
    return this.cursor.done ? undefined : expressionTokenAt(this.cursor.text, this.cursor.at, this.cursor.end);
  }

  private take(): ExpressionToken {
    const token = this.peek() ?? this.cursor.fail('S207', 'the expression ends too soon');
    this.cursor.at = token.end;
    return token;
  }

  expression(binding: number): Expression {
    let left = this.cursor.nested(() => this.operand());
    for (let token = this.peek(); token; token = this.peek()) {
      const operator = binaryOperator(token);
      const asked = this.dialect.isNullAndLists && COMPARISON >= binding ? this.isNull(left, token) : undefined;
      if (asked) {
        left = asked;
        continue;
      }
      if (operator === 'IN' && COMPARISON >= binding) left = this.inList(left);
      else if (operator && operator !== 'IN' && BINDING[operator] >= binding) left = this.binary(left, operator);
      else break;
    }
    return left;
  }

  private binary(left: Expression, operator: BinaryOperator): Expression {
    this.take();
    const right = this.expression(BINDING[operator] + 1);
    return { kind: 'binary', operator, left, right, start: left.start, end: right.end };
  }

  /** `IS NULL`, `IS NOT NULL`. */
  private isNull(operand: Expression, token: ExpressionToken): Expression | undefined {
    if (token.kind !== 'name' || token.text.toUpperCase() !== 'IS') return undefined;
    this.take();
    const not = this.cursor.takeWord('not');
    const { end } = this.cursor;
    if (!this.cursor.takeWord('null')) this.cursor.fail('S207', 'NULL is missing behind IS', token);
    return { kind: 'call', name: not ? 'isnotnull' : 'isnull', args: [operand], start: operand.start, end: Math.min(end, this.cursor.last) };
  }

  private inList(operand: Expression): Expression {
    const word = this.take();
    if (this.peek()?.kind !== 'lparen') this.cursor.fail('S207', 'IN needs a list in parentheses', word);
    const { args, end } = this.argumentList();
    if (args.length === 0) this.cursor.fail('S207', 'the list of IN is empty', word);
    return { kind: 'in', operand, list: args, start: operand.start, end };
  }

  private operand(): Expression {
    const token = this.peek();
    if (!token) return this.cursor.fail('S207', 'the expression ends too soon');
    const { start, end } = token;
    switch (token.kind) {
      case 'number':
        this.take();
        return { kind: 'number', value: Number(token.text), text: token.text, start, end };
      case 'string':
        if (!token.closed) this.cursor.fail('S101', 'a double quote is not closed', token);
        this.take();
        return { kind: 'string', value: unescapeString(token.text), start, end };
      case 'quoted':
        if (!token.closed) this.cursor.fail('S207', 'a single quote is not closed', token);
        this.take();
        return { kind: 'field', name: token.text.slice(1, -1), start, end };
      case 'macro': {
        const call = parseMacroCall({ ...token, kind: 'macro' });
        if ('code' in call) this.cursor.fail(call.code, call.message, call);
        this.take();
        return { kind: 'macro', text: token.text, start, end };
      }
      case 'token':
        this.take();
        return { kind: 'token', text: token.text, start, end };
      case 'open': {
        const search = this.cursor.takeSubsearch();
        return { kind: 'subsearch', search, start, end: search.end };
      }
      case 'lparen':
        return this.parenthesised();
      case 'operator':
        return this.unary(token);
      case 'name':
        return this.named();
      default:
        return this.cursor.fail('S207', `a value is missing before ${token.text}`, token);
    }
  }

  private parenthesised(): Expression {
    this.take();
    const inner = this.expression(0);
    if (this.peek()?.kind !== 'rparen') this.cursor.fail('S104', 'a ) is missing here');
    this.take();
    return inner;
  }

  private unary(token: ExpressionToken): Expression {
    if (token.text !== '-' && token.text !== '+') this.cursor.fail('S207', `a value is missing before ${token.text}`, token);
    this.take();
    const operand = this.cursor.nested(() => this.expression(UNARY_BINDING));
    return token.text === '+' ? operand : { kind: 'minus', operand, start: token.start, end: operand.end };
  }

  private named(): Expression {
    const token = this.take();
    const { text: name, start } = token;
    if (name.toUpperCase() === 'NOT') {
      const operand = this.cursor.nested(() => this.expression(NOT_BINDING));
      return { kind: 'not', operand, start, end: operand.end };
    }
    const called = this.peek()?.kind === 'lparen';
    if (isOperatorWord(name) && !(called && findFunction(name.toLowerCase()))) this.cursor.fail('S207', `a value is missing before ${name}`, token);
    if (called) return this.call(token);
    return { kind: 'field', name, start, end: token.end };
  }

  private call(token: ExpressionToken): Expression {
    const name = token.text.toLowerCase();
    const { args, end } = this.argumentList();
    const foreign = this.dialect.functions.get(name);
    const known = foreign ?? findFunction(name);
    if (!known) return this.cursor.fail('S205', `there is no function ${token.text}${suggestion(name, functionNames)}`, token);
    const [least, most] = known.arity;
    if (args.length < least || args.length > most) {
      this.cursor.fail('S206', `${name} has ${count(args.length)}, and needs ${range(least, most)}: ${known.syntax}`, { start: token.start, end });
    }
    return foreign ? foreign.rewrite(args, { start: token.start, end }) : { kind: 'call', name, args, start: token.start, end };
  }

  /** The items of `[a, b]`. */
  private listItems(): Expression[] {
    this.take();
    const items: Expression[] = [];
    while (this.peek()?.text !== ']') {
      items.push(this.expression(0));
      if (this.peek()?.kind === 'comma') this.take();
      else if (this.peek()?.text !== ']') this.cursor.fail('S104', 'a ] is missing here');
    }
    this.take();
    return items;
  }

  private argumentList(): { args: readonly Expression[]; end: number } {
    this.take();
    const args: Expression[] = [];
    if (this.peek()?.kind === 'rparen') return { args, end: this.take().end };
    for (;;) {
      if (this.dialect.isNullAndLists && this.peek()?.kind === 'open') args.push(...this.listItems());
      else args.push(this.expression(0));
      const token = this.peek();
      if (token?.kind === 'rparen') return { args, end: this.take().end };
      if (token?.kind !== 'comma') this.cursor.fail('S104', 'a comma or ) is missing here');
      this.take();
    }
  }
}

function count(n: number): string {
  return n === 1 ? 'one argument' : `${n === 0 ? 'no' : n} arguments`;
}

function range(least: number, most: number): string {
  if (least === most) return String(least);
  return most === Infinity ? `at least ${least}` : `${least} to ${most}`;
}

function isOperatorWord(name: string): boolean {
  return ['AND', 'OR', 'XOR', 'LIKE', 'IN'].includes(name.toUpperCase());
}

/** Operators are upper case in the manual; eval takes them in lower case as well (claim `lower-case-operators`). */
function binaryOperator({ kind, text }: ExpressionToken): BinaryOperator | 'IN' | undefined {
  if (kind === 'operator') return text === '==' ? '=' : (text as BinaryOperator);
  const upper = kind === 'name' ? text.toUpperCase() : '';
  return isOperatorWord(upper) ? (upper as BinaryOperator | 'IN') : undefined;
}

/** With as few parentheses as the reading needs. */
export function printExpression(expression: Expression, binding = 0): string {
  const wrap = (text: string, own: number): string => (own < binding ? `(${text})` : text);
  switch (expression.kind) {
    case 'string':
      return quoteString(expression.value);
    case 'number':
      return expression.text;
    case 'field':
      return fieldText(expression.name);
    case 'call':
      return `${expression.name}(${printList(expression.args)})`;
    case 'not':
      return wrap(`NOT ${printExpression(expression.operand, NOT_BINDING)}`, NOT_BINDING);
    case 'minus':
      return wrap(`-${printExpression(expression.operand, UNARY_BINDING)}`, UNARY_BINDING);
    case 'in':
      return wrap(`${printExpression(expression.operand, COMPARISON)} IN (${printList(expression.list)})`, COMPARISON);
    case 'binary': {
      const own = BINDING[expression.operator];
      return wrap(`${printExpression(expression.left, own)} ${expression.operator} ${printExpression(expression.right, own + 1)}`, own);
    }
    case 'subsearch':
      return `[${expression.search.stages.map((stage) => stage.print()).join(' | ')}]`;
    default:
      return expression.text;
  }
}

function printList(list: readonly Expression[]): string {
  return list.map((item) => printExpression(item)).join(', ');
}

/** Every expression in this one, itself first. */
export function allExpressions(expression: Expression): Expression[] {
  const found: Expression[] = [];
  const waiting = [expression];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    found.push(next);
    waiting.push(...partsOf(next).toReversed());
  }
  return found;
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'call':
      return expression.args;
    case 'not':
    case 'minus':
      return [expression.operand];
    case 'in':
      return [expression.operand, ...expression.list];
    case 'binary':
      return [expression.left, expression.right];
    default:
      return [];
  }
}
