/** A class in brackets (pcre2pattern(3), "Square brackets and character classes"). The cursor stands behind the bracket. */
import { characterEscape, classEscape, propertyEscape } from './escape.js';
import { foldedRanges, setOf } from './characterset.js';
import type { CharacterSet, Range } from './characterset.js';
import { posixClass } from './classes.js';
import type { PatternCursor } from './patterncursor.js';

/** One character, which may begin a range, or what stands for many. */
type Member = { readonly code: number } | { readonly ranges: readonly Range[] } | { readonly property: string };

interface Bracket {
  readonly cursor: PatternCursor;
  readonly ignoringCase: boolean;
  readonly start: number;
  quoting: boolean;
}

export function readBracket(cursor: PatternCursor, ignoringCase: boolean): CharacterSet {
  const bracket: Bracket = { cursor, ignoringCase, start: cursor.at - 1, quoting: false };
  refuseLoneClass(bracket);
  const negated = cursor.take('^');
  const plain: Range[] = [];
  const named: Range[] = [];
  const properties: string[] = [];
  for (let first = true; first || !closes(bracket); first = false) {
    const member = readMember(bracket);
    if (!member) continue;
    if ('code' in member) plain.push([member.code, rangeEnd(bracket, member.code)]);
    else {
      if ('ranges' in member) named.push(...member.ranges);
      else properties.push(member.property);
      if (beginsRange(bracket)) cursor.fail('a range of a class begins with a set: write \\- for the hyphen');
    }
  }
  return setOf([...(ignoringCase ? foldedRanges(plain) : plain), ...named], properties, negated);
}

/** `[:alpha:]` that is not inside a class is a slip that PCRE names too. */
function refuseLoneClass({ cursor, start }: Bracket): void {
  const found = /^([:.=])[^\]]{0,20}\1\]/.exec(cursor.pattern.slice(cursor.at, cursor.at + 25));
  if (found) cursor.fail(`${found[0]} is for use inside a class`, start);
}

function closes(bracket: Bracket): boolean {
  if (bracket.cursor.done) bracket.cursor.fail('a [ is not closed', bracket.start);
  return !bracket.quoting && bracket.cursor.take(']');
}

/** Nothing for what only begins or ends quoting. */
function readMember(bracket: Bracket): Member | undefined {
  const { cursor } = bracket;
  if (cursor.done) cursor.fail('a [ is not closed', bracket.start);
  if (cursor.take('\\E')) {
    bracket.quoting = false;
    return beginsRange(bracket) ? cursor.fail('a range of a class begins with quoted text: write \\- for the hyphen') : undefined;
  }
  if (!bracket.quoting && cursor.take('\\Q')) {
    bracket.quoting = true;
    return undefined;
  }
  if (bracket.quoting) return { code: cursor.takeCode() };
  const posix = cursor.match(/\[([:.=])([^\]]{0,20})\1\]/y);
  if (posix) return { ranges: (posix[1] === ':' ? posixClass(posix[2] ?? '', bracket.ignoringCase) : undefined) ?? cursor.fail(`there is no class ${posix[0].slice(0, 40)}`) };
  return cursor.take('\\') ? escaped(bracket) : { code: cursor.takeCode() };
}

function escaped({ cursor }: Bracket): Member {
  if (cursor.take('b')) return { code: 8 };
  const property = propertyEscape(cursor);
  if (property !== undefined) return { property };
  const ranges = classEscape(cursor);
  if (ranges) return { ranges };
  const code = characterEscape(cursor);
  if (code !== undefined) return { code };
  if (/[A-Za-z0-9]/.test(cursor.pattern.charAt(cursor.at))) cursor.fail(`\\${cursor.pattern.charAt(cursor.at)} inside a class cannot be said`, cursor.at - 1);
  return { code: cursor.takeCode() };
}

function beginsRange({ cursor, quoting }: Bracket): boolean {
  return !quoting && cursor.looking('-') && !cursor.looking('-]');
}

/** The end of the range that the code begins; itself where it begins none. */
function rangeEnd(bracket: Bracket, code: number): number {
  if (!beginsRange(bracket)) return code;
  const { cursor } = bracket;
  const hyphen = cursor.at++;
  const high = readMember(bracket);
  if (!high || !('code' in high)) return cursor.fail('a range of a class ends with a set: write \\- for the hyphen', hyphen);
  return high.code < code ? cursor.fail('a range of a class is out of order', hyphen) : high.code;
}
