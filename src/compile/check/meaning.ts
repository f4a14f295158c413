/** What a search will do, as the lab's plan has it: fields that are not there, terms that bind otherwise than they read, comparisons that never hold. */
import { allExpressions, leavesOf } from '../../spl/index.js';
import type { Expression, SearchStage, Terms } from '../../spl/index.js';
import type { SearchCheck } from './context.js';

export const droppedFields: SearchCheck = (context, { search, origin }) => {
  const { stages, problems } = context.plan(search);
  if (problems.length > 0) return;
  for (const { stage, missing, place } of stages) {
    // A field that no dataset has is told with the one that was meant (C240).
    if (stage.name === 'tstats') continue;
    for (const field of missing) {
      context.report('C241', origin, ['search'], `${stage.name} reads the field ${JSON.stringify(field.slice(0, 80))}, which no command before it gives`, undefined, place.start);
    }
  }
};

export const precedence: SearchCheck = (context, { search, origin }) => {
  const { text, stages, place } = context.plan(search);
  // Alternatives that a macro brings are one thing by their name.
  const written = ({ start, end }: Terms): boolean => search.slice(place(start, end).start, place(start, end).end) === text.slice(start, end);
  for (const { stage } of stages) {
    const mixed = termsOf(stage).flatMap(mixedTerms).find((terms) => written(terms) && !isEnclosed(text, terms.start, terms.end));
    if (mixed) context.report('C242', origin, ['search'], `OR binds tighter than AND here: ${quote(text.slice(mixed.start, mixed.end))} is one alternative`, undefined, place(mixed.start, mixed.end).start);
  }
};

/** Alternatives that stand beside other terms. */
function mixedTerms(terms: Terms): Terms[] {
  if (terms.kind === 'not') return mixedTerms(terms.term);
  if (terms.kind !== 'and' && terms.kind !== 'or') return [];
  const own = terms.kind === 'and' ? terms.terms.filter(({ kind }) => kind === 'or') : [];
  return [...own, ...terms.terms.flatMap(mixedTerms)];
}

function isEnclosed(text: string, start: number, end: number): boolean {
  return /\(\s*$/.test(text.slice(Math.max(0, start - 200), start)) && /^\s*\)/.test(text.slice(end, end + 200));
}

export const neverTrue: SearchCheck = (context, { search, origin }) => {
  for (const { stage, place } of context.plan(search).stages) {
    for (const why of [...expressionsOf(stage).flatMap(allExpressions).flatMap(impossible), ...termsOf(stage).flatMap(leavesOf).flatMap(impossibleTerm)]) {
      context.report('C243', origin, ['search'], why, undefined, place.start);
    }
  }
};

/** The terms among a command's arguments, whatever their names. */
function termsOf({ args }: SearchStage): Terms[] {
  if (isTerms(args)) return [args];
  return typeof args === 'object' && args !== null ? Object.values(args).filter(isTerms) : [];
}

function isTerms(value: unknown): value is Terms {
  return typeof value === 'object' && value !== null && 'kind' in value && ['and', 'or', 'comparison', 'in', 'phrase'].includes(String(value.kind)) || isNegated(value);
}

function isNegated(value: unknown): value is Terms {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'not' && 'term' in value;
}

function expressionsOf({ name, args }: SearchStage): Expression[] {
  if (name === 'where') return [args as Expression];
  return name === 'eval' ? (args as readonly { value: Expression }[]).map(({ value }) => value) : [];
}

function impossible(expression: Expression): string[] {
  if (expression.kind === 'binary' && ['=', '!='].includes(expression.operator)) {
    const { left, right } = expression;
    return [...comparedTo(left, right), ...comparedTo(right, left)];
  }
  if (expression.kind === 'call' && expression.name === 'like') {
    const pattern = expression.args[1];
    if (pattern?.kind === 'string' && pattern.value.includes('*') && !/[%_]/.test(pattern.value)) return [`like takes % and _ as wildcards; the * of ${quote(pattern.value)} is a letter`];
  }
  return [];
}

/** What a comparison with this literal can never be. */
function comparedTo(literal: Expression, other: Expression): string[] {
  if (literal.kind === 'call' && literal.name === 'null') return ['a comparison with null() is never true: ask isnull() or isnotnull()'];
  if (literal.kind !== 'string') return [];
  const { value } = literal;
  if (/^\*.|.\*$/.test(value) && other.kind === 'field') return [`eval and where take the * of ${quote(value)} for a letter: use like() or match()`];
  if (other.kind !== 'call') return [];
  if (other.name === 'lower' && value !== value.toLowerCase()) return [`lower() never gives ${quote(value)}`];
  return other.name === 'upper' && value !== value.toUpperCase() ? [`upper() never gives ${quote(value)}`] : [];
}

function impossibleTerm(term: Terms): string[] {
  if (term.kind === 'comparison' && term.operator === '!=' && /^\*+$/.test(term.value)) return [`${term.field}!=* is never true: write NOT ${term.field}=*`];
  return [];
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}…` : text);
}
