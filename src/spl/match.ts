/** The terms of a search as a function of a row. */
import { compileCidr, compileWildcard } from '../match/index.js';
import type { Terms, TermOperator } from './syntax/terms.js';
import { order } from './eval/arithmetic.js';
import { relativeTime } from './functions/datetime.js';
import type { Fields } from './eval/compile.js';
import { compilePhrase } from './phrase.js';
import { refuse } from './table.js';
import { numberOf, valuesOf } from './value.js';

export type Predicate = (fields: Fields) => boolean;

/** What time modifiers are reckoned from. */
export interface Clock {
  readonly now: number;
  readonly timeZone: string;
}

/** Words that look like fields and cut the time that is searched (Search Reference, "Time modifiers"). */
export const TIME_MODIFIERS: ReadonlySet<string> = new Set(['earliest', 'latest', '_index_earliest', '_index_latest', 'starttime', 'endtime']);

/** Subsearches have to be replaced by what they found before. Throws a Refusal for what cannot be followed exactly. */
export function compileTerms(terms: Terms, clock?: Clock): Predicate {
  switch (terms.kind) {
    case 'and': {
      const all = terms.terms.map((term) => compileTerms(term, clock));
      return (fields) => all.every((accepts) => accepts(fields));
    }
    case 'or': {
      const some = terms.terms.map((term) => compileTerms(term, clock));
      return (fields) => some.some((accepts) => accepts(fields));
    }
    case 'not': {
      const accepts = compileTerms(terms.term, clock);
      return (fields) => !accepts(fields);
    }
    case 'comparison':
      if (TIME_MODIFIERS.has(terms.field)) return timeModifier(terms.field, terms.operator, terms.value, clock);
      if (terms.isMacro) return refuse(`the macro ${terms.value} is not defined`);
      return comparison(terms.field, terms.operator, terms.value, terms.directive !== undefined);
    case 'in': {
      if (terms.macros) return refuse(`the macro ${terms.macros.join(', ')} is not defined`);
      const some = terms.values.map((value) => comparison(terms.field, '=', value, false));
      return (fields) => some.some((accepts) => accepts(fields));
    }
    case 'phrase':
      return phrase(terms.value, terms.directive);
    case 'macro':
      return refuse(`the macro ${terms.text} is not defined`);
    default:
      return refuse('a subsearch was not run before its result was needed');
  }
}

/** Epoch seconds or a relative time; an absolute date is read in a form of the server's settings, which nobody knows here. */
function timeModifier(name: string, operator: TermOperator, value: string, clock: Clock | undefined): Predicate {
  if (!clock || operator !== '=' || (name !== 'earliest' && name !== 'latest')) return refuse(`the time modifier ${name}${operator}${value} is not followed`);
  const limit = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : relativeTime(clock.now, value, clock.timeZone);
  if (typeof limit !== 'number') return refuse(`${name}=${value} is no time that can be followed`);
  const time = (fields: Fields): number => numberOf(fields.get('_time') ?? null) ?? Number.NaN;
  return name === 'earliest' ? (fields) => time(fields) >= limit : (fields) => time(fields) < limit;
}

function phrase(value: string, directive: 'CASE' | 'TERM' | undefined): Predicate {
  if (value === '*' && !directive) return () => true;
  const found = compilePhrase(value, directive);
  return (fields) => valuesOf(fields.get('_raw') ?? null).some(found);
}

/** Any of the values of the field will do; a field that is missing meets no comparison, != included. */
function comparison(field: string, operator: TermOperator, value: string, caseSensitive: boolean): Predicate {
  const accepts = comparesTo(operator, value, caseSensitive);
  return (fields) => valuesOf(fields.get(field) ?? null).some(accepts);
}

function comparesTo(operator: TermOperator, value: string, caseSensitive: boolean): (text: string) => boolean {
  switch (operator) {
    case '=':
      return equalTo(value, caseSensitive);
    case '!=': {
      const equal = equalTo(value, caseSensitive);
      return (text) => !equal(text);
    }
    case '<':
      return (text) => order(text, value) < 0;
    case '<=':
      return (text) => order(text, value) <= 0;
    case '>':
      return (text) => order(text, value) > 0;
    default:
      return (text) => order(text, value) >= 0;
  }
}

/** Letter case does not matter, `*` stands for any text, and a network holds the addresses in it. */
function equalTo(value: string, caseSensitive: boolean): (text: string) => boolean {
  const equal = compileWildcard(value, { caseSensitive });
  const network = value.includes('/') ? compileCidr(value) : undefined;
  return network ? (text) => equal(text) || network(text) : equal;
}
