/** Expressions as functions of a row. */
import { findFunction } from '../functions/index.js';
import type { Argument, EvalContext } from '../functions/function.js';
import type { BinaryOperator, Expression } from '../syntax/expression.js';
import { allExpressions } from '../syntax/expression.js';
import type { Value } from '../value.js';
import { add, compare, concatenate, divide, equals, modulo, multiply, subtract } from './arithmetic.js';

export type Fields = ReadonlyMap<string, Value>;
export type Compiled = (fields: Fields) => Value;

/** Decides all that does not depend on the row once. Throws a Refusal for what cannot be followed exactly. */
export function compileExpression(expression: Expression, context: EvalContext): Compiled {
  switch (expression.kind) {
    case 'string':
    case 'number': {
      const { value } = expression;
      return () => value;
    }
    case 'field': {
      const { name } = expression;
      return (fields) => fields.get(name) ?? null;
    }
    case 'not': {
      const operand = compileExpression(expression.operand, context);
      return (fields) => not(operand(fields));
    }
    case 'minus': {
      const operand = compileExpression(expression.operand, context);
      return (fields) => subtract(0, operand(fields));
    }
    case 'in': {
      const operand = compileExpression(expression.operand, context);
      const list = expression.list.map((item) => compileExpression(item, context));
      return (fields) => list.map((item) => equals(operand(fields), item(fields))).reduce(or, false);
    }
    case 'binary':
      return binary(expression, context);
    case 'call':
      return call(expression, context);
    case 'subsearch':
      return context.refuse('a subsearch inside an expression is not run');
    default:
      return context.refuse(`${expression.text} is not defined here`);
  }
}

type Operation = (left: Value, right: Value) => Value;

const operations: Readonly<Partial<Record<BinaryOperator, Operation>>> = {
  '+': add, '-': subtract, '/': divide, '%': modulo,
  '=': equals,
  '!=': (left, right) => not(equals(left, right)),
  '<': (left, right) => compare(left, right, (order) => order < 0),
  '<=': (left, right) => compare(left, right, (order) => order <= 0),
  '>': (left, right) => compare(left, right, (order) => order > 0),
  '>=': (left, right) => compare(left, right, (order) => order >= 0),
  AND: and, OR: or,
  XOR: (left, right) => (typeof left === 'boolean' && typeof right === 'boolean' ? left !== right : null),
};

function binary(expression: Extract<Expression, { kind: 'binary' }>, context: EvalContext): Compiled {
  const { operator } = expression;
  const left = compileExpression(expression.left, context);
  const right = compileExpression(expression.right, context);
  if (operator === '.') return (fields) => concatenate(left(fields), right(fields), context.refuse);
  if (operator === '*') return (fields) => multiply(left(fields), right(fields), writtenNumber(expression.left), writtenNumber(expression.right));
  if (operator === 'LIKE') return compileExpression({ ...expression, kind: 'call', name: 'like', args: [expression.left, expression.right] }, context);
  const operation = operations[operator] ?? context.refuse(`the operator ${operator} is not known`);
  return (fields) => operation(left(fields), right(fields));
}

function writtenNumber(expression: Expression): string | undefined {
  return expression.kind === 'number' ? expression.text : undefined;
}

function call(expression: Extract<Expression, { kind: 'call' }>, context: EvalContext): Compiled {
  const found = findFunction(expression.name);
  if (!found) return context.refuse(`the function ${expression.name} is not known`);
  const args = expression.args.map((arg) => compileExpression(arg, context));
  if ('lazy' in found) {
    const names = expression.args.map(fieldOf);
    return (fields) => found.lazy(args.map((arg, index) => argument(arg, names[index], fields)), context);
  }
  return (fields) => found.apply(args.map((arg) => arg(fields)), context);
}

function argument(compiled: Compiled, field: string | undefined, fields: Fields): Argument {
  return {
    field,
    value: () => compiled(fields),
    row: (name) => fields.get(name) ?? null,
    with: (name, value) => compiled(new Map(fields).set(name, value)),
  };
}

/** The field, where there is only one in the expression. */
function fieldOf(expression: Expression): string | undefined {
  const names = new Set(allExpressions(expression).flatMap((part) => (part.kind === 'field' ? [part.name] : [])));
  return names.size === 1 ? [...names][0] : undefined;
}

/** Three-valued: what is null is neither true nor false. */
function not(value: Value): Value {
  return typeof value === 'boolean' ? !value : null;
}

function and(left: Value, right: Value): Value {
  if (left === false || right === false) return false;
  return left === true && right === true ? true : null;
}

function or(left: Value, right: Value): Value {
  if (left === true || right === true) return true;
  return left === false && right === false ? false : null;
}
