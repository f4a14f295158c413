/** What a backslash begins, inside classes and outside (pcre2pattern(3), "Backslash"). The cursor stands behind the backslash. */
import { escapedClass } from './classes.js';
import type { Range } from './characterset.js';
import type { PatternCursor } from './patterncursor.js';

const controls: ReadonlyMap<string, number> = new Map([['a', 7], ['e', 27], ['f', 12], ['n', 10], ['r', 13], ['t', 9]]);

/** The number of the character that is written by its number or as a control; nothing for every other escape. */
export function characterEscape(cursor: PatternCursor): number | undefined {
  const start = cursor.at - 1;
  if (cursor.looking('x{}') || cursor.looking('o{}')) cursor.fail('the digits of a character number are missing', start);
  const hex = cursor.match(/x(?:\{([0-9a-fA-F]{1,8})\}|([0-9a-fA-F]{0,2}))|N\{U\+([0-9a-fA-F]{1,8})\}/y);
  if (hex) return checked(Number.parseInt(hex[1] ?? hex[3] ?? (hex[2] === '' ? '0' : (hex[2] ?? '0')), 16), cursor, start);
  const octal = cursor.match(/o\{([0-7]{1,10})\}|(0[0-7]{0,2}|[1-7][0-7]{1,2})/y);
  if (octal) return checked(Number.parseInt(octal[1] ?? octal[2] ?? '0', 8), cursor, start);
  const control = cursor.match(/c([ -~])/y);
  if (control) return (control[1] ?? '@').toUpperCase().charCodeAt(0) ^ 64;
  const known = controls.get(cursor.pattern.charAt(cursor.at));
  if (known !== undefined) cursor.at++;
  return known;
}

function checked(code: number, cursor: PatternCursor, start: number): number {
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? cursor.fail('there is no character of this number', start) : code;
}

/** `\d` and its like. */
export function classEscape(cursor: PatternCursor): readonly Range[] | undefined {
  const ranges = escapedClass(cursor.pattern.charAt(cursor.at));
  if (ranges) cursor.at++;
  return ranges;
}

/** `\p{Lu}`, `\P{^Greek}`, `\pL`, as JavaScript writes it. */
export function propertyEscape(cursor: PatternCursor): string | undefined {
  const start = cursor.at - 1;
  const found = cursor.match(/([pP])(?:\{(\^?)([^{}]*)\}|([A-Za-z]))/y);
  if (!found) return undefined;
  const [, letter, negation, long, short] = found;
  const negated = (letter === 'P') !== (negation === '^');
  const name = propertyName(short ?? long ?? '') ?? cursor.fail(`JavaScript knows no property ${(long ?? '').slice(0, 40)}`, start);
  return `\\${negated ? 'P' : 'p'}{${name}}`;
}

/** PCRE takes names without regard to case, blanks and underlines; of scripts alone it takes the extensions. */
function propertyName(written: string): string | undefined {
  const name = written.replace(/[ _-]/g, '').toLowerCase();
  if (name === 'l&' || name === 'lc') return 'LC';
  const category = name.charAt(0).toUpperCase() + name.slice(1);
  const script = written.trim().replace(/[ -]/g, '_').toLowerCase().replace(/(?:^|_)[a-z]/g, (c) => c.toUpperCase());
  const candidates = [...(/^[a-z]{1,2}$/.test(name) ? [category] : []), `Script_Extensions=${script}`, ...(/^any|ascii$/.test(name) ? [name === 'any' ? 'Any' : 'ASCII'] : [script])];
  return candidates.find(isProperty);
}

function isProperty(name: string): boolean {
  try {
    return new RegExp(`\\p{${name}}`, 'u').source !== '';
  } catch {
    return false;
  }
}
