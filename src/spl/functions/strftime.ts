/** Times as text (Search Reference, "Date and time format variables"). */
import { clockAt, isDate, offsetAt } from '../timezone.js';
import type { Value } from '../value.js';
import { DAYS, MONTHS } from './calendar.js';

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

/** `-0500`; with a colon `-05:00`, with two `-05:00:00`, with three `-05`. */
function offsetText({ seconds, zone }: Moment, colons: number): string {
  const offset = offsetAt(seconds, zone);
  const whole = Math.abs(offset);
  const [hours, minutes, rest] = [two(Math.floor(whole / 3600)), two(Math.floor(whole / 60) % 60), two(whole % 60)];
  const parts = [[`${hours}${minutes}`], [hours, minutes], [hours, minutes, rest], [hours]][colons] ?? [];
  return (offset < 0 ? '-' : '+') + parts.join(':');
}

/** Abbreviations differ by country: English of the United States knows no CET, that of the United Kingdom no EST. */
const COUNTRIES = ['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-IN', 'en-ZA', 'en-NZ'];

function zoneName({ seconds, zone }: Moment): string {
  const names = COUNTRIES.map((country) => new Intl.DateTimeFormat(country, { timeZone: zone, timeZoneName: 'short' }).formatToParts(seconds * 1000).find(({ type }) => type === 'timeZoneName')?.value ?? zone);
  return names.find((name) => !/^(?:GMT|UTC)[+-]/.test(name)) ?? names[0] ?? zone;
}

/** Cut, not rounded, so that a second never shows 1000 milliseconds; to nanoseconds, of which a number holds some. */
function fraction(seconds: number, digits: number): string {
  return Math.min(Math.round((seconds - Math.floor(seconds)) * 1e9), 999_999_999).toString().padStart(9, '0').slice(0, digits).padEnd(digits, '0');
}

const variables: ReadonlyMap<string, (moment: Moment) => string> = new Map<string, (moment: Moment) => string>([
  ['a', ({ clock }) => (DAYS[clock.getUTCDay()] ?? '').slice(0, 3)],
  ['A', ({ clock }) => DAYS[clock.getUTCDay()] ?? ''],
  ['b', ({ clock }) => (MONTHS[clock.getUTCMonth()] ?? '').slice(0, 3)],
  ['B', ({ clock }) => MONTHS[clock.getUTCMonth()] ?? ''],
  ['c', (moment) => format('%a %b %e %H:%M:%S %Y', moment)],
  ['C', ({ clock }) => two(Math.floor(clock.getUTCFullYear() / 100))],
  ['d', ({ clock }) => two(clock.getUTCDate())],
  ['D', (moment) => format('%m/%d/%y', moment)],
  ['e', ({ clock }) => blank(clock.getUTCDate())],
  ['f', ({ seconds }) => fraction(seconds, 6)],
  ['F', (moment) => format('%Y-%m-%d', moment)],
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
  ['R', (moment) => format('%H:%M', moment)],
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
  ['Z', zoneName],
  ['+', (moment) => format('%a %b %e %H:%M:%S %Z %Y', moment)],
  ['%', () => '%'],
]);

/** `%3N` and `%6Q` give as many digits, `%Ez` the zone in minutes; a variable that is unknown stays as it is. */
function format(pattern: string, moment: Moment): string {
  return pattern.replace(/%(?:(\d)[NQ]|(:{0,3})z|(Ez)|([A-Za-z+%]))/g, (whole, digits: string | undefined, colons: string | undefined, minutes: string | undefined, name: string | undefined) => {
    if (digits !== undefined) return fraction(moment.seconds, Number(digits));
    if (colons !== undefined) return offsetText(moment, colons.length);
    if (minutes !== undefined) return String(offsetAt(moment.seconds, moment.zone) / 60);
    return variables.get(name ?? '')?.(moment) ?? whole;
  });
}

/** An epoch time as a text, in the time zone given (IANA name); null beyond the years 1 to 9999. */
export function strftime(seconds: number, pattern: string, zone: string): Value {
  return isDate(seconds) ? format(pattern, { seconds, clock: clockAt(seconds, zone), zone }) : null;
}
