/** analyticstories.conf: stories with their searches, and what Enterprise Security's library shows of each search. */
import type { Stanza } from '../../conf/index.js';
import { searchesByStory } from './stories.js';
import type { Detection, Story } from '../../model/index.js';
import { mappings, providingTechnologies } from './annotations.js';
import { describe, maintainerOf } from './context.js';
import type { Conf, EmitContext } from './context.js';
import { by, json, sortedSet } from './json.js';
import { confidenceWord } from './savedsearches.js';

export function analyticstories(context: EmitContext): Conf {
  const { stories, detections } = context.content;
  const searches = searchesByStory(context);
  const stanzas = [
    ...stories.flatMap((story) => (context.owns('analyticstories', context.storyStanza(story.name), story) ? [storyStanza(story, searches.get(story.name) ?? [], context)] : [])),
    ...detections.flatMap((detection) => (context.owns('analyticstories', context.stanzaOf(detection), detection) ? [searchStanza(detection, context)] : [])),
  ];
  return { name: 'analyticstories', stanzas: stanzas.sort(by(({ name }) => name)) };
}

function storyStanza(story: Story, searches: readonly string[], context: EmitContext): Stanza {
  const { app, target } = context;
  const maintainer = target === 8 ? { company: app.company, email: app.email, name: app.author } : maintainerOf(story.author, app);
  return {
    name: context.storyStanza(story.name),
    entries: [
      ['category', story.category[0] ?? 'Uncategorized'],
      ['description', story.description],
      ['last_updated', story.modification_date],
      ['maintainers', json([maintainer])],
      ['narrative', story.narrative],
      ['references', json(target === 8 ? sortedSet(story.references ?? []) : (story.references ?? []))],
      ['searches', json(searches)],
      ['spec_version', '3'],
      ['version', String(story.version)],
    ],
  };
}

function searchStanza(detection: Detection, context: EmitContext): Stanza {
  return {
    name: `savedsearch://${context.stanzaOf(detection)}`,
    entries: [
      ['annotations', json(mappings(detection, context))],
      ['asset_type', detection.asset_type],
      ['confidence', confidenceWord(detection.extensions?.confidence, 'medium')],
      ['explanation', describe(detection, context.app)],
      ['how_to_implement', detection.how_to_implement],
      ['known_false_positives', detection.known_false_positives],
      ['providing_technologies', json(providingTechnologies(detection.search) ?? null)],
      ['type', 'detection'],
    ],
  };
}
