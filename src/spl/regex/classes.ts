/** Named sets (pcre2pattern(3), "Generic character types" and "Posix character classes"): ASCII only, as PCRE has them without UCP. */
import { complement } from './characterset.js';
import type { Range } from './characterset.js';

const DIGIT: readonly Range[] = [[0x30, 0x39]];
const UPPER: readonly Range[] = [[0x41, 0x5a]];
const LOWER: readonly Range[] = [[0x61, 0x7a]];
const SPACE: readonly Range[] = [[0x09, 0x0d], [0x20, 0x20]];
const WORD: readonly Range[] = [...DIGIT, ...UPPER, ...LOWER, [0x5f, 0x5f]];
const HORIZONTAL: readonly Range[] = [[0x09, 0x09], [0x20, 0x20], [0xa0, 0xa0], [0x1680, 0x1680], [0x180e, 0x180e], [0x2000, 0x200a], [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000]];

export const VERTICAL: readonly Range[] = [[0x0a, 0x0d], [0x85, 0x85], [0x2028, 0x2029]];
export const NEWLINE: readonly Range[] = [[0x0a, 0x0a]];

const escapes: ReadonlyMap<string, readonly Range[]> = new Map([['d', DIGIT], ['w', WORD], ['s', SPACE], ['h', HORIZONTAL], ['v', VERTICAL]]);

/** `\d`, and `\D` for all others. */
export function escapedClass(letter: string): readonly Range[] | undefined {
  const ranges = escapes.get(letter.toLowerCase());
  return ranges && letter !== letter.toLowerCase() ? complement(ranges) : ranges;
}

const posix: ReadonlyMap<string, readonly Range[]> = new Map<string, readonly Range[]>([
  ['alnum', [...DIGIT, ...UPPER, ...LOWER]], ['alpha', [...UPPER, ...LOWER]], ['ascii', [[0x00, 0x7f]]], ['blank', [[0x09, 0x09], [0x20, 0x20]]], ['cntrl', [[0x00, 0x1f], [0x7f, 0x7f]]],
  ['digit', DIGIT], ['graph', [[0x21, 0x7e]]], ['lower', LOWER], ['print', [[0x20, 0x7e]]], ['punct', [[0x21, 0x2f], [0x3a, 0x40], [0x5b, 0x60], [0x7b, 0x7e]]], ['space', SPACE],
  ['upper', UPPER], ['word', WORD], ['xdigit', [...DIGIT, [0x41, 0x46], [0x61, 0x66]]],
]);

/** `alpha`, and `^alpha` for all others; without regard to case, upper and lower are both alpha. */
export function posixClass(name: string, ignoringCase: boolean): readonly Range[] | undefined {
  const plain = name.replace('^', '');
  const ranges = posix.get(ignoringCase && (plain === 'upper' || plain === 'lower') ? 'alpha' : plain);
  return ranges && name.startsWith('^') ? complement(ranges) : ranges;
}
