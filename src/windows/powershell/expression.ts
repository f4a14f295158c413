/** Expressions, as far as they spell names and texts: `+`, `-f`, `-join`, `-replace`, `-split`, casts, indexes and methods of strings. */
import { callMember } from './member.js';
import { environmentText, readVariable, readWord, stringValue } from './literal.js';
import { hide } from './session.js';
import type { Session } from './session.js';
import { isQuote, peek, readBracket, skipSpace, take } from './source.js';
import type { Source } from './source.js';
import { empty, itemsOf, listValue, textValue } from './value.js';
import type { Value } from './value.js';

/** Reads the longest expression at the cursor. */
export function expression(source: Source, session: Session): Value {
  let left = additive(source, session);
  for (;;) {
    skipSpace(source);
    const operator = take(source, /[-\u2013\u2014\u2015][a-z]{2,11}\b/iy)?.slice(1).toLowerCase();
    if (operator === undefined) return left;
    skipSpace(source, true);
    left = combined(left, operator, additive(source, session), session);
  }
}

function combined(left: Value, operator: string, right: Value, session: Session): Value {
  switch (operator.replace(/^[ci](?=replace|split)/, '')) {
    case 'join':
      hide(session, 'concatenation');
      return textValue(itemsOf(left).map(({ text }) => text).join(right.text));
    case 'replace': {
      hide(session, 'replace');
      const [old, by] = itemsOf(right);
      return textValue(replaced(left.text, plain(old?.text ?? ''), by?.text ?? ''));
    }
    case 'split':
      return listValue(splitBy(left.text, plain(right.text)));
    default:
      return left;
  }
}

/** A pattern of letters and escaped signs stands for itself; others are left alone. */
function plain(pattern: string): string {
  return pattern.replace(/\\(.)/g, '$1');
}

function replaced(text: string, old: string, by: string): string {
  return old === '' ? text : text.replaceAll(old, by);
}

function splitBy(text: string, mark: string): Value[] {
  return (mark === '' ? Array.from(text) : text.split(mark)).slice(0, 10_000).map(textValue);
}

function additive(source: Source, session: Session): Value {
  let left = formatted(source, session);
  for (;;) {
    skipSpace(source);
    if (peek(source) !== '+' || peek(source, 1) === '=') return left;
    source.at++;
    skipSpace(source, true);
    const right = formatted(source, session);
    hide(session, 'concatenation');
    session.fuel -= left.items ? itemsOf(right).length + left.items.length : right.text.length;
    if (session.fuel < 0) return left;
    left = left.items ? listValue([...left.items, ...itemsOf(right)]) : textValue(left.text + right.text);
  }
}

function formatted(source: Source, session: Session): Value {
  let left = list(source, session);
  for (;;) {
    skipSpace(source);
    if (take(source, /[-\u2013\u2014\u2015]f\b/iy) === undefined) return left;
    skipSpace(source, true);
    const items = itemsOf(list(source, session));
    hide(session, 'format');
    left = textValue(left.text.slice(0, 65_536).replace(/\{(\d{1,4})(?:[,:][^}]{0,20})?\}/g, (_, index: string) => items[Number(index)]?.text.slice(0, 4_096) ?? ''));
  }
}

function list(source: Source, session: Session): Value {
  const items = [unary(source, session)];
  for (;;) {
    skipSpace(source);
    if (peek(source) !== ',') break;
    source.at++;
    skipSpace(source, true);
    items.push(unary(source, session));
  }
  const [only] = items;
  return items.length === 1 && only ? only : listValue(items);
}

/** Casts and signs before each other. */
const mostNested = 100;

function unary(source: Source, session: Session): Value {
  skipSpace(source);
  if (session.nesting >= mostNested) return textValue(source.text.charAt(source.at++));
  session.nesting++;
  const value = signed(source, session);
  session.nesting--;
  return value;
}

function signed(source: Source, session: Session): Value {
  const operator = take(source, /[-\u2013\u2014\u2015](?:join|split|not|bnot)\b|!(?!=)/iy)?.slice(1).toLowerCase();
  if (operator === undefined) return postfix(source, session);
  const value = list(source, session);
  if (operator !== 'join') return value;
  hide(session, 'concatenation');
  return textValue(itemsOf(value).map(({ text }) => text).join(''));
}

/** A value with what hangs on it: `('a'+'b').Replace('x','y')`; no operators, which arguments of commands do not have. */
export function postfix(source: Source, session: Session): Value {
  let value = primary(source, session);
  for (;;) {
    if (peek(source) === '[') value = indexed(value, readBracket(source), session);
    else {
      const member = take(source, /(?:\.|::)(?=["'$(]|[a-z_`])/iy);
      if (member === undefined) return value;
      const name = isQuote(peek(source)) ? stringValue(source, session).text : (take(source, /[\w`]+/y) ?? readVariable(source, session)?.text ?? '');
      const args = peek(source) === '(' ? itemsOf(session.run(readBracket(source))) : undefined;
      value = callMember(value, name.replaceAll('`', '').toLowerCase(), args, session);
    }
  }
}

function indexed(value: Value, inside: string, session: Session): Value {
  const range = /^\s*(-?\d{1,7})\s*\.\.\s*(-?\d{1,7}|-?\s*\$.*)\s*$/.exec(inside);
  const letters = value.items ?? Array.from(environmentText(value.text) ?? value.text, textValue);
  if (range?.[1] === '-1') {
    hide(session, 'reverse');
    return listValue([...letters].reverse());
  }
  const indexes = inside.split(',').map(Number);
  if (!indexes.every(Number.isInteger)) return value.map?.get(inside.replace(/['"]/g, '').toLowerCase()) ?? value;
  hide(session, 'substring');
  const picked = indexes.map((index) => letters.at(index) ?? empty);
  const [only] = picked;
  return picked.length === 1 && only ? only : listValue(picked);
}

function primary(source: Source, session: Session): Value {
  const c = peek(source);
  if (isQuote(c) || (c === '@' && isQuote(peek(source, 1)))) return stringValue(source, session);
  if (c === '(') return session.run(readBracket(source));
  if ((c === '$' || c === '@') && peek(source, 1) === '(') {
    source.at++;
    return session.run(readBracket(source));
  }
  if (c === '@' && peek(source, 1) === '{') {
    source.at++;
    return hashTable(readBracket(source), session);
  }
  if (c === '{') return { text: readBracket(source), isBlock: true };
  if (c === '[') return cast(readBracket(source), source, session);
  if (c === '$') return readVariable(source, session) ?? textValue(source.text.charAt(source.at++));
  const number = take(source, /-?(?:0x[0-9a-f]{1,8}|\d{1,15})(?:\.\.-?\d{1,7})?/iy);
  return textValue(number ?? readWord(source, session));
}

export function hashTable(text: string, session: Session): Value {
  const source: Source = { text, at: 0 };
  const map = new Map<string, Value>();
  while (source.at < text.length) {
    skipSpace(source, true);
    const from = source.at;
    const key = isQuote(peek(source)) ? stringValue(source, session).text : (take(source, /[\w`-]+/y) ?? '');
    skipSpace(source, true);
    if (peek(source) === '=') {
      source.at++;
      skipSpace(source, true);
      map.set(key.toLowerCase(), expression(source, session));
    } else source.at++;
    if (source.at === from) source.at++;
  }
  return { text: `@{${text}}`, map };
}

/** `[char]83`, `[string]…`, `[type]::Member`. */
function cast(type: string, source: Source, session: Session): Value {
  const name = type.trim().toLowerCase().replace(/^system\./, '');
  if (peek(source) === ':' && peek(source, 1) === ':') return { text: `[${name}]` };
  skipSpace(source);
  if (!/[\w'"($[@\u2018-\u201f-]/.test(peek(source))) return { text: `[${name}]` };
  const value = unary(source, session);
  if (name === 'char' || name === 'char[]') {
    hide(session, 'charcode');
    const letters = itemsOf(value).flatMap(({ text }) => (/^(?:\d{1,6}|0x[0-9a-f]{1,5})$/i.test(text) && name === 'char' || /^\d{2,6}$/.test(text) ? [String.fromCharCode(Number(text))] : Array.from(text)));
    return letters.length === 1 && value.items === undefined ? textValue(letters[0] ?? '') : listValue(letters.map(textValue));
  }
  return name === 'scriptblock' ? { text: value.text, isBlock: true } : value;
}
