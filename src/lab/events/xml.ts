/** Windows event XML as Splunk takes it in: one <Event>, System and EventData or UserData inside (MS-EVEN6, event schema). */
import type { Defaults, Parsed } from './event.js';
import { timeOf } from './event.js';
import { parseMarkup } from './markup.js';
import type { Element } from './markup.js';

/** The event of a text, or why there is none. */
export function eventOfXml(text: string, defaults: Defaults): readonly Parsed[] | string {
  const event = child(parseMarkup(text), 'Event');
  const system = child(event, 'System');
  if (!event || !system) return 'the event has no System element';
  const value = (name: string): string => child(system, name)?.text.trim() ?? '';
  const written = value('EventID');
  if (!/^\d{1,9}$/.test(written)) return 'the event has no EventID';
  const attributes = systemAttributes(system);
  return [{
    kind: 'event',
    event: {
      channel: value('Channel'),
      provider: child(system, 'Provider')?.attributes.get('Name') ?? '',
      eventId: Number(written),
      computer: value('Computer') || defaults.host,
      time: timeOf(attributes.get('SystemTime')) ?? defaults.time,
      recordId: value('EventRecordID') || undefined,
      system: new Map([...PLAIN.flatMap((name) => (child(system, name) ? [[name, value(name)] as const] : [])), ...attributes]),
      values: valuesOf(event),
    },
  }];
}

/** Elements of System whose text the add-on extracts under their names. */
const PLAIN = ['Version', 'Level', 'Task', 'Opcode', 'Keywords'];

/** Attributes of System's elements, which the add-on extracts under their own names: Guid, SystemTime, ProcessID, UserID. */
function systemAttributes(system: Element): Map<string, string> {
  return new Map(system.children.flatMap(({ attributes }) => [...attributes]).filter(([name, value]) => name !== 'Name' && name !== 'xmlns' && value !== ''));
}

function child(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((one) => one.name === name);
}

function valuesOf(event: Element): Map<string, string> {
  const data = child(event, 'EventData');
  if (!data) return new Map(leaves(child(event, 'UserData')));
  const values = new Map<string, string>();
  let unnamed = 0;
  for (const { name, attributes, text } of data.children) if (name === 'Data') values.set(attributes.get('Name') ?? `Data${unnamed++}`, text);
  return values;
}

/** UserData holds an element of the provider's own, with the values inside. */
function leaves(element: Element | undefined): (readonly [string, string])[] {
  return (element?.children ?? []).flatMap((one) => (one.children.length === 0 ? [[one.name, one.text] as const] : leaves(one)));
}
