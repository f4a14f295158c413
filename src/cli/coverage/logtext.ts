/** What labelled logs say, for people and for programs. */
import { labelNames } from '../../lab/index.js';
import { plainName } from '../stanza.js';
import type { LogCoverage } from './logs.js';
import { table } from './markdown.js';

export function logMarkdown({ judged, scores, records }: LogCoverage): string {
  const scoring = (label: string): number => [...scores].filter(([at, { alerts }]) => alerts && labelOf(at, judged) === label).length;
  return [
    `${records} recorded events.`,
    '',
    table(['label', 'lines', 'alert', 'reach the threshold of `bitsscore`'], labelNames.map((label) => {
      const { lines = 0, alerting = 0 } = judged.counts.get(label) ?? {};
      return [MEANINGS[label], String(lines), String(alerting), String(scoring(label))];
    })),
  ].join('\n');
}

const MEANINGS = {
  detect: 'must alert', related: 'part of the act, either is right', optional: 'either is right', trap: 'names the tool, does not use it: must not alert', benign: 'benign: must not alert', unlisted: 'all others: must not alert',
} as const;

function labelOf(at: string, { labels }: LogCoverage['judged']): string {
  return labels.get(at) ?? 'unlisted';
}

/** One line each; empty where all is as it should be. */
export function logFaults({ judged: { missed, wrong } }: LogCoverage): readonly string[] {
  return [
    ...missed.map(({ at }) => `${at} should alert, and does not`),
    ...wrong.map(({ at, label, by }) => `${at} (${label}) should not alert, and does: ${by.map(plainName).join(', ')}`),
  ];
}

export function logJson({ judged, scores }: LogCoverage): readonly object[] {
  const stanzas = new Map(judged.alerting.map(({ at, by }) => [at, by]));
  const at = [...new Set([...judged.labels.keys(), ...stanzas.keys()])];
  return at.map((place) => ({ event: place, label: labelOf(place, judged), alerts: stanzas.has(place), stanzas: stanzas.get(place) ?? [], score: scores.get(place)?.score ?? null }));
}
