/** The columns of a search result that a score fills. */
import type { Facts } from '../windows/index.js';
import type { Assessment } from './assess.js';
import { farEnds, isUrl, nearEnd } from './places.js';
import { headline } from './headline.js';

export const columnNames = [
  'bits_score', 'bits_severity', 'bits_reasons', 'bits_signals', 'bits_techniques', 'bits_action', 'bits_direction', 'bits_job', 'bits_url', 'bits_domain', 'bits_path', 'bits_notify', 'bits_decoded',
] as const;
export type ColumnName = (typeof columnNames)[number];

/** Every column, several values as several strings; an empty list where there is nothing to say. */
export function columnsOf(facts: Facts, assessment: Assessment): Readonly<Record<ColumnName, readonly string[]>> {
  const ends = farEnds(facts);
  return {
    bits_score: [String(assessment.score)],
    bits_severity: [assessment.severity],
    bits_reasons: [headline(facts), ...assessment.signals.map(({ reason }) => reason), ...assessment.benign.map(({ reason, relief }) => `speaks for an ordinary use: ${reason} (takes ${relief} % of the confidence away)`)],
    bits_signals: assessment.signals.map(({ id }) => id),
    bits_techniques: distinct(assessment.signals.flatMap(({ techniques }) => techniques)),
    bits_action: distinct(facts.verbs),
    bits_direction: distinct(facts.transfers.map(({ direction }) => direction)),
    bits_job: distinct(facts.jobs.map(({ name, id }) => name ?? id)),
    bits_url: distinct(ends.filter(isUrl).map(({ text }) => text)),
    bits_domain: distinct(ends.map(({ host }) => host)),
    bits_path: distinct(facts.transfers.map((transfer) => nearEnd(transfer)?.text)),
    bits_notify: distinct(facts.notify.map(({ program, parameters }) => [program?.text, parameters].filter((part) => part !== undefined && part !== '').join(' '))),
    bits_decoded: distinct([facts.decoded]),
  };
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values)].filter((value) => value !== undefined && value !== '') as string[];
}
