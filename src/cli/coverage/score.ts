/** The score of an event as the lab maps it. */
import type { MappedEvent, Scored } from '../../lab/index.js';
import { assess, defaultTuning } from '../../score/index.js';
import { eventFacts } from '../eventfacts.js';

/** With the settings that ship; nothing where the event says nothing of BITS. */
export function scoreOf(event: MappedEvent): Scored | undefined {
  const facts = eventFacts(event);
  if (!facts) return undefined;
  const { score, alerts, severity, signals } = assess(facts, defaultTuning);
  return { score, alerts, severity, signals: signals.map(({ id }) => id) };
}
