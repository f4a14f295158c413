/** Statements and pipelines into calls: a name, what binds it, its arguments in the order in which they stand. */
import { expression, postfix } from './expression.js';
import { readWord, stringValue, variableValue } from './literal.js';
import { hide } from './session.js';
import type { Session } from './session.js';
import { isQuote, peek, readBracket, skipSpace, take } from './source.js';
import type { Source } from './source.js';
import { empty, itemsOf, listValue, textValue } from './value.js';
import type { Value } from './value.js';

export interface Argument {
  /** `-Name` without the dash, lower case; missing for a value. */
  readonly name?: string | undefined;
  readonly value?: Value | undefined;
}

export interface Invocation {
  readonly name: string;
  readonly args: readonly Argument[];
  /** What the pipeline hands in. */
  readonly piped?: Value | undefined;
  readonly pipedFrom?: string | undefined;
}

/** Does a call and tells its value. */
export type Perform = (invocation: Invocation) => Value;

const keyword = /(?:if|elseif|else|while|do|until|for|foreach|switch|try|catch|finally|begin|process|end|param|function|filter|return|trap|throw|exit)\b(?![-\\.:])/iy;
const assignment = /\$(?:\{[^}]{1,200}\}|(?:[a-z_]\w*:)?\w+)\s*(?:\+|-|\*|\/|%|\?\?)?=(?!=)/iy;
const typed = /(?:\[[\w.]{1,80}(?:\[\])?\]\s{0,9}){1,4}(?=\$\w{1,200}\s{0,9}=)/iy;

/** Runs all statements; the value is that of the last which has one. */
export function statements(text: string, session: Session, perform: Perform): Value {
  const source: Source = { text, at: 0 };
  let last = empty;
  while (source.at < text.length && session.fuel > 0) {
    skipSpace(source, true);
    const from = source.at;
    const c = peek(source);
    if (c !== '' && ';|&)}'.includes(c) && (c !== '&' || !/^&\s*[\w'"($]/.test(text.slice(source.at, source.at + 40)))) source.at++;
    else last = statement(source, session, perform);
    if (source.at === from) source.at++;
  }
  return last;
}

function statement(source: Source, session: Session, perform: Perform): Value {
  if (peek(source) === '[') take(source, typed);
  const assigned = peek(source) === '$' ? take(source, assignment) : undefined;
  if (assigned !== undefined) return assign(assigned, source, session, perform);
  const word = take(source, keyword)?.toLowerCase();
  if (word === 'function' || word === 'filter') take(source, /\s*[\w:-]+\s*(?:\([^)]*\))?/y);
  if (word === 'foreach') loop(source, session);
  if (word !== undefined) return empty;
  if (peek(source) === '{') {
    source.at++;
    return empty;
  }
  return pipeline(source, session, perform);
}

/** `foreach ($x in list)`: the body is read once, with all items in the place of one. */
function loop(source: Source, session: Session): void {
  const head = take(source, /\s*\(\s*\$\w{1,200}\s+in\s/iy);
  const name = /\$(\w+)/.exec(head ?? '')?.[1];
  if (name === undefined) return;
  skipSpace(source);
  session.variables.set(name.toLowerCase(), expression(source, session));
}

function assign(written: string, source: Source, session: Session, perform: Perform): Value {
  const name = written.replace(/\s*[-+*/%?]*=$/, '');
  skipSpace(source, true);
  const before = session.hidden;
  const value = pipeline(source, session, perform);
  const key = name.replace(/^\$\{?|\}$/g, '').toLowerCase().replace(/^(global|script|local|private|using|variable):/, '');
  const old = session.variables.get(key);
  session.fuel -= value.text.length + (old?.text.length ?? 0);
  session.variables.set(key, written.endsWith('+=') && old ? added(old, value) : value);
  // How a text was spelled matters to the command that uses it: it stays until then.
  for (const one of before) hide(session, one);
  return empty;
}

function added(old: Value, value: Value): Value {
  return old.items ? listValue([...old.items, ...itemsOf(value)]) : textValue(old.text + value.text);
}

function pipeline(source: Source, session: Session, perform: Perform): Value {
  let piped: Value | undefined;
  let pipedFrom: string | undefined;
  for (;;) {
    skipSpace(source, piped !== undefined);
    const begun = source.at;
    const call = commandAt(source, session);
    const value = call ? perform(piped || pipedFrom !== undefined ? { ...call, piped, pipedFrom } : call) : expression(source, session);
    pipedFrom = call?.name;
    skipSpace(source);
    if (peek(source) !== '|' || peek(source, 1) === '|' || source.at === begun) return value;
    source.at++;
    piped = value;
  }
}

/** A command; nothing where an expression stands. */
function commandAt(source: Source, session: Session): Invocation | undefined {
  const c = peek(source);
  if ((c === '&' || c === '.') && /[\s'"($@{\w%\u2018-\u201f`-]/.test(peek(source, 1))) {
    source.at++;
    skipSpace(source);
    const target = isQuote(peek(source)) || /[($[{]/.test(peek(source)) ? postfix(source, session) : textValue(readWord(source, session));
    if (target.isBlock) return { name: '&', args: [{ value: target }, ...argumentsOf(source, session)] };
    return { name: target.text.trim(), args: argumentsOf(source, session) };
  }
  if (!/[a-z_`%?\\.~^]/i.test(c)) return undefined;
  const name = readWord(source, session);
  return { name, args: argumentsOf(source, session) };
}

function argumentsOf(source: Source, session: Session): Argument[] {
  const args: Argument[] = [];
  for (;;) {
    skipSpace(source);
    const c = peek(source);
    if (c === '' || ';|&)}\n'.includes(c)) return args;
    const from = source.at;
    const name = c === '-' || c > '\u2012' ? take(source, /[-\u2013\u2014\u2015][a-z?_][\w`-]*:?/iy) : undefined;
    if (name !== undefined && (name.endsWith(':') || /[\s;|&)}:,]|^$/.test(peek(source)))) args.push({ name: named(name, session), value: undefined });
    else {
      source.at = from;
      args.push(argument(source, session));
    }
    if (source.at === from) source.at++;
  }
}

function named(written: string, session: Session): string {
  if (written.includes('`')) hide(session, 'backtick');
  return (/[`:]/.test(written) ? written.replace(/[`:]/g, '') : written).slice(1).toLowerCase();
}

function argument(source: Source, session: Session): Argument {
  const splat = peek(source) === '@' ? take(source, /@[a-z_]\w*/iy) : undefined;
  if (splat !== undefined) {
    hide(session, 'splatting');
    return { name: '@', value: variableValue(`$${splat.slice(1)}`, session) };
  }
  const items = [argumentValue(source, session)];
  for (;;) {
    const at = source.at;
    skipSpace(source);
    if (peek(source) !== ',') {
      source.at = at;
      break;
    }
    source.at++;
    skipSpace(source, true);
    items.push(argumentValue(source, session));
  }
  const [only] = items;
  return { name: undefined, value: items.length === 1 && only ? only : listValue(items) };
}

function argumentValue(source: Source, session: Session): Value {
  const c = peek(source);
  const next = peek(source, 1);
  if (c === '{') return { text: readBracket(source), isBlock: true };
  if (c === '(' || (c === '@' && (next === '{' || next === '(' || isQuote(next))) || (c === '[' && /[a-z]/i.test(next)) || (c === '$' && /^\$\w+(?:\[|\.\w+\()/.test(source.text.slice(source.at, source.at + 60)))) {
    return postfix(source, session);
  }
  if (isQuote(c)) return stringValue(source, session);
  if (c === '$' && /^\$(?:\{[^}]*\}|(?:\w+:)?\w+)(?=[\s;|&)},]|$)/.test(source.text.slice(source.at, source.at + 120))) {
    return variableValue(take(source, /\$(?:\{[^}]*\}|(?:\w+:)?\w+)/y) ?? '', session);
  }
  return textValue(readWord(source, session));
}
