/** Subsearches among terms: run first, then their rows stand for them (Search Reference, format). */
import { refuse } from './table.js';
import type { RunContext, Row } from './table.js';
import type { Terms } from './syntax/terms.js';
import { valuesOf } from './value.js';

/** Splunk cuts a subsearch here (limits.conf, subsearch maxout). */
const MOST_ROWS = 10_000;

export async function resolveSubsearches(terms: Terms, context: RunContext): Promise<Terms> {
  switch (terms.kind) {
    case 'and':
    case 'or':
      return { ...terms, terms: await Promise.all(terms.terms.map((term) => resolveSubsearches(term, context))) };
    case 'not':
      return { ...terms, term: await resolveSubsearches(terms.term, context) };
    case 'subsearch': {
      const { rows } = await context.search(terms.search);
      if (rows.length > MOST_ROWS) context.warn(`a subsearch gave ${rows.length} rows, of which Splunk takes ${MOST_ROWS}`);
      return asTerms(rows.slice(0, MOST_ROWS), terms);
    }
    default:
      return terms;
  }
}

/** `(a="1" AND b="2") OR …`; a field `search` or `query` would be taken as it stands, which we do not follow. */
function asTerms(rows: readonly Row[], { start, end }: Terms): Terms {
  const alternatives = rows.map(({ fields }): Terms => {
    const comparisons = [...fields].filter(([name]) => !name.startsWith('_')).map(([field, value]): Terms => {
      if (field === 'search' || field === 'query') return refuse(`a subsearch that returns the field ${field} is not followed`);
      const several = valuesOf(value).map((one): Terms => ({ kind: 'comparison', field, operator: '=', value: one, start, end }));
      return { kind: 'or', terms: several, start, end };
    });
    return { kind: 'and', terms: comparisons, start, end };
  });
  // Nothing found: NOT (), which is what format writes, and lets nothing through.
  return { kind: 'or', terms: alternatives, start, end };
}
