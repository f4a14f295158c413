/** Searches that open from a finding. */
import { finding } from '../../diagnostic/index.js';
import { filterMacroOf, quote } from '../../model/index.js';
import type { Detection } from '../../model/index.js';
import { expandMacros, parseMacroCall, parsePipeline, splCodes } from '../../spl/index.js';
import type { Token } from '../../spl/index.js';
import type { EmitContext } from './context.js';
import { json } from './json.js';

const PLACEHOLDER = '%original_detection_search%';

/** How much text the drilldowns of one detection may have: a placeholder repeated in a search multiplies it. */
const LONGEST = 1_000_000;

export function drilldownSearches(detection: Detection, context: EmitContext): string | undefined {
  const { drilldown_searches: drilldowns, origin } = detection;
  if (!drilldowns?.length) return undefined;
  const original = originalSearch(detection, context);
  let budget = LONGEST;
  return json(drilldowns.map(({ name, search, earliest_offset, latest_offset }, index) => {
    const opened = budget > 0 ? fill(inline(search, context), original, budget) : undefined;
    budget -= opened?.length ?? budget;
    if (opened === undefined) context.tell(finding(splCodes, 'S107', `the drilldown ${quote(name)} expands too far`, origin.place(['drilldown_searches', index, 'search']), 'Shorten the drilldowns.'));
    return { earliest_offset, latest_offset, name, search: opened ?? search };
  }));
}

/** Nothing where it would grow beyond `longest`: reckoned before any of it is made. */
function fill(search: string, original: string, longest: number): string | undefined {
  const parts = search.split(PLACEHOLDER);
  const length = search.length + (parts.length - 1) * (original.length - PLACEHOLDER.length);
  return length > longest ? undefined : parts.join(original);
}

/**
 * What the placeholder stands for. ES 8 runs the saved search, ES 7 a copy of it. An app with macros of its
 * own keeps to a copy in both: drilldowns run in Enterprise Security, which does not see private macros, and
 * end in the mark macro, so that a hidden row is shown as hidden instead of missing.
 */
function originalSearch(detection: Detection, context: EmitContext): string {
  const { mark_macro: mark, private_macros: hidden } = context.app.extensions;
  if (mark === undefined && hidden === undefined) {
    return context.target === 8 ? `| savedsearch "${context.stanzaOf(detection).replace(/["\\]/g, '\\$&')}"` : detection.search.trim();
  }
  return inline(markedSearch(detection, context), context);
}

/** The detection, its results marked in place of being hidden; as it is where the app has no mark macro. */
export function markedSearch({ search, stem, id }: Detection, { app }: EmitContext): string {
  const { mark_macro: mark } = app.extensions;
  return mark === undefined ? search.trim() : markInsteadOfFilter(search.trim(), filterMacroOf(stem), `\`${mark}(${id})\``);
}

/** In the place of the filter, where the fields are those that the filter sees; at the end of a search that calls none. */
function markInsteadOfFilter(search: string, filter: string, mark: string): string {
  const calls = parsePipeline(search).pipeline.stages.flatMap(({ tokens: [first] }) => (first && isCall(first, filter) ? [first] : []));
  const last = calls.at(-1);
  return last ? search.slice(0, last.start) + mark + search.slice(last.end) : `${search} | ${mark}`;
}

function isCall(token: Token, name: string): boolean {
  const call = token.kind === 'macro' ? parseMacroCall(token) : undefined;
  return call !== undefined && 'name' in call && call.name === name;
}

/** The search with its private macros written out. */
function inline(search: string, context: EmitContext): string {
  if (!context.app.extensions.private_macros?.length) return search;
  return expandMacros(search, (name, count) => {
    const macro = context.isPrivateMacro(name) ? context.macros.get(name) : undefined;
    return macro && (macro.arguments?.length ?? 0) === count ? { definition: macro.definition, args: macro.arguments ?? [] } : undefined;
  }).text;
}
