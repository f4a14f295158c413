/** The score of an event as the lab maps it. */
import type { MappedEvent, Scored } from '../../lab/index.js';
import { assess, defaultTuning } from '../../score/index.js';
import { textOf } from '../../spl/index.js';
import { factsOf } from '../../windows/index.js';

/** With the settings that ship; nothing where the event says nothing of BITS. */
export function scoreOf({ fields }: MappedEvent): Scored | undefined {
  const facts = factsOf((name) => {
    const value = fields.get(name);
    return value === undefined || value === null ? undefined : textOf(value);
  });
  if (!facts) return undefined;
  const { score, alerts, severity, signals } = assess(facts, defaultTuning);
  return { score, alerts, severity, signals: signals.map(({ id }) => id) };
}
