/** Events in JSON: flat lines, `{"Event": …}` as converters write it, what Winlogbeat sends, kinds, and ready rows. */
import type { Defaults, Parsed, WindowsEvent } from './event.js';
import { timeOf } from './event.js';
import { attribute, listOf, parseJson, propertiesOf, textOf } from './jsonvalue.js';
import type { Properties } from './jsonvalue.js';
import { eventOfKind } from './kinds.js';
import { rowFrom } from './row.js';
import { eventOfXml } from './xml.js';

/** All events of one JSON text, or why there is none. */
export function eventsOfJson(text: string, defaults: Defaults): readonly Parsed[] | string {
  const json = parseJson(text.replace(/^\uFEFF/, ''));
  if (typeof json === 'string') return json;
  return together(listOf(json.value).map((value) => eventsOf(value, defaults)));
}

/** A fault in one is a fault of the record. */
function together(parts: readonly (readonly Parsed[] | string)[]): readonly Parsed[] | string {
  return parts.find((part) => typeof part === 'string') ?? parts.flatMap((part) => (typeof part === 'string' ? [] : part));
}

function eventsOf(value: unknown, defaults: Defaults): readonly Parsed[] | string {
  const object = propertiesOf(value);
  if (!object) return 'the JSON is no object';
  // Splunk's export wraps each result.
  const result = propertiesOf(object.get('result'));
  if (result) return eventsOf(object.get('result'), defaults);
  const nested = object.get('Event') ?? propertiesOf(object.get('Events'))?.get('Event');
  if (typeof nested === 'object' && nested !== null) return together(listOf(nested).map((one) => nestedEvent(propertiesOf(one), defaults)));
  const kinds = object.get('events');
  if (Array.isArray(kinds)) return together((kinds as unknown[]).map((one) => only(eventOfKind(propertiesOf(one), defaults), 'an event has no kind that is known')));
  const kind = object.has('EventData') ? undefined : eventOfKind(object, defaults);
  if (kind) return [kind];
  const beat = propertiesOf(object.get('winlog'));
  if (beat) return beatEvent(object, beat, defaults);
  if (object.has('EventID') || object.has('EventCode')) return flatEvent(object, defaults);
  const raw = object.get('_raw');
  if (typeof raw === 'string' && raw.trimStart().startsWith('<Event')) return eventOfXml(raw, defaults);
  return only(rowFrom(new Map([...object].filter(([, inner]) => inner !== null).map(([name, inner]) => [name, textOf(inner)])), defaults), 'it is neither an event nor a row of a data model that is known');
}

function only(parsed: Parsed | undefined, otherwise: string): readonly Parsed[] | string {
  return parsed ? [parsed] : otherwise;
}

/** An event without a number is none. */
function withId(written: unknown, event: (eventId: number) => WindowsEvent): readonly Parsed[] | string {
  const id = textOf(written).trim();
  return /^\d{1,9}$/.test(id) ? [{ kind: 'event', event: event(Number(id)) }] : 'the event has no EventID';
}

function nestedEvent(event: Properties | undefined, defaults: Defaults): readonly Parsed[] | string {
  const system: Properties = propertiesOf(event?.get('System')) ?? new Map();
  const time = attribute(system.get('TimeCreated'), 'SystemTime') ?? textOf(system.get('TimeCreated'));
  return withId(system.get('EventID'), (eventId) => ({
    channel: textOf(system.get('Channel')),
    provider: providerOf(system.get('Provider')),
    eventId,
    computer: textOf(system.get('Computer')) || defaults.host,
    time: timeOf(time) ?? defaults.time,
    recordId: textOf(system.get('EventRecordID')) || undefined,
    system: present([
      ...PLAIN.map((name) => [name, textOf(system.get(name))] as const), ['Guid', attribute(system.get('Provider'), 'Guid')], ['UserID', attribute(system.get('Security'), 'UserID')], ['SystemTime', time],
      ['ProcessID', attribute(system.get('Execution'), 'ProcessID')], ['ThreadID', attribute(system.get('Execution'), 'ThreadID')],
    ]),
    values: valuesOf(event?.get('EventData') ?? firstOf(event?.get('UserData'))),
  }));
}

const PLAIN = ['Version', 'Level', 'Task', 'Opcode', 'Keywords'];

function present(fields: readonly (readonly [string, string | undefined])[]): Map<string, string> {
  return new Map(fields.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as const])));
}

function providerOf(value: unknown): string {
  return attribute(value, 'Name') ?? (typeof value === 'string' ? value : '');
}

/** UserData has one element, named by the provider, with the values inside. */
function firstOf(value: unknown): unknown {
  return [...(propertiesOf(value) ?? new Map<string, unknown>())].find(([name]) => !/^[#@$-]/.test(name))?.[1];
}

function valuesOf(data: unknown): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of propertiesOf(data) ?? []) {
    if (/^[#@$]|^-|^xmlns/.test(name) || value === null) continue;
    if (name === 'Data' && typeof value === 'object') addData(values, value);
    else values.set(name, textOf(value));
  }
  return values;
}

/** `[{"@Name": "Image", "#text": "C:\\…"}, "unnamed"]`, or all unnamed ones in one: `{"#text": ["a", "b"]}`. */
function addData(values: Map<string, string>, data: unknown): void {
  const texts = propertiesOf(data)?.get('#text');
  listOf(Array.isArray(texts) ? texts : data).forEach((item, index) => values.set(attribute(item, 'Name') ?? `Data${index}`, propertiesOf(item) ? elementText(item) : textOf(item)));
}

/** Empty for an element that has attributes only. */
function elementText(item: unknown): string {
  const text = textOf(item);
  return text.startsWith('{') && !['#text', '$t', '_'].some((name) => propertiesOf(item)?.has(name)) ? '' : text;
}

/** System fields beside EventData. Without EventData all other fields are its values. */
function flatEvent(object: Properties, defaults: Defaults): readonly Parsed[] | string {
  const value = (...names: readonly string[]): string | undefined => names.map((name) => object.get(name)).filter((found) => found !== undefined && found !== null).map(textOf)[0];
  const data = unpacked(object.get('EventData') ?? object.get('UserData'));
  // Sentinel's table of Windows events, exported: the columns stand where the values should, and those are text inside.
  const inner = propertiesOf(data);
  if (typeof inner?.get('EventData') === 'string') return flatEvent(new Map([...[...object].filter(([, one]) => one !== null && one !== ''), ...[...inner].filter(([name]) => name !== 'EventID' && name !== 'Channel')]), defaults);
  const provider = object.get('Provider');
  return withId(object.get('EventID') ?? object.get('EventCode'), (eventId) => ({
    channel: value('Channel', 'LogName') ?? '',
    provider: provider === undefined || provider === null ? value('Provider_Name', 'ProviderName', 'SourceName') ?? '' : providerOf(provider),
    eventId,
    computer: value('Computer', 'ComputerName', 'MachineName', 'Hostname') ?? defaults.host,
    time: timeOf(attribute(object.get('TimeCreated'), 'SystemTime') ?? value('TimeCreated', 'SystemTime', '@timestamp', '_time', 'EventTime', 'UtcTime')) ?? defaults.time,
    recordId: value('EventRecordID', 'RecordNumber', 'RecordId'),
    system: present([
      ...PLAIN.map((name) => [name, value(name)] as const), ['Guid', value('ProviderGuid', 'Guid')], ['UserID', value('SecurityUserID', 'UserID')], ['SystemTime', value('TimeCreated', 'SystemTime')],
      ['ProcessID', value('ExecutionProcessID', 'ProcessID')], ['ThreadID', value('ExecutionThreadID', 'ThreadID')],
    ]),
    values: data === undefined || data === null ? new Map([...object].filter(([, found]) => found !== null).map(([name, found]) => [name, textOf(found)])) : valuesOf(data),
  }));
}

/** Values that an export packed into one text. */
function unpacked(data: unknown): unknown {
  if (typeof data !== 'string' || !data.startsWith('{')) return data;
  const json = parseJson(data);
  return typeof json === 'string' ? data : json.value;
}

/** Winlogbeat's names for the same things. */
function beatEvent(object: Properties, beat: Properties, defaults: Defaults): readonly Parsed[] | string {
  return withId(beat.get('event_id') ?? propertiesOf(object.get('event'))?.get('code'), (eventId) => ({
    channel: textOf(beat.get('channel')),
    provider: textOf(beat.get('provider_name')),
    eventId,
    computer: textOf(beat.get('computer_name')) || defaults.host,
    time: timeOf(textOf(object.get('@timestamp'))) ?? defaults.time,
    recordId: textOf(beat.get('record_id')) || undefined,
    system: present([
      ['Opcode', textOf(beat.get('opcode'))], ['Task', textOf(beat.get('task'))], ['Version', textOf(beat.get('version'))], ['Guid', textOf(beat.get('provider_guid'))], ['UserID', attribute(beat.get('user'), 'identifier')],
      ['ProcessID', attribute(beat.get('process'), 'pid')],
    ]),
    values: valuesOf(beat.get('event_data') ?? beat.get('user_data')),
  }));
}
