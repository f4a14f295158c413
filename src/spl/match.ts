/** The terms of a search as a function of a row. */
import { compileCidr, compileWildcard } from '../match/index.js';
import type { Terms, TermOperator } from './syntax/terms.js';
import { order } from './eval/arithmetic.js';
import type { Fields } from './eval/compile.js';
import { compilePhrase } from './phrase.js';
import { refuse } from './table.js';
import { valuesOf } from './value.js';

export type Predicate = (fields: Fields) => boolean;

/** Subsearches have to be replaced by what they found before. Throws a Refusal for what cannot be followed exactly. */
export function compileTerms(terms: Terms): Predicate {
  switch (terms.kind) {
    case 'and': {
      const all = terms.terms.map(compileTerms);
      return (fields) => all.every((accepts) => accepts(fields));
    }
    case 'or': {
      const some = terms.terms.map(compileTerms);
      return (fields) => some.some((accepts) => accepts(fields));
    }
    case 'not': {
      const accepts = compileTerms(terms.term);
      return (fields) => !accepts(fields);
    }
    case 'comparison':
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
