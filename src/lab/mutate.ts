/**
 * Searches with one thing wrong: each clause dropped, each AND and OR flipped, each NOT taken away. A test that none of
 * them fails says nothing about that clause.
 */
import { printExpression, printTerms } from '../spl/index.js';
import type { Expression, Plan, SearchStage, Terms } from '../spl/index.js';

export interface Mutant {
  /** The whole search, macros resolved. */
  readonly text: string;
  /** What was done to it. */
  readonly change: string;
}

interface Change<T> { readonly value: T | undefined; readonly change: string }

/** `keep`: stages that may be left as they are, such as the filter macro, which lets everything pass. */
export function mutantsOf(plan: Plan, keep: (stage: SearchStage) => boolean): Mutant[] {
  return plan.search.stages.flatMap((stage, index) => (keep(stage) ? [] : [...clauses(plan.text, stage), ...lists(plan.text, stage), ...(index > 0 ? [dropStage(plan.text, stage)] : [])]));
}

function splice(text: string, { start, end }: { readonly start: number; readonly end: number }, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function dropStage(text: string, stage: SearchStage): Mutant {
  const pipe = text.lastIndexOf('|', stage.start);
  return { text: splice(text, { start: pipe, end: stage.end }, ''), change: `without | ${short(text.slice(stage.start, stage.end))}` };
}

/** Conditions of search, tstats and where. */
function clauses(text: string, { name, args }: SearchStage): Mutant[] {
  const terms = name === 'search' ? args : name === 'tstats' && isRecord(args) ? args['where'] : undefined;
  if (isTerms(terms)) return changesOfTerms(terms).map(({ value, change }) => ({ text: splice(text, terms, value ? printTerms(value) : '*'), change }));
  if (name !== 'where' || !isExpression(args)) return [];
  return changesOfExpression(args).map(({ value, change }) => ({ text: splice(text, args, value ? printExpression(value) : '1=1'), change }));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isTerms(value: unknown): value is Terms {
  return isRecord(value) && 'kind' in value;
}

function isExpression(value: unknown): value is Expression {
  return isRecord(value) && 'kind' in value && 'start' in value;
}

/** The change of a part as a change of the whole. */
function within<T>(changes: readonly Change<T>[], rebuild: (value: T | undefined) => T | undefined): Change<T>[] {
  return changes.map(({ value, change }) => ({ value: rebuild(value), change }));
}

function changesOfTerms(terms: Terms): Change<Terms>[] {
  switch (terms.kind) {
    case 'and':
    case 'or': {
      const flipped = terms.kind === 'and' ? 'or' : 'and';
      const parts = terms.terms.flatMap((term, index) =>
        within(changesOfTerms(term), (value) => joined(terms, terms.terms.flatMap((other, at) => (at === index ? (value ?? []) : other)))));
      return [{ value: { ...terms, kind: flipped }, change: `${terms.kind.toUpperCase()} became ${flipped.toUpperCase()} in ${short(printTerms(terms))}` }, ...parts];
    }
    case 'not':
      return [{ value: terms.term, change: `without the NOT of ${short(printTerms(terms))}` }, ...within(changesOfTerms(terms.term), (value) => value && { ...terms, term: value })];
    case 'in':
      return [dropped(terms), ...(terms.values.length < 2 ? [] : terms.values.map((gone) => ({ value: { ...terms, values: terms.values.filter((value) => value !== gone) }, change: `without ${gone} in ${terms.field} IN` })))];
    default:
      return [dropped(terms)];
  }
}

function dropped(terms: Terms): Change<Terms> {
  return { value: undefined, change: `without ${short(printTerms(terms))}` };
}

function joined(terms: Extract<Terms, { kind: 'and' | 'or' }>, parts: readonly Terms[]): Terms | undefined {
  return parts.length < 2 ? parts[0] : { ...terms, terms: parts };
}

function changesOfExpression(expression: Expression): Change<Expression>[] {
  if (expression.kind === 'not') {
    const rest = within(changesOfExpression(expression.operand), (value) => value && { ...expression, operand: value });
    return [{ value: expression.operand, change: `without the NOT of ${short(printExpression(expression))}` }, ...rest];
  }
  if (expression.kind !== 'binary' || (expression.operator !== 'AND' && expression.operator !== 'OR')) {
    return [{ value: undefined, change: `without ${short(printExpression(expression))}` }];
  }
  const operator = expression.operator === 'AND' ? 'OR' : 'AND';
  const { left, right } = expression;
  return [
    { value: { ...expression, operator }, change: `${expression.operator} became ${operator} in ${short(printExpression(expression))}` },
    ...within(changesOfExpression(left), (value) => (value ? { ...expression, left: value } : right)),
    ...within(changesOfExpression(right), (value) => (value ? { ...expression, right: value } : left)),
  ];
}

/** Fields of a BY clause and results of statistical functions, one by one. */
function lists(text: string, stage: SearchStage): Mutant[] {
  if (!['tstats', 'stats', 'eventstats'].includes(stage.name)) return [];
  const body = text.slice(stage.start, stage.end);
  const by = /\s(?:by|groupby)\s+(?!.*\s(?:by|groupby)\s)/is.exec(body);
  if (!by) return [];
  const begin = stage.start + by.index + by[0].length;
  const fields = [...text.slice(begin, stage.end).matchAll(/[^\s,]+/g)].filter(([word]) => !word.includes('='));
  if (fields.length < 2) return [];
  return fields.map((match) => ({ text: splice(text, { start: begin + match.index, end: begin + match.index + match[0].length }, ''), change: `without ${match[0]} in BY` }));
}

function short(text: string): string {
  return text.length > 90 ? `${text.slice(0, 87)}…` : text;
}

