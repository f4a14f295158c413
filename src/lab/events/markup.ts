/**
 * XML as far as events need it (XML 1.0): elements, attributes, references, CDATA. One pass from left to right, so that no
 * text makes it slow; what is not well-formed is read as far as it makes sense, since logs are cut and pasted.
 */
export interface Element {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Its own text, without that of its children. */
  readonly text: string;
  readonly children: readonly Element[];
}

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

/** Deeper elements are left out: no event of Windows is near it. */
const DEEPEST = 64;

/** What stands around all elements: its children are the roots. */
export function parseMarkup(xml: string): Element {
  const root: Open = { name: '', attributes: new Map(), children: [], text: '' };
  const open: Open[] = [root];
  let at = 0;
  while (at < xml.length) {
    const mark = xml.indexOf('<', at);
    addText(open, xml.slice(at, mark < 0 ? xml.length : mark));
    if (mark < 0) break;
    at = takeMark(xml, mark, open);
  }
  while (open.length > 1) close(open);
  return root;
}

/** One tag, comment, section or instruction; gives where it ends. */
function takeMark(xml: string, at: number, open: Open[]): number {
  if (xml.startsWith('<!--', at)) return behind(xml, '-->', at + 4);
  if (xml.startsWith('<![CDATA[', at)) {
    const end = behind(xml, ']]>', at + 9);
    const [top] = open.slice(-1);
    if (top) top.text += xml.slice(at + 9, xml.startsWith(']]>', end - 3) ? end - 3 : end);
    return end;
  }
  const next = xml.charCodeAt(at + 1);
  if (next === QUESTION || next === EXCLAMATION) return behind(xml, '>', at);
  if (next === SLASH) {
    const end = behind(xml, '>', at);
    closeNamed(open, localName(xml.slice(at + 2, end - 1).trim()));
    return end;
  }
  if (Number.isNaN(next) || !NAME_START.test(xml.charAt(at + 1))) {
    addText(open, '<');
    return at + 1;
  }
  return takeStart(xml, at, open);
}

const QUESTION = 63;
const EXCLAMATION = 33;
const SLASH = 47;
const NAME = /^\S+/;
const NONE: ReadonlyMap<string, string> = new Map();
const NAME_START = /[A-Za-z_\u0080-\uffff]/;

function takeStart(xml: string, at: number, open: Open[]): number {
  const end = tagEnd(xml, at);
  const isEmpty = xml.charCodeAt(end - 2) === SLASH;
  const tag = xml.slice(at + 1, isEmpty ? end - 2 : end - 1);
  const [name = ''] = NAME.exec(tag) ?? [];
  const element: Open = { name: localName(name), attributes: name.length === tag.length ? NONE : attributesOf(tag.slice(name.length)), children: [], text: '' };
  if (open.length > DEEPEST) return end;
  open.push(element);
  if (isEmpty) close(open);
  return end;
}

/** Behind the `>` of a tag: one inside quotes ends nothing. */
function tagEnd(xml: string, at: number): number {
  let end = xml.indexOf('>', at);
  for (let quote = nextQuote(xml, at, end); quote >= 0; quote = nextQuote(xml, quote + 1, end)) {
    quote = xml.indexOf(xml.charAt(quote), quote + 1);
    if (quote < 0) return xml.length;
    if (quote > end) end = xml.indexOf('>', quote);
  }
  return end < 0 ? xml.length : end + 1;
}

/** The first quote before an offset; -1 where there is none. */
function nextQuote(xml: string, from: number, before: number): number {
  const end = before < 0 ? xml.length : before;
  for (let at = from; at < end; at++) {
    const code = xml.charCodeAt(at);
    if (code === 34 || code === 39) return at;
  }
  return -1;
}

const ATTRIBUTE = /\s*([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;

function attributesOf(tag: string): Map<string, string> {
  const found = new Map<string, string>();
  ATTRIBUTE.lastIndex = 0;
  for (let match = ATTRIBUTE.exec(tag); match; match = ATTRIBUTE.exec(tag)) found.set(localName(match[1] ?? ''), resolve(match[2] ?? match[3] ?? ''));
  return found;
}

function addText(open: readonly Open[], text: string): void {
  const top = open.at(-1);
  if (top && text !== '') top.text += resolve(text);
}

function close(open: Open[]): void {
  const closed = open.pop();
  if (closed) open.at(-1)?.children.push(closed);
}

/** Ends what is open inside it too; an end of nothing is passed over. */
function closeNamed(open: Open[], name: string): void {
  const depth = open.findLastIndex((element) => element.name === name);
  if (depth > 0) while (open.length > depth) close(open);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function behind(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  return found < 0 ? xml.length : found + mark.length;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([['lt', '<'], ['gt', '>'], ['amp', '&'], ['quot', '"'], ['apos', "'"]]);

/** Character references and the five entities of XML; others stand as they are. */
function resolve(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-z]{2,4}));/g, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return ENTITIES.get(name) ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
