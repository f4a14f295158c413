/** Functions of time (Search Reference, "Date and Time functions"). */
import { numberOf, textOf } from '../value.js';
import type { EvalFunction } from './function.js';
import { relativeTime } from './relativetime.js';
import { strftime } from './strftime.js';
import { strptime } from './strptime.js';

export { relativeTime, strftime, strptime };

const SOURCE = 'Date and Time functions';

export const datetimeFunctions: readonly EvalFunction[] = [
  { name: 'now', syntax: 'now()', about: 'When the search began, in seconds since 1970.', source: SOURCE, arity: [0, 0], examples: [{ expression: 'now()', gives: 1_772_442_000 }], apply: (_, { now }) => Math.floor(now) },
  { name: 'time', syntax: 'time()', about: 'The time of the clock; here that at which the search began.', source: SOURCE, arity: [0, 0], examples: [{ expression: 'time()', gives: 1_772_442_000 }], apply: (_, { now }) => now },
  {
    name: 'relative_time', syntax: 'relative_time(<time>, <specifier>)', about: 'A time moved and snapped by a time modifier.', source: SOURCE, arity: [2, 2],
    examples: [{ expression: 'relative_time(1772442000, "-1d@d")', gives: 1_772_323_200 }, { expression: 'relative_time(1772442000, "@w1")', gives: 1_772_409_600 }, { expression: 'relative_time(1772442000, "soon")', gives: null }],
    apply: ([time = null, specifier = null], { timeZone }) => {
      const seconds = numberOf(time);
      return seconds === undefined || specifier === null ? null : relativeTime(seconds, textOf(specifier), timeZone);
    },
  },
  {
    name: 'strftime', syntax: 'strftime(<time>, <format>)', about: 'A time as text.', source: SOURCE, arity: [2, 2],
    examples: [{ expression: 'strftime(1772442000, "%Y-%m-%dT%H:%M:%S")', gives: '2026-03-02T09:00:00' }, { expression: 'strftime(1772442000.25, "%3N %z %a")', gives: '250 +0000 Mon' }],
    apply: ([time = null, pattern = null], { timeZone }) => {
      const seconds = numberOf(time);
      return seconds === undefined || pattern === null ? null : strftime(seconds, textOf(pattern), timeZone);
    },
  },
  {
    name: 'strptime', syntax: 'strptime(<string>, <format>)', about: 'The time that a text says.', source: SOURCE, arity: [2, 2],
    examples: [{ expression: 'strptime("2026-03-02 09:00:00", "%Y-%m-%d %H:%M:%S")', gives: 1_772_442_000 }, { expression: 'strptime("2026-02-30", "%Y-%m-%d")', gives: null }, { expression: 'strptime("02/Mar/2026:10:00:00 +0100", "%d/%b/%Y:%H:%M:%S %z")', gives: 1_772_442_000 }],
    apply: ([written = null, pattern = null], context) => (written === null || pattern === null ? null : strptime(textOf(written), textOf(pattern), context)),
  },
];
