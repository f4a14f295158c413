/** Stanzas that another app has too. Splunk merges what two apps export under one name, or lets one hide the other. */
import { baselineStanza, detectionStanza, filterMacroOf } from '../../model/index.js';
import type { Content, Filed } from '../../model/index.js';
import { compileWildcard } from '../../match/index.js';
import type { Check } from './context.js';
import { isDetection } from './context.js';

interface Stanza {
  readonly conf: string;
  readonly name: string;
  readonly object: Filed;
}

export const collisions: Check = (context) => {
  const others = context.options.against ?? [];
  if (others.length === 0) return;
  for (const { conf, name, object } of exportedStanzas(context.content)) {
    for (const other of others) {
      if (other.stanzas.get(conf)?.has(name)) context.report('C210', object.origin, ['name'], `the app ${other.name} has [${name}] in ${conf}.conf too`);
    }
  }
};

function exportedStanzas(content: Content): Stanza[] {
  const { app, detections, baselines, stories, macros, lookups } = content;
  const hidden = (app.extensions.private_macros ?? []).map((pattern) => compileWildcard(pattern, { caseSensitive: true }));
  const searches = [...detections, ...baselines].map((search): Stanza => ({
    conf: 'savedsearches',
    name: isDetection(search) ? detectionStanza(app.prefix, search.name) : baselineStanza(app.prefix, search.name),
    object: search,
  }));
  return [
    ...searches,
    ...detections.map((detection) => ({ conf: 'macros', name: filterMacroOf(detection.stem), object: detection })),
    ...macros
      .filter(({ name }) => !hidden.some((matches) => matches(name)))
      .map((macro) => ({ conf: 'macros', name: macro.arguments?.length ? `${macro.name}(${macro.arguments.length})` : macro.name, object: macro })),
    ...stories.map((story) => ({ conf: 'analyticstories', name: `analytic_story://${story.name}${app.extensions.story_suffix ?? ''}`, object: story })),
    ...lookups.map((lookup) => ({ conf: 'transforms', name: lookup.name, object: lookup })),
  ];
}
