/** Windows event XML as Splunk takes it in: one <Event>, System and EventData or UserData inside (MS-EVEN6, event schema). */
import type { Defaults, Parsed } from './event.js';
import { timeOf } from './event.js';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The text of an element: references resolved, CDATA taken as it is. */
export function unescapeXml(text: string): string {
  if (!text.includes('&') && !text.includes('<!')) return text;
  return text.replace(/<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-z]+));/g, (whole, cdata: string | undefined, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (cdata !== undefined) return cdata;
    if (whole.startsWith('<!--')) return '';
    const code = hex === undefined ? (decimal === undefined ? undefined : Number(decimal)) : Number.parseInt(hex, 16);
    if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return ENTITIES[name ?? ''] ?? whole;
  });
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? undefined : unescapeXml(value);
}

/** The inside of the first element of this name; undefined where it is missing, empty for `<Name/>`. */
function element(xml: string, name: string): { readonly tag: string; readonly inner: string } | undefined {
  const open = new RegExp(`<${name}(\\s[^>]*?)?(/?)>`).exec(xml);
  if (!open) return undefined;
  const tag = open[1] ?? '';
  if (open[2] === '/') return { tag, inner: '' };
  const from = open.index + open[0].length;
  const end = xml.indexOf(`</${name}`, from);
  return end < 0 ? undefined : { tag, inner: xml.slice(from, end) };
}

export function eventOfXml(text: string, defaults: Defaults): readonly Parsed[] | string {
  const xml = withoutPrefixes(text);
  const system = element(xml, 'System')?.inner;
  if (system === undefined) return 'the event has no System element';
  const eventId = Number(unescapeXml(element(system, 'EventID')?.inner ?? '').trim());
  if (!Number.isInteger(eventId)) return 'the event has no EventID';
  const value = (name: string): string => unescapeXml(element(system, name)?.inner ?? '').trim();
  return [{
    kind: 'event',
    event: {
      channel: value('Channel'),
      provider: attribute(element(system, 'Provider')?.tag ?? '', 'Name') ?? '',
      eventId,
      computer: value('Computer') || defaults.host,
      time: timeOf(attribute(element(system, 'TimeCreated')?.tag ?? '', 'SystemTime')) ?? defaults.time,
      recordId: value('EventRecordID') || undefined,
      values: valuesOf(xml),
    },
  }];
}

/** `<ev:Event xmlns:ev=…>`: names without their prefix. */
function withoutPrefixes(text: string): string {
  const prefix = /^<([A-Za-z_][\w.-]*):Event[\s>]/.exec(text)?.[1];
  return prefix === undefined ? text : text.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</');
}

const DATA = /<Data(\s[^>]*?)?(?:\/>|>((?:[^<]|<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->)*)<\/Data\s*>)/g;
const LEAF = /<([A-Za-z_][\w.-]*)(?:\s[^>]*?)?(?:\/>|>((?:[^<]|<!\[CDATA\[[\s\S]*?\]\]>)*)<\/\1\s*>)/g;

function valuesOf(xml: string): Map<string, string> {
  const values = new Map<string, string>();
  const data = element(xml, 'EventData')?.inner;
  if (data !== undefined) {
    let index = 0;
    for (const [, tag = '', inner = ''] of data.matchAll(DATA)) values.set(attribute(tag, 'Name') ?? `Data${index++}`, unescapeXml(inner));
    return values;
  }
  const user = element(xml, 'UserData')?.inner ?? '';
  for (const [, name = '', inner = ''] of user.matchAll(LEAF)) values.set(name, unescapeXml(inner));
  return values;
}
