/** What our functions take for true and the Search Reference does not settle. */
import type { SplClaim } from '../claims.js';

/** A search of one expression. */
function claim(id: string, text: string, expression: string, gives: string | readonly string[]): SplClaim {
  return { id, claim: text, search: `| makeresults | eval r=${expression}`, expected: [{ r: gives }] };
}

export const functionClaims: readonly SplClaim[] = [
  { id: 'mvmap-null', claim: 'A value for which the expression of mvmap is null is left out; without any the result is null.', search: '| makeresults | eval a=split("a,b", ","), r=mvmap(a, if(a="b", a, null())), s=coalesce(mvmap(a, if(a="c", a, null())), "none")', expected: [{ r: 'b', s: 'none' }] },
  claim('cidrmatch-ipv6', 'cidrmatch knows IPv6, in any way of writing.', 'if(cidrmatch("2001:db8::/32", "2001:0DB8:0:0::7"), "yes", "no")', 'yes'),
  claim('strptime-offset', 'strptime reads an offset behind literal letters, whatever the time zone of who searches.', 'floor(strptime("2026-03-02T09:00:00Z +0000", "%Y-%m-%dT%H:%M:%SZ %z"))', '1772442000'),
  claim('mvindex-end-beyond', 'mvindex with an end behind the last value gives the values that there are.', 'mvjoin(mvindex(split("a,b", ","), 0, 9), ",")', 'a,b'),
  claim('mvindex-start-before', 'mvindex with a start before the first value gives null.', 'coalesce(mvindex(split("a,b", ","), -5, -1), "null")', 'null'),
  claim('typeof-numeric-text', 'A text that looks like a number is of type Number.', 'typeof("12")', 'Number'),
  claim('isnum-numeric-text', 'A text that looks like a number is a number.', 'if(isnum("12"), "yes", "no")', 'yes'),
  claim('round-half-up', 'round takes halves away from zero, by the decimal digits as written.', 'mvjoin(mvappend(round(2.5), round(-2.5), round(1.005, 2)), ",")', '3,-3,1.01'),
  claim('substr-start-zero', 'substr counts a place 0 before the first, as SQLite does.', 'substr("bits", 0, 3)', 'bi'),
  claim('substr-negative-length', 'substr with a negative length gives what stands before, as in SQLite.', 'substr("bits", 4, -2)', 'it'),
  claim('replace-on-several-values', 'replace changes each of several values.', 'mvjoin(replace(split("a1,b2", ","), "\\\\d", ""), ",")', 'a,b'),
  claim('match-on-several-values', 'match is true if any of several values matches.', 'if(match(split("a,b", ","), "^b$"), "yes", "no")', 'yes'),
  claim('like-on-several-values', 'like is true if any of several values is like the pattern.', 'if(like(split("ax,bx", ","), "b%"), "yes", "no")', 'yes'),
  claim('lower-beyond-ascii', 'lower changes letters beyond ASCII.', 'lower("ÄÖ")', 'äö'),
  claim('max-text-over-number', 'max of a text and numbers is the text.', 'max(9, "a", 10)', 'a'),
  claim('validate-null', 'A condition that is null is one that is not true for validate.', 'validate(missing=1, "first")', 'first'),
  claim('nullif-numbers', 'nullif compares as numbers what looks like numbers.', 'coalesce(nullif("1.0", "1"), "null")', 'null'),
  claim('in-numbers', 'in() compares as numbers what looks like numbers.', 'if(in("1.0", "1"), "yes", "no")', 'yes'),
  claim('cidrmatch-no-address', 'cidrmatch of what is no address is false.', 'if(cidrmatch("198.51.100.0/24", "host"), "yes", "no")', 'no'),
  claim('tostring-duration-days', 'tostring writes days before the hours of a duration, with a plus.', 'tostring(93784, "duration")', '1+02:03:04'),
  claim('tostring-duration-fraction', 'tostring leaves out the fraction of a duration.', 'tostring(1.5, "duration")', '00:00:01'),
  claim('tostring-commas-fraction', 'tostring with commas writes two digits wherever there is a fraction.', 'tostring(1234.5, "commas")', '1,234.50'),
  claim('printf-null', 'printf with a missing value gives null.', 'coalesce(printf("%s", missing), "null")', 'null'),
  claim('strptime-time-alone', 'strptime of a time without a date is of today.', 'if(strptime("00:00:00", "%H:%M:%S")=relative_time(now(), "@d"), "today", "other")', 'today'),
  claim('strptime-year-missing', 'strptime of a date without a year is of this year.', 'if(strptime("01-01", "%m-%d")=relative_time(now(), "@y"), "this year", "other")', 'this year'),
  claim('strptime-text-behind', 'strptime leaves what follows in the text.', 'if(isnull(strptime("2026-03-02 and more", "%Y-%m-%d")), "null", "time")', 'time'),
  claim('strptime-blank', 'A blank in the format of strptime is one or more in the text.', 'if(strptime("2026-03-02   09:00", "%Y-%m-%d %H:%M")=strptime("2026-03-02 09:00", "%Y-%m-%d %H:%M"), "same", "other")', 'same'),
  claim('strptime-unknown-zone', 'strptime knows the zones of North America and Europe by abbreviation, and gives null for others.', 'coalesce(strptime("2026-03-02 09:00 XST", "%Y-%m-%d %H:%M %Z"), "null")', 'null'),
  claim('strftime-fraction-cut', 'strftime cuts the fraction of a second, and does not round it.', 'strftime(0.9996, "%3N")', '999'),
  claim('strftime-minutes-of-zone', '%Ez is the offset from UTC in minutes.', 'if(60*strftime(strptime("1980-01-01", "%F"), "%Ez")=strptime("1980-01-01 +0000", "%F %z")-strptime("1980-01-01", "%F"), "yes", "no")', 'yes'),
  claim('strftime-unknown-variable', 'strftime leaves a variable that is unknown as it is.', 'strftime(0, "%!")', '%!'),
  claim('relative-time-month-end', 'A month before 31 March is the last day of February.', 'strftime(relative_time(strptime("2026-03-31", "%Y-%m-%d"), "-1mon"), "%F")', '2026-02-28'),
  claim('relative-time-empty', 'relative_time with an empty specifier gives null.', 'coalesce(relative_time(1772442000, ""), "null")', 'null'),
  claim('json-numeric-text', 'json_object writes a text that looks like a number as a number.', 'json_object("a", "12")', '{"a":12}'),
  claim('json-extract-missing-of-several', 'json_extract of several paths has null for what is missing.', 'json_extract("{\\"a\\":1}", "a", "b")', '[1,null]'),
  claim('json-extract-boolean', 'json_extract gives a truth value as such, shown as True.', 'tostring(json_extract("{\\"a\\":true}", "a"))', 'True'),
  claim('split-regex', 'The delimiter of split is text, not a regex.', 'mvjoin(split("a.b", "."), "|")', 'a|b'),
  claim('mvsort-bytes', 'mvsort is in the order of bytes: numbers as text, upper case before lower.', 'mvjoin(mvsort(split("b,B,10,9", ",")), ",")', '10,9,B,b'),
  claim('mvzip-shorter', 'mvzip ends with the shorter of both.', 'mvjoin(mvzip(split("a,b", ","), "1"), ";")', 'a,1'),
];
