/** The columns of a search result that a score fills. */
import type { Facts, Transfer } from '../windows/index.js';
import type { Assessment } from './assess.js';
import { farEnd, isUrl, nearEnd } from './places.js';
import { headline } from './headline.js';

export const columnNames = [
  'bits_score', 'bits_severity', 'bits_reasons', 'bits_signals', 'bits_techniques', 'bits_action', 'bits_direction', 'bits_job', 'bits_url', 'bits_domain', 'bits_path', 'bits_notify', 'bits_decoded',
] as const;
export type ColumnName = (typeof columnNames)[number];

/** Every column, several values as several strings; an empty list where there is nothing to say. */
export function columnsOf(facts: Facts, assessment: Assessment): Readonly<Record<ColumnName, readonly string[]>> {
  const { signals: found, benign } = assessment;
  let techniques: readonly string[] = none;
  for (const signal of found) techniques = union(techniques, signal.techniques);
  return {
    bits_score: [String(assessment.score)],
    bits_severity: [assessment.severity],
    bits_reasons: [headline(facts), ...found.map(({ reason }) => reason), ...benign.map(({ reason, relief }) => `speaks for an ordinary use: ${reason} (takes ${relief} % of the confidence away)`)],
    bits_signals: found.map(({ id }) => id),
    bits_techniques: techniques,
    bits_action: facts.verbs,
    bits_direction: distinct(facts.transfers, ({ direction }) => direction),
    bits_job: distinct(facts.jobs, ({ name, id }) => name ?? id),
    bits_url: distinct(facts.transfers, urlOf),
    bits_domain: distinct(facts.transfers, (transfer) => farEnd(transfer)?.host),
    bits_path: distinct(facts.transfers, (transfer) => nearEnd(transfer)?.text),
    bits_notify: distinct(facts.notify, ({ program, parameters }) => [program?.text, parameters].filter((part) => part !== undefined && part !== '').join(' ')),
    bits_decoded: facts.decoded === undefined || facts.decoded === '' ? none : [facts.decoded],
  };
}

const none: readonly string[] = [];

function urlOf(transfer: Transfer): string | undefined {
  const end = farEnd(transfer);
  return end && isUrl(end) ? end.text : undefined;
}

/** The first list itself where it has all of the second: nearly all signals say the same. */
function union(some: readonly string[], more: readonly string[]): readonly string[] {
  if (some.length === 0) return more;
  return more.every((one) => some.includes(one)) ? some : [...some, ...more.filter((one) => !some.includes(one))];
}

/** Facts hold two hundred things of a kind at most: to look through a list is cheaper than to make a set. Nearly all events have one of a kind. */
function distinct<T>(items: readonly T[], textOf: (item: T) => string | undefined): readonly string[] {
  const [first] = items;
  if (first === undefined) return none;
  const text = textOf(first);
  const found = text === undefined || text === '' ? [] : [text];
  for (let at = 1; at < items.length; at++) {
    const item = items[at];
    const more = item === undefined ? undefined : textOf(item);
    if (more !== undefined && more !== '' && !found.includes(more)) found.push(more);
  }
  return found;
}
