/** What an event says about BITS, as the lab maps it. */
import type { MappedEvent } from '../lab/index.js';
import { textOf } from '../spl/index.js';
import { factsOf } from '../windows/index.js';
import type { Facts } from '../windows/index.js';

/** As a command of a search would get the field: several values line by line. */
export function fieldText({ fields }: MappedEvent, name: string): string | undefined {
  const value = fields.get(name);
  return value === undefined || value === null ? undefined : textOf(value);
}

export function eventFacts(event: MappedEvent): Facts | undefined {
  return factsOf((name) => fieldText(event, name));
}
