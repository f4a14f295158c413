/** Variants of an attack, one JSON object a line: what each is called, its events, and which public rules see it. */
import { mapLine } from '../events/index.js';
import type { Defaults } from '../events/index.js';
import { parseJson, propertiesOf, textOf } from '../events/jsonvalue.js';
import type { Properties } from '../events/jsonvalue.js';
import type { MappedEvent } from '../engine.js';

export interface Variant {
  readonly id: string;
  readonly title: string;
  /** What kind of variant it is; empty where the file does not say. */
  readonly group: string;
  /** Administrators do it too: it must not alert. */
  readonly dualUse: boolean;
  /** In order, two seconds apart where they have no time of their own. */
  readonly events: readonly MappedEvent[];
  /** What could not be read of them, each with its number. */
  readonly unread: readonly string[];
  readonly rules: PublicRules;
}

/** Names of rules that others publish and that see the variant, as the file has them; `(level)` may stand behind a name. */
export interface PublicRules {
  /** Sigma rules that are about the technique, or name its tool. */
  readonly sigma: readonly string[];
  /** Sigma rules that meet it for another reason. */
  readonly generic: readonly string[];
  readonly other: readonly string[];
  /** Lists that nobody is alerted by. */
  readonly inventory: readonly string[];
}

const SECONDS_APART = 2;

/** Shape: `{"id", "title"?, "group"?, "dual_use"?, "events": [...]}`; events as `bitsjobs run` reads them. A text says what is wrong. */
export function readVariant(text: string, defaults: Defaults): Variant | string {
  const json = parseJson(text);
  if (typeof json === 'string') return json;
  const object = propertiesOf(json.value);
  const id = textOf(object?.get('id'));
  if (!object || id === '') return 'a variant is a JSON object with an "id" and its "events"';
  const list = object.get('events');
  if (!Array.isArray(list) || list.length === 0) return `${id}: "events" is no list of events`;
  return {
    id, ...eventsOf(list, defaults), title: textOf(object.get('title')), group: textOf(object.get('group')), dualUse: object.get('dual_use') === true,
    rules: { sigma: [...names(object, 'sigma_bits'), ...names(object, 'sigma_aware')], generic: names(object, 'sigma_generic_medium_plus'), other: names(object, 'other_rules'), inventory: names(object, 'inventory_rules') },
  };
}

function eventsOf(list: readonly unknown[], { time, host }: Defaults): Pick<Variant, 'events' | 'unread'> {
  const mapped = list.map((one, index) => mapLine(JSON.stringify(one), { host, time: time + index * SECONDS_APART }));
  return {
    events: mapped.flatMap((one) => (typeof one === 'string' ? [] : one)),
    unread: mapped.flatMap((one, index) => (typeof one === 'string' ? [`event ${index + 1} is left out: ${one}`] : [])),
  };
}

function names(object: Properties, key: string): readonly string[] {
  const list = object.get(key);
  return Array.isArray(list) ? (list as unknown[]).map(textOf) : [];
}
