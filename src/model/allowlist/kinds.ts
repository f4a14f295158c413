/** What the fields of an allowlist entry may hold. The words are for whoever sends a request, not for writers of YAML. */
import { compileCidr, compileWildcard, literalLength } from '../../match/index.js';
import type { Path } from '../../diagnostic/index.js';
import { last, readText } from '../kind.js';
import type { Kind, Report } from '../kind.js';
import { quote } from '../value.js';
import type { Value } from '../value.js';
import { faultOfCharacters, faultOfHidden } from './characters.js';

export const MOST_STARS = 8;
export const LONGEST_PATTERN = 512;

/** What a row holds where it has no value: our own placeholder, and those that data models and tstats fill in. */
const PLACEHOLDERS = ['-', 'null', 'unknown'];

/** A text that `faultOf` has nothing against; the fault completes "<field> ...". */
function checked(name: string, schema: Kind<string>['schema'], faultOf: (text: string) => string | undefined): Kind<string> {
  return {
    name,
    schema: { type: 'string', ...schema },
    read(value: Value, path: Path, report: Report) {
      const found = readText(value, path, report);
      if (found === undefined) return undefined;
      const fault = faultOf(found);
      if (fault === undefined) return found;
      report('M105', path, `${last(path)} ${fault}`);
      return undefined;
    },
  };
}

/** One line of `min` to `max` characters for people, without any that cannot be seen. */
export function line(min: number, max: number): Kind<string> {
  return checked('one line of text', { minLength: min, maxLength: max }, (text) => {
    if (text.trim().length < min) return min === 1 ? 'is empty' : `has fewer than ${min} characters`;
    return tooLong(text, max) ?? faultOfHidden(text);
  });
}

/** `*` stands for any text and letter case does not matter; `*` alone means that the field does not matter. */
export const wildcard: Kind<string> = checked('a pattern', { minLength: 1, maxLength: LONGEST_PATTERN }, faultOfPattern);

function faultOfPattern(text: string): string | undefined {
  if (text === '*') return undefined;
  if (text.trim() === '') return 'is empty: leave the field out, or write *';
  const long = tooLong(text, LONGEST_PATTERN) ?? faultOfCharacters(text);
  if (long !== undefined) return long;
  const stars = text.length - literalLength(text);
  if (stars > MOST_STARS) return `has ${stars} stars, at most ${MOST_STARS} are allowed`;
  const matches = compileWildcard(text, { caseSensitive: false });
  const filled = PLACEHOLDERS.find((placeholder) => matches(placeholder));
  return filled === undefined ? undefined : `is ${quote(text)}, which also covers rows where the field is missing (they hold ${quote(filled)})`;
}

/** A network in CIDR notation, one address, or `*`. */
export const network: Kind<string> = checked('a network in CIDR notation, or *', { minLength: 1, maxLength: 49 }, (text) => {
  if (text === '*' || (text.length <= 49 && compileCidr(text))) return undefined;
  return `is ${quote(text)}, not a network in CIDR notation: four decimal numbers or IPv6, then / and the length; * for any`;
});

/** A moment of RFC 3339 with its offset; kept in UTC and whole seconds. */
export const moment: Kind<string> = {
  ...checked('a moment such as 2026-12-21T08:00:00Z', { format: 'date-time', maxLength: 40 }, (text) =>
    readMoment(text) === undefined ? `is ${quote(text)}, not a moment of RFC 3339 such as 2026-12-21T08:00:00Z` : undefined),
};

/** Epoch seconds of a moment of RFC 3339, its fraction dropped; nothing for what is none, such as a 30th of February. */
export function readMoment(text: string): number | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/.exec(text);
  if (!parts) return undefined;
  const [, day = '', time = '', offset = ''] = parts;
  const written = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(written) || !new Date(written).toISOString().startsWith(`${day}T${time}`)) return undefined;
  const moved = Date.parse(`${day}T${time}${offset.toUpperCase()}`);
  return Number.isNaN(moved) ? undefined : moved / 1_000;
}

/** The form in which moments are kept and shown; fractions of a second are dropped. */
export function writeMoment(seconds: number): string {
  return new Date(Math.floor(seconds) * 1_000).toISOString().replace('.000Z', 'Z');
}

function tooLong(text: string, max: number): string | undefined {
  return text.length > max ? `has ${text.length} characters, at most ${max} are allowed` : undefined;
}
