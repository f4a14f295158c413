import { anyColumns } from '../columns.js';
import { compileTerms, TIME_MODIFIERS } from '../match.js';
import { terms } from '../syntax/grammar.js';
import { leavesOf } from '../syntax/terms.js';
import type { Terms } from '../syntax/terms.js';
import { resolveSubsearches } from '../subsearch.js';
import { command } from './command.js';


/** Fields that a comparison names; time modifiers are none. */
export function comparedFields(where: Terms | undefined): string[] {
  if (!where) return [];
  return leavesOf(where).flatMap((leaf) => ((leaf.kind === 'comparison' || leaf.kind === 'in') && !TIME_MODIFIERS.has(leaf.field) ? [leaf.field] : []));
}

export function subsearchesIn(where: Terms | undefined): Extract<Terms, { kind: 'subsearch' }>['search'][] {
  return where ? leavesOf(where).flatMap((leaf) => (leaf.kind === 'subsearch' ? [leaf.search] : [])) : [];
}

/** At the begin of a search it fetches events, and behind a pipe it filters rows. */
export const search = command({
  name: 'search',
  about: 'Keeps the events or rows that meet its terms.',
  syntax: terms(),
  source: (where) => ({ kind: 'events', where }),
  reads: comparedFields,
  columns: (_, input) => (input.names.size === 0 ? anyColumns : input),
  searches: subsearchesIn,
  run: async (where, input, context) => {
    if (!where) return input;
    const accepts = compileTerms(await resolveSubsearches(where, context), context);
    return { ...input, rows: input.rows.filter(({ fields }) => accepts(fields)) };
  },
});
