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
  const reasons = [headline(facts)];
  const signals: string[] = [];
  const techniques: string[] = [];
  for (const signal of assessment.signals) {
    reasons.push(signal.reason);
    signals.push(signal.id);
    for (const technique of signal.techniques) if (!techniques.includes(technique)) techniques.push(technique);
  }
  for (const { reason, relief } of assessment.benign) reasons.push(`speaks for an ordinary use: ${reason} (takes ${relief} % of the confidence away)`);
  return {
    bits_score: [String(assessment.score)],
    bits_severity: [assessment.severity],
    bits_reasons: reasons,
    bits_signals: signals,
    bits_techniques: techniques,
    bits_action: distinct(facts.verbs, (verb) => verb),
    bits_direction: distinct(facts.transfers, ({ direction }) => direction),
    bits_job: distinct(facts.jobs, ({ name, id }) => name ?? id),
    bits_url: distinct(ends, (end) => (isUrl(end) ? end.text : undefined)),
    bits_domain: distinct(ends, ({ host }) => host),
    bits_path: distinct(facts.transfers, (transfer) => nearEnd(transfer)?.text),
    bits_notify: distinct(facts.notify, ({ program, parameters }) => [program?.text, parameters].filter((part) => part !== undefined && part !== '').join(' ')),
    bits_decoded: facts.decoded === undefined || facts.decoded === '' ? none : [facts.decoded],
  };
}

const none: readonly string[] = [];

/** Facts hold two hundred things of a kind at most: to look through a list is cheaper than to make a set. */
function distinct<T>(items: readonly T[], textOf: (item: T) => string | undefined): readonly string[] {
  if (items.length === 0) return none;
  const found: string[] = [];
  for (const item of items) {
    const text = textOf(item);
    if (text !== undefined && text !== '' && !found.includes(text)) found.push(text);
  }
  return found;
}
