/** Values of parsed JSON that came from outside: any shape, any names. */
export type Properties = ReadonlyMap<string, unknown>;

/** Beyond this nesting nothing is an event. */
const DEEPEST = 64;

/** The value of a JSON text, or why there is none. Deep nesting is found before anything walks down into it. */
export function parseJson(text: string): { readonly value: unknown } | string {
  if (isDeep(text)) return `the JSON nests more than ${DEEPEST} deep`;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return 'it is no JSON';
  }
}

const QUOTE = 34;
const BACKSLASH = 92;

function isDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === 123 || code === 91) {
      if (++depth > DEEPEST) return true;
    } else if (code === 125 || code === 93) depth--;
  }
  return false;
}

export function propertiesOf(value: unknown): Properties | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** Names that converters give to the text of an element beside its attributes. */
const TEXTS = ['#text', '$t', '_', 'Value'];

/** A value as a search sees it: text as it is, numbers written out, of an element its text, anything else as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null || value === undefined) return '';
  const element = propertiesOf(value);
  const text = element && TEXTS.find((name) => element.has(name));
  return text === undefined ? JSON.stringify(value) : textOf(element?.get(text));
}

/** An attribute of an element: `{"#attributes": {"Name": …}}`, `{"@Name": …}`, `{"-Name": …}`, `{"$": {"Name": …}}`, `{"Name": …}`. */
export function attribute(value: unknown, name: string): string | undefined {
  const element = propertiesOf(value);
  const inside = propertiesOf(element?.get('#attributes')) ?? propertiesOf(element?.get('$'));
  const found = inside?.get(name) ?? element?.get(`@${name}`) ?? element?.get(`-${name}`) ?? element?.get(name);
  return found === undefined || found === null ? undefined : textOf(found);
}
