/** A whole event as one text, where nobody has taken its fields apart: XML, JSON, or the text that Windows shows of it. */
import type { Facts } from './facts.js';
import { factsOf } from './row.js';

/** Longer than any event; what stands behind is not read. */
const longest = 2_097_152;

/** Total, and linear in the text. What is no event is read as a command line. */
export function factsOfRaw(raw: string): Facts | undefined {
  const text = raw.slice(0, longest).trim();
  const fields = text.startsWith('<') ? xmlFields(text) : text.startsWith('{') ? jsonFields(text) : textFields(text);
  if (!fields.has('EventID') && !fields.has('EventCode')) fields.set('process', fields.get('CommandLine') ?? fields.get('process') ?? text);
  return factsOf((name) => fields.get(name));
}

type Fields = Map<string, string>;

/** The first of a name counts. */
function put(fields: Fields, name: string, value: string): void {
  if (!fields.has(name)) fields.set(name, value);
}

function xmlFields(text: string): Fields {
  const fields: Fields = new Map();
  for (const [, data, value = '', element = '', inner = '', provider] of text.matchAll(/<Data Name=['"]([^'"<>]+)['"]>([^<]*)|<(\w+)(?:\s[^<>]*)?>([^<]*)<\/|<Provider\s[^<>]*?Name=['"]([^'"<>]+)/g)) {
    if (provider !== undefined) put(fields, 'Provider', provider);
    else put(fields, data ?? element, unescaped(data === undefined ? inner : value));
  }
  return fields;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|quot|apos|amp));/gi, (_, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? '';
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}

function jsonFields(text: string): Fields {
  const fields: Fields = new Map();
  try {
    collect(fields, JSON.parse(text), 0);
  } catch {
    // Cut or broken: no fields, and so no more than a line of text.
  }
  return fields;
}

/** By their own names, however deep they stand. */
function collect(fields: Fields, value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > 6) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string' || typeof inner === 'number') put(fields, name, String(inner));
    else collect(fields, inner, depth + 1);
  }
}

/** `EventCode=4688` above, `Process Command Line: …` in the message, which the add-on calls Process_Command_Line. */
function textFields(text: string): Fields {
  const fields: Fields = new Map();
  for (const [, name = '', value = ''] of text.matchAll(/^[ \t]*([A-Z][\w ]{0,40})[:=][ \t]*(.*)$/gim)) put(fields, name.trim().replaceAll(' ', '_'), value.trim());
  const message = text.search(/^Message=/m);
  if (message >= 0) fields.set('Message', text.slice(message + 8));
  return fields;
}
