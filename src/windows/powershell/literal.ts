/** Words, strings and variables. */
import { knownVariables } from '../environment.js';
import { hide } from './session.js';
import type { Session } from './session.js';
import { escaped, isQuote, peek, readBracket, readQuoted, take } from './source.js';
import type { Source } from './source.js';
import { empty, textValue } from './value.js';
import type { Value } from './value.js';

const variable = /\$(?:\{[^}]{1,200}\}|(?:[a-z_]\w*:)?[\w?^$]+)/iy;

export function readVariable(source: Source, session: Session): Value | undefined {
  const name = take(source, variable);
  return name === undefined ? undefined : variableValue(name, session);
}

/** What is not known keeps its name. */
export function variableValue(written: string, session: Session): Value {
  const name = written.replace(/^\$\{?|\}$/g, '').toLowerCase().replace(/^(global|script|local|private|using|variable):/, '');
  const own = session.variables.get(name);
  if (own) {
    hide(session, 'variable');
    return own;
  }
  if (name === 'null') return empty;
  return { text: written };
}

export function stringValue(source: Source, session: Session): Value {
  const { text, expands, hasBacktick } = readQuoted(source);
  if (hasBacktick) hide(session, 'backtick');
  return textValue(expands ? expand(text, session) : text);
}

/** Variables and `$( )` within a string in double quotes. */
export function expand(text: string, session: Session): string {
  if (!text.includes('$')) return text;
  const source: Source = { text, at: 0 };
  const parts: string[] = [];
  while (source.at < text.length) {
    if (text.startsWith('$(', source.at)) {
      source.at++;
      parts.push(session.run(readBracket(source)).text);
      continue;
    }
    const value = peek(source) === '$' ? readVariable(source, session) : undefined;
    if (value) parts.push(value.text);
    else {
      const next = text.indexOf('$', source.at + 1);
      parts.push(text.slice(source.at, next < 0 ? undefined : next));
      source.at = next < 0 ? text.length : next;
    }
  }
  return textValue(parts.join('')).text;
}

/** What stands for itself in a word. */
const plain = /[^\s;|&(){},`'"$\u2018-\u201e]+/y;

/** A word of a command: until a blank or a character that ends arguments; quotes inside it vanish, as do backticks. */
export function readWord(source: Source, session: Session): string {
  const start = source.at;
  let word = '';
  while (source.at < source.text.length) {
    word += take(source, plain) ?? '';
    const c = peek(source);
    if (c === '' || c === ' ' || /[\s;|&(){},]/.test(c)) break;
    if (c === '`') {
      source.at++;
      if (/\w/.test(peek(source))) hide(session, 'backtick');
      word += escaped(peek(source));
      source.at++;
    } else if (isQuote(c)) {
      if (source.at > start) hide(session, 'quotes');
      word += stringValue(source, session).text;
    } else if (c === '$') {
      word += peek(source, 1) === '(' ? subexpression(source, session) : (readVariable(source, session)?.text ?? one(source));
    } else word += one(source);
  }
  return word;
}

function subexpression(source: Source, session: Session): string {
  source.at++;
  return session.run(readBracket(source)).text;
}

function one(source: Source): string {
  return source.text.charAt(source.at++);
}

/** `$env:COMSPEC[4,26,25]` and the like spell with variables that every Windows has. */
export function environmentText(text: string): string | undefined {
  const name = /^\$(?:env:)?\{?(?:env:)?([\w()]+)\}?$/i.exec(text)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  return name === 'pshome' ? 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0' : knownVariables.get(name);
}
