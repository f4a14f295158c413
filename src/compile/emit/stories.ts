import type { EmitContext } from './context.js';

/** Stanza names of the searches of each story, sorted. Baselines of the older dialect name stories too. */
export function searchesByStory(context: EmitContext): Map<string, string[]> {
  const byStory = new Map<string, string[]>();
  const add = (story: string, stanza: string): void => {
    const known = byStory.get(story);
    if (known) known.push(stanza);
    else byStory.set(story, [stanza]);
  };
  for (const detection of context.content.detections) {
    for (const story of new Set(detection.analytic_story)) add(story, context.stanzaOf(detection));
  }
  for (const baseline of context.content.baselines) for (const story of baseline.analyticStory ?? []) add(story, context.stanzaOf(baseline));
  for (const stanzas of byStory.values()) stanzas.sort();
  return byStory;
}
