/** Searches that open from a finding. */
import { filterMacroOf } from '../../model/index.js';
import type { Detection } from '../../model/index.js';
import { expandMacros, parsePipeline } from '../../spl/index.js';
import type { EmitContext } from './context.js';
import { json } from './json.js';

const PLACEHOLDER = '%original_detection_search%';

export function drilldownSearches(detection: Detection, context: EmitContext): string | undefined {
  const { drilldown_searches: drilldowns } = detection;
  if (!drilldowns?.length) return undefined;
  const original = originalSearch(detection, context);
  return json(drilldowns.map(({ name, search, earliest_offset, latest_offset }) => {
    const opened = inline(search, context).replaceAll(PLACEHOLDER, () => original);
    return { earliest_offset, latest_offset, name, search: opened };
  }));
}

/**
 * What the placeholder stands for. ES 8 runs the saved search, ES 7 a copy of it. An app with macros of its
 * own keeps to a copy in both: drilldowns run in Enterprise Security, which does not see private macros, and
 * end in the mark macro, so that a hidden row is shown as hidden instead of missing.
 */
function originalSearch(detection: Detection, context: EmitContext): string {
  const { mark_macro: mark, private_macros: hidden } = context.app.extensions;
  if (mark === undefined && hidden === undefined) {
    return context.target === 8 ? `| savedsearch "${context.stanzaOf(detection)}"` : detection.search.trim();
  }
  const search = detection.search.trim();
  return inline(mark === undefined ? search : markInsteadOfFilter(search, filterMacroOf(detection.stem), `\`${mark}(${detection.id})\``), context);
}

function markInsteadOfFilter(search: string, filter: string, mark: string): string {
  const last = parsePipeline(search).pipeline.stages.at(-1);
  const token = last?.tokens[0];
  return token?.text === `\`${filter}\`` ? search.slice(0, token.start) + mark + search.slice(token.end) : `${search} | ${mark}`;
}

/** The search with its private macros written out. */
function inline(search: string, context: EmitContext): string {
  if (!context.app.extensions.private_macros?.length) return search;
  return expandMacros(search, (name, count) => {
    const macro = context.isPrivateMacro(name) ? context.macros.get(name) : undefined;
    return macro && (macro.arguments?.length ?? 0) === count ? { definition: macro.definition, args: macro.arguments ?? [] } : undefined;
  }).text;
}
