/** Events in JSON: flat lines, `{"Event": …}` as converters write it, kinds of the variants, and ready rows. */
import type { Defaults, Parsed } from './event.js';
import { timeOf } from './event.js';
import { rowFrom } from './row.js';

type Properties = ReadonlyMap<string, unknown>;

/** Beyond this nesting nothing is an event. */
const DEEPEST = 64;

/** All events of one JSON text, or why there is none. */
export function eventsOfJson(text: string, defaults: Defaults): readonly Parsed[] | string {
  if (nesting(text) > DEEPEST) return `the JSON nests more than ${DEEPEST} deep`;
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, '').replace(/,\s*$/, ''));
  } catch {
    return 'the line is no JSON';
  }
  const values = Array.isArray(json) ? (json as unknown[]) : [json];
  const found: Parsed[] = [];
  for (const value of values) {
    const parsed = eventsOf(value, defaults);
    if (typeof parsed === 'string') return parsed;
    found.push(...parsed);
  }
  return found;
}

/** Brackets open at a time, strings left out: JSON.parse itself goes as deep as the text does. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/gs)) {
    if (mark === '{' || mark === '[') deepest = Math.max(deepest, ++depth);
    else if (mark === '}' || mark === ']') depth--;
    if (deepest > DEEPEST) return deepest;
  }
  return deepest;
}

function propertiesOf(value: unknown): Properties | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : undefined;
}

function eventsOf(value: unknown, defaults: Defaults): readonly Parsed[] | string {
  const object = propertiesOf(value);
  if (!object) return 'the JSON is no object';
  const nested = propertiesOf(object.get('Event'));
  if (nested) return [nestedEvent(nested, defaults)];
  const events = object.get('events');
  if (Array.isArray(events)) {
    const parsed = (events as unknown[]).map((inner) => kindOfVariant(propertiesOf(inner), defaults));
    return parsed.every((one) => one !== undefined) ? parsed : 'an event of the variant has no kind that is known';
  }
  if (typeof object.get('kind') === 'string' && !object.has('EventData')) {
    const variant = kindOfVariant(object, defaults);
    if (variant) return [variant];
  }
  if (object.has('EventID') || object.has('EventCode')) return [flatEvent(object, defaults)];
  const row = rowFrom(new Map([...object].flatMap(([name, inner]) => (inner === null ? [] : [[name, textOf(inner)] as const]))), defaults);
  return row ? [row] : 'it is neither an event nor a row of a data model that is known';
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = propertiesOf(value)?.get('#text');
  if (text !== undefined) return textOf(text);
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

/** `{"#attributes": {"Name": …}}`, `{"@Name": …}`, `{"Name": …}`. */
function attribute(value: unknown, name: string): string | undefined {
  const object = propertiesOf(value);
  const found = propertiesOf(object?.get('#attributes'))?.get(name) ?? object?.get(`@${name}`) ?? object?.get(`-${name}`) ?? object?.get(name);
  return found === undefined || found === null ? undefined : textOf(found);
}

function nestedEvent(event: Properties, defaults: Defaults): Parsed {
  const system: Properties = propertiesOf(event.get('System')) ?? new Map();
  const provider = system.get('Provider');
  return {
    kind: 'event',
    event: {
      channel: textOf(system.get('Channel')),
      provider: attribute(provider, 'Name') ?? (typeof provider === 'string' ? provider : ''),
      eventId: Number(textOf(system.get('EventID'))),
      computer: textOf(system.get('Computer')) || defaults.host,
      time: timeOf(attribute(system.get('TimeCreated'), 'SystemTime') ?? textOf(system.get('TimeCreated'))) ?? defaults.time,
      recordId: textOf(system.get('EventRecordID')) || undefined,
      values: valuesOf(event.get('EventData') ?? firstOf(event.get('UserData'))),
    },
  };
}

/** UserData has one element, named by the provider, with the values inside. */
function firstOf(value: unknown): unknown {
  return [...(propertiesOf(value) ?? new Map<string, unknown>())].find(([name]) => !name.startsWith('#') && !name.startsWith('@'))?.[1];
}

function valuesOf(data: unknown): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of propertiesOf(data) ?? []) {
    if (name === '#attributes' || value === null) continue;
    if (name === 'Data' && (Array.isArray(value) || typeof value === 'object')) addNamed(values, Array.isArray(value) ? (value as unknown[]) : [value]);
    else values.set(name, textOf(value));
  }
  return values;
}

/** `[{"@Name": "Image", "#text": "C:\\…"}, "unnamed"]`. */
function addNamed(values: Map<string, string>, list: readonly unknown[]): void {
  list.forEach((item, index) => values.set(attribute(item, 'Name') ?? `Data${index}`, textOf(propertiesOf(item)?.get('#text') ?? (propertiesOf(item) ? '' : item))));
}

/** System fields beside EventData. Without EventData all other fields are its values. */
function flatEvent(object: Properties, defaults: Defaults): Parsed {
  const text = (...names: readonly string[]): string | undefined => names.map((name) => object.get(name)).filter((value) => value !== undefined && value !== null).map(textOf)[0];
  const data = object.get('EventData') ?? object.get('UserData');
  return {
    kind: 'event',
    event: {
      channel: text('Channel', 'LogName') ?? '',
      provider: text('Provider', 'Provider_Name', 'SourceName') ?? '',
      eventId: Number(text('EventID', 'EventCode')),
      computer: text('Computer', 'ComputerName', 'Hostname') ?? defaults.host,
      time: timeOf(text('TimeCreated', 'SystemTime', '@timestamp', '_time', 'EventTime', 'UtcTime')) ?? defaults.time,
      recordId: text('EventRecordID', 'RecordNumber'),
      values: data === undefined || data === null ? new Map([...object].filter(([, value]) => value !== null).map(([name, value]) => [name, textOf(value)])) : valuesOf(data),
    },
  };
}

const KINDS: ReadonlyMap<string, readonly [channel: string, provider: string, eventId: number]> = new Map([
  ['P', ['Microsoft-Windows-Sysmon/Operational', 'Microsoft-Windows-Sysmon', 1]],
  ['S', ['Microsoft-Windows-PowerShell/Operational', 'Microsoft-Windows-PowerShell', 4104]],
  ['B', ['Microsoft-Windows-Bits-Client/Operational', 'Microsoft-Windows-Bits-Client', 0]],
  ['I', ['Microsoft-Windows-Sysmon/Operational', 'Microsoft-Windows-Sysmon', 7]],
  ['F', ['Microsoft-Windows-Sysmon/Operational', 'Microsoft-Windows-Sysmon', 11]],
  ['R', ['Microsoft-Windows-Sysmon/Operational', 'Microsoft-Windows-Sysmon', 13]],
  ['N', ['proxy', 'proxy', 0]],
  ['SCM', ['System', 'Service Control Manager', 0]],
]);

/** Events written down by what matters of them; time and host are filled in. */
function kindOfVariant(object: Properties | undefined, defaults: Defaults): Parsed | undefined {
  const kind = KINDS.get(textOf(object?.get('kind')));
  if (!object || !kind) return undefined;
  const [channel, provider, eventId] = kind;
  const values = new Map([...object].filter(([name, value]) => name !== 'kind' && name !== 'EventID' && value !== null).map(([name, value]) => [name, textOf(value)]));
  const given = Number(textOf(object.get('EventID')) || eventId);
  return { kind: 'event', event: { channel, provider, eventId: given, computer: textOf(object.get('Computer')) || defaults.host, time: timeOf(textOf(object.get('TimeCreated'))) ?? defaults.time, recordId: undefined, values } };
}
