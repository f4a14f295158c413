/** Functions of time: now, time, relative_time, strftime, strptime (Search Reference, "Date and time functions" and "Time format variables and modifiers"). */
import { clockAt, epochOf, isDate, offsetAt } from '../timezone.js';
import { numberOf, textOf } from '../value.js';
import type { Value } from '../value.js';
import type { EvalFunction } from './function.js';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

interface Moment {
  readonly seconds: number;
  readonly clock: Date;
  readonly zone: string;
}

const two = (value: number): string => String(value).padStart(2, '0');
const blank = (value: number): string => String(value).padStart(2, ' ');
const hour12 = (clock: Date): number => clock.getUTCHours() % 12 || 12;

function dayOfYear(clock: Date): number {
  return Math.floor((clock.getTime() - Date.UTC(clock.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}

/** ISO 8601: the week of the year's first Thursday is week 1. */
function isoWeek(clock: Date): { year: number; week: number } {
  const thursday = new Date(clock.getTime() + (4 - (clock.getUTCDay() || 7)) * 86_400_000);
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) };
}

function zoneText(offset: number, colon: string): string {
  const minutes = Math.abs(Math.round(offset / 60));
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${colon}${two(minutes % 60)}`;
}

function zoneName({ seconds, zone }: Moment): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }).formatToParts(seconds * 1000);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

function fraction(seconds: number, digits: number): string {
  return Math.min(Math.round((seconds - Math.floor(seconds)) * 1e9), 999_999_999).toString().padStart(9, '0').slice(0, digits).padEnd(digits, '0');
}

const variables: ReadonlyMap<string, (moment: Moment) => string> = new Map<string, (moment: Moment) => string>([
  ['a', ({ clock }) => (DAYS[clock.getUTCDay()] ?? '').slice(0, 3)],
  ['A', ({ clock }) => DAYS[clock.getUTCDay()] ?? ''],
  ['b', ({ clock }) => (MONTHS[clock.getUTCMonth()] ?? '').slice(0, 3)],
  ['B', ({ clock }) => MONTHS[clock.getUTCMonth()] ?? ''],
  ['c', (moment) => format('%a %b %e %H:%M:%S %Y', moment)],
  ['d', ({ clock }) => two(clock.getUTCDate())],
  ['D', (moment) => format('%m/%d/%y', moment)],
  ['e', ({ clock }) => blank(clock.getUTCDate())],
  ['F', (moment) => format('%Y-%m-%d', moment)],
  ['f', ({ seconds }) => fraction(seconds, 6)],
  ['g', ({ clock }) => two(isoWeek(clock).year % 100)],
  ['G', ({ clock }) => String(isoWeek(clock).year)],
  ['h', (moment) => format('%b', moment)],
  ['H', ({ clock }) => two(clock.getUTCHours())],
  ['I', ({ clock }) => two(hour12(clock))],
  ['j', ({ clock }) => String(dayOfYear(clock)).padStart(3, '0')],
  ['k', ({ clock }) => blank(clock.getUTCHours())],
  ['l', ({ clock }) => blank(hour12(clock))],
  ['m', ({ clock }) => two(clock.getUTCMonth() + 1)],
  ['M', ({ clock }) => two(clock.getUTCMinutes())],
  ['n', () => '\n'],
  ['N', ({ seconds }) => fraction(seconds, 9)],
  ['p', ({ clock }) => (clock.getUTCHours() < 12 ? 'AM' : 'PM')],
  ['Q', ({ seconds }) => fraction(seconds, 3)],
  ['s', ({ seconds }) => String(Math.floor(seconds))],
  ['S', ({ clock }) => two(clock.getUTCSeconds())],
  ['t', () => '\t'],
  ['T', (moment) => format('%H:%M:%S', moment)],
  ['u', ({ clock }) => String(clock.getUTCDay() || 7)],
  ['U', ({ clock }) => two(Math.floor((dayOfYear(clock) + 6 - clock.getUTCDay()) / 7))],
  ['V', ({ clock }) => two(isoWeek(clock).week)],
  ['w', ({ clock }) => String(clock.getUTCDay())],
  ['W', ({ clock }) => two(Math.floor((dayOfYear(clock) + 6 - ((clock.getUTCDay() + 6) % 7)) / 7))],
  ['x', (moment) => format('%m/%d/%Y', moment)],
  ['X', (moment) => format('%H:%M:%S', moment)],
  ['y', ({ clock }) => two(clock.getUTCFullYear() % 100)],
  ['Y', ({ clock }) => String(clock.getUTCFullYear())],
  ['z', ({ seconds, zone }) => zoneText(offsetAt(seconds, zone), '')],
  ['Z', zoneName],
  ['+', (moment) => format('%a %b %e %H:%M:%S %Z %Y', moment)],
  ['%', () => '%'],
]);

/** `%3N` and `%6Q` give as many digits, `%Ez` and `%:z` the zone with a colon; a variable that is unknown stays as it is. */
function format(pattern: string, moment: Moment): string {
  return pattern.replace(/%(?:(\d)([NQ])|(E|:)z|([A-Za-z+%]))/g, (whole, digits: string | undefined, _, colon: string | undefined, name: string | undefined) => {
    if (digits !== undefined) return fraction(moment.seconds, Number(digits));
    if (colon !== undefined) return zoneText(offsetAt(moment.seconds, moment.zone), ':');
    return variables.get(name ?? '')?.(moment) ?? whole;
  });
}

/** An epoch time as a text, in the time zone given. */
export function strftime(seconds: number, pattern: string, zone: string): Value {
  return isDate(seconds) ? format(pattern, { seconds, clock: clockAt(seconds, zone), zone }) : null;
}

interface Parsed {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  fraction: number;
  afternoon?: boolean;
  /** Seconds ahead of UTC. */
  offset?: number;
  epoch?: number;
}

type Take = (parsed: Parsed, text: string) => void;

const number = (set: (parsed: Parsed, value: number) => void): Take => (parsed, text) => { set(parsed, Number(text)); };

const readers: ReadonlyMap<string, readonly [pattern: string, take: Take]> = new Map<string, readonly [string, Take]>([
  ['Y', ['\\d{4}', number((p, n) => (p.year = n))]],
  ['y', ['\\d{2}', number((p, n) => (p.year = n < 69 ? 2000 + n : 1900 + n))]],
  ['m', ['\\d{1,2}', number((p, n) => (p.month = n))]],
  ['d', ['\\d{1,2}', number((p, n) => (p.day = n))]],
  ['e', ['\\s?\\d{1,2}', number((p, n) => (p.day = n))]],
  ['H', ['\\d{1,2}', number((p, n) => (p.hour = n))]],
  ['k', ['\\s?\\d{1,2}', number((p, n) => (p.hour = n))]],
  ['I', ['\\d{1,2}', number((p, n) => (p.hour = n % 12))]],
  ['l', ['\\s?\\d{1,2}', number((p, n) => (p.hour = n % 12))]],
  ['M', ['\\d{1,2}', number((p, n) => (p.minute = n))]],
  ['S', ['\\d{1,2}', number((p, n) => (p.second = n))]],
  ['N', ['\\d{1,9}', (p, text) => (p.fraction = Number(`0.${text}`))]],
  ['Q', ['\\d{1,9}', (p, text) => (p.fraction = Number(`0.${text}`))]],
  ['f', ['\\d{1,9}', (p, text) => (p.fraction = Number(`0.${text}`))]],
  ['p', ['[AaPp][Mm]', (p, text) => (p.afternoon = /^p/i.test(text))]],
  ['s', ['\\d{1,12}', number((p, n) => (p.epoch = n))]],
  ['a', ['[A-Za-z]+', () => undefined]],
  ['A', ['[A-Za-z]+', () => undefined]],
  ['b', ['[A-Za-z]{3,9}', takeMonth]],
  ['B', ['[A-Za-z]{3,9}', takeMonth]],
  ['h', ['[A-Za-z]{3,9}', takeMonth]],
  ['z', ['(?:[+-]\\d{2}:?\\d{2}|Z)', takeOffset]],
  ['Z', ['[A-Za-z]{1,5}', (p, text) => (/^(?:utc|gmt|z)$/i.test(text) ? (p.offset = 0) : undefined)]],
]);

const composed: Readonly<Record<string, string>> = { F: '%Y-%m-%d', T: '%H:%M:%S', D: '%m/%d/%y', x: '%m/%d/%Y', X: '%H:%M:%S', R: '%H:%M', c: '%a %b %e %H:%M:%S %Y' };

function takeMonth(parsed: Parsed, text: string): void {
  parsed.month = MONTHS.findIndex((name) => name.toLowerCase().startsWith(text.toLowerCase())) + 1;
}

function takeOffset(parsed: Parsed, text: string): void {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(text) ?? [];
  parsed.offset = (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** The epoch time that a text says, or null where it does not fit the pattern. What it does not say is the begin of 1970's first day. */
export function strptime(text: string, pattern: string, zone: string): Value {
  const takes: Take[] = [];
  const plain = pattern.replace(/%([FTDxXRc])/g, (_, name: string) => composed[name] ?? '').replace(/%(?:\d([NQ])|(?:E|:)(z))/g, '%$1$2');
  const source = plain.replace(/%([A-Za-z%])|([^%]+)|%/g, (_, name: string | undefined, literal: string | undefined) => {
    if (literal !== undefined) return literal.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '\\s+');
    if (name === '%') return '%';
    const reader = readers.get(name ?? '');
    if (reader) takes.push(reader[1]);
    return `(${reader?.[0] ?? ''})`;
  });
  const match = new RegExp(`^\\s*${source}`).exec(text.slice(0, LONGEST_TIME));
  if (!match || takes.length < (plain.match(/%[A-Za-z]/g)?.length ?? 0)) return null;
  const parsed: Parsed = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, fraction: 0 };
  takes.forEach((take, index) => { take(parsed, match[index + 1] ?? ''); });
  return epochOfParsed(parsed, zone);
}

/** No time is written in more characters. */
const LONGEST_TIME = 200;

function epochOfParsed({ year, month, day, hour, minute, second, fraction: part, afternoon, offset, epoch }: Parsed, zone: string): Value {
  if (epoch !== undefined) return epoch + part;
  const clock = Date.UTC(year, month - 1, day, hour + (afternoon ? 12 : 0), minute, second) / 1000;
  const date = new Date(clock * 1000);
  if (month < 1 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 60) return null;
  return (offset === undefined ? epochOf(clock, zone) : clock - offset) + part;
}

type Unit = 's' | 'm' | 'h' | 'd' | 'w' | 'mon' | 'q' | 'y';

const UNITS: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ...(['s', 'sec', 'secs', 'second', 'seconds'].map((name) => [name, 's'] as const)),
  ...(['m', 'min', 'mins', 'minute', 'minutes'].map((name) => [name, 'm'] as const)),
  ...(['h', 'hr', 'hrs', 'hour', 'hours'].map((name) => [name, 'h'] as const)),
  ...(['d', 'day', 'days'].map((name) => [name, 'd'] as const)),
  ...(['w', 'week', 'weeks'].map((name) => [name, 'w'] as const)),
  ...(['mon', 'month', 'months'].map((name) => [name, 'mon'] as const)),
  ...(['q', 'qtr', 'qtrs', 'quarter', 'quarters'].map((name) => [name, 'q'] as const)),
  ...(['y', 'yr', 'yrs', 'year', 'years'].map((name) => [name, 'y'] as const)),
]);

const FIXED: Readonly<Partial<Record<Unit, number>>> = { s: 1, m: 60, h: 3600 };
const DAY_COUNT: Readonly<Partial<Record<Unit, number>>> = { d: 1, w: 7 };
const MONTH_COUNT: Readonly<Partial<Record<Unit, number>>> = { mon: 1, q: 3, y: 12 };

/** `-1d@d`, `@w1+2h`, `now`: steps and snaps one after the other (Search Manual, "Specify time modifiers"). Null for what is none. */
export function relativeTime(seconds: number, modifier: string, zone: string): Value {
  const text = modifier.trim().toLowerCase();
  if (!/^(?:now)?(?:[+-]\d*[a-z]*|@[a-z]+\d?)*$/.test(text)) return null;
  let time = seconds;
  for (const [, sign, count = '', unit = '', snap, weekday] of text.replace(/^now/, '').matchAll(/([+-])(\d*)([a-z]*)|@([a-z]+?)(\d?)(?=[@+-]|$)/g)) {
    const moved = snap === undefined ? step(time, (sign === '-' ? -1 : 1) * Number(count || 1), UNITS.get(unit || 's'), zone) : snapTo(time, snap, weekday ?? '', zone);
    if (moved === undefined || !isDate(moved)) return null;
    time = moved;
  }
  return time;
}

/** Days and months by the clock of the zone, so that a day stays a day when clocks change. */
function step(time: number, count: number, unit: Unit | undefined, zone: string): number | undefined {
  if (!unit) return undefined;
  const fixed = FIXED[unit];
  if (fixed !== undefined) return time + count * fixed;
  const clock = clockAt(time, zone);
  const part = time - Math.floor(time);
  const days = DAY_COUNT[unit];
  if (days !== undefined) return epochOf(clock.getTime() / 1000 + count * days * 86_400, zone) + part;
  const month = clock.getUTCMonth() + count * (MONTH_COUNT[unit] ?? 0);
  const last = new Date(Date.UTC(clock.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const moved = Date.UTC(clock.getUTCFullYear(), month, Math.min(clock.getUTCDate(), last), clock.getUTCHours(), clock.getUTCMinutes(), clock.getUTCSeconds());
  return epochOf(moved / 1000, zone) + part;
}

/** Back to the begin of the unit. `w0` is Sunday, as is `w` and `w7`. */
function snapTo(time: number, unit: string, weekday: string, zone: string): number | undefined {
  const known = UNITS.get(unit);
  const clock = clockAt(time, zone);
  const [year, month, day] = [clock.getUTCFullYear(), clock.getUTCMonth(), clock.getUTCDate()];
  const at = (...fields: [number, number, number?, number?, number?]): number => {
    const [y, m, d = 1, h = 0, min = 0] = fields;
    return epochOf(Date.UTC(y, m, d, h, min) / 1000, zone);
  };
  switch (known) {
    case 's':
      return Math.floor(time);
    case 'm':
      return Math.floor(time) - clock.getUTCSeconds();
    case 'h':
      return Math.floor(time) - clock.getUTCSeconds() - clock.getUTCMinutes() * 60;
    case 'd':
      return at(year, month, day);
    case 'w':
      return at(year, month, day - ((clock.getUTCDay() - Number(weekday || 0) + 7) % 7));
    case 'mon':
      return at(year, month);
    case 'q':
      return at(year, Math.floor(month / 3) * 3);
    case 'y':
      return at(year, 0);
    default:
      return undefined;
  }
}

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
    apply: ([written = null, pattern = null], { timeZone }) => (written === null || pattern === null ? null : strptime(textOf(written), textOf(pattern), timeZone)),
  },
];
