/**
 * Cron expressions as savedsearches.conf takes them: minute, hour, day of month, month, day of week;
 * lists, ranges, steps, and names for months and week days. No seconds, no `@hourly`.
 */
import { pattern } from './kind.js';
import type { Kind } from './kind.js';
import { last, readText } from './kind.js';
import { quote } from './value.js';

export interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 and 7 are both Sunday. */
  readonly weekdays: ReadonlySet<number>;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The sets of a cron expression, or `undefined` when it is not one. */
export function parseCron(expression: string): Cron | undefined {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== 5 || expression.length > 200) return undefined;
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = parts;
  const minutes = parseField(minute, 0, 59, []);
  const hours = parseField(hour, 0, 23, []);
  const days = parseField(day, 1, 31, []);
  const months = parseField(month, 1, 12, MONTHS);
  const weekdays = parseField(weekday, 0, 7, WEEKDAYS);
  return minutes && hours && days && months && weekdays ? { minutes, hours, days, months, weekdays } : undefined;
}

function parseField(field: string, low: number, high: number, names: readonly string[]): Set<number> | undefined {
  const values = new Set<number>();
  for (const item of field.split(',')) {
    const [range = '', step, ...rest] = item.split('/');
    const ends = range === '*' ? [low, high] : range.split('-').map((end) => parseNumber(end, low, names));
    const from = ends[0];
    const to = ends.length === 1 ? (step === undefined ? from : high) : ends[1];
    const by = step === undefined ? 1 : /^\d{1,3}$/.test(step) ? Number(step) : 0;
    if (rest.length > 0 || ends.length > 2 || from === undefined || to === undefined || by < 1) return undefined;
    if (from < low || to > high || from > to) return undefined;
    for (let value = from; value <= to; value += by) values.add(value);
  }
  return values;
}

function parseNumber(word: string, low: number, names: readonly string[]): number | undefined {
  if (/^\d{1,2}$/.test(word)) return Number(word);
  const index = names.indexOf(word.toUpperCase());
  return index < 0 ? undefined : index + low;
}

export const cron: Kind<string> = {
  name: 'cron expression of five fields',
  schema: { type: 'string', pattern: '^\\S+( +\\S+){4}$', maxLength: 200 },
  read(value, path, report) {
    const found = readText(value, path, report);
    if (found === undefined) return undefined;
    if (!parseCron(found)) {
      report('M105', path, `${last(path)} is ${quote(found)}, not a cron expression of five fields in range`, 'Write minute hour day month weekday, such as `7 * * * *`.');
      return undefined;
    }
    return found;
  },
};

/** `-70m@m`, `-1d@d`, `+5m`: sign, number, unit, and where wanted a snap. */
export const relativeTime = pattern(
  'a relative time with a sign, such as -70m@m',
  /^[+-]\d{1,9}(s|m|h|d|w|mon|q|y)(@(s|m|h|d|w|mon|q|y))?$/,
);

export const scheduleWindow = pattern('`auto` or a number of minutes in quotes', /^(auto|\d{1,6})$/);

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800, mon: 2_592_000, q: 7_776_000, y: 31_536_000,
};

/** Seconds that a relative time lies before (positive) or after (negative) now, its snap left out. */
export function secondsAgo(relative: string): number {
  const match = /^([+-])(\d+)([a-z]+)/.exec(relative);
  if (!match) return 0;
  const [, sign, count, unit = ''] = match;
  return (sign === '-' ? 1 : -1) * Number(count) * (UNIT_SECONDS[unit] ?? 0);
}
